"""How a status looks on a page, wherever it is told: its shape, its words, and what a deadline or a silence adds."""

from collections import Counter
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from policies.models import Status, StrengthChoices
from policies.public.markup.links import url
from policies.public.markup.words import is_chinese_page
from policies.queries.cache import today
from policies.queries.totals import status_bar

# Shapes, since colour alone tells nothing to many: each is drawn in a square of 16.
SHAPES = {
    Status.UNREPORTED: '<circle cx="8" cy="8" r="6" fill="none" stroke-width="1.5" stroke-dasharray="2.2 2.5"/>',
    Status.IN_PROGRESS: '<circle cx="8" cy="8" r="6" fill="none" stroke-width="1.5"/><path d="M8 2a6 6 0 0 1 0 12z"/>',
    Status.ONGOING: '<path d="M13.2 5A6 6 0 1 0 14 8" fill="none" stroke-width="1.8"/><path d="M14.8 1.6v5h-5z"/>',
    Status.DONE: '<path d="M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2zm-1 9.9 4.7-4.9-1.2-1.1L7 8.8 5.4 7.2 4.2 8.4z"/>',
    Status.STALLED: '<path d="M3 2.5h3.6v11H3zM9.4 2.5H13v11H9.4z"/>',
    Status.DROPPED: '<path d="m3 3 10 10M13 3 3 13" fill="none" stroke-width="2.2"/>',
}

LATE = "late", gettext_lazy("已逾期")
SILENT = "quiet", gettext_lazy("已过所述期限，尚未反馈")
STALE = "quiet", gettext_lazy("久未更新")
DONE_LATE = "quiet", gettext_lazy("晚于期限完成")


@cache
def glyph(status):
    """The shape of a status. Made once: a list of letters or units shows a hundred."""
    shape = mark_safe(SHAPES[status])
    return format_html('<svg class="glyph s-{}" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', status, shape)


def by_status(actions):
    """How many of these actions have each status, as the segments of a bar."""
    return status_bar(Counter(action.status for action in actions)).segments


def status_label(status):
    """The shape and the words of a status."""
    return _label(status, get_language())


@cache
def _label(status, language):
    """Made once for each language: a page shows some fifty."""
    return format_html('<span class="status s-{}">{}{}</span>', status, glyph(Status(status)), Status(status).label)


def status_told(status):
    """The shape and the words of a status, for a line of several with their numbers."""
    return _told(status, get_language())


@cache
def _told(status, language):
    return format_html("{} {}", glyph(status), Status(status).label)


def flags(action):
    """Badges for what its deadline or a long silence says of an action."""
    if action.due_on is None and action.last_published_at is None:
        return ""
    on = action.as_of or today()
    holding = action.is_overdue(on), action.is_silent(on), action.is_stale(on), action.is_done_late()
    return _badges(holding, get_language()) if any(holding) else ""


@cache
def _badges(holding, language):
    """Made once for each language, as the statuses."""
    told = [badge for badge, holds in zip((LATE, SILENT, STALE, DONE_LATE), holding, strict=True) if holds]
    return format_html_join("\n", '<span class="badge badge-{}">{}</span>', told)


def promise_tag(action):
    """The status of a marked sentence and the way to its page, in the page's language within the Chinese letter."""
    return format_html(
        '<a class="promise-tag" href="{}" lang="{}"><sup class="on-paper">{}</sup>{}<span class="unseen"> {}</span></a>',
        url("action", action.pk),
        "zh-Hans" if is_chinese_page() else "en",
        action.note,
        _tagged(action.status),
        gettext("举措 %(pk)s") % {"pk": action.pk},
    )


def _tagged(status):
    """The status behind a sentence; that nothing was reported yet, which may stand behind each, is seen as its shape alone."""
    if status != Status.UNREPORTED:
        return status_label(status)
    return format_html('{}<span class="unseen">{}</span>', glyph(status), Status(status).label)


def meaning(status):
    return Status(status).meaning


def strength_meaning(strength):
    return StrengthChoices(strength).meaning
