"""Entries of what stood in a list and was withdrawn: the same name as before, and no more than its page still says.

RFC 4287: an entry keeps its `atom:id`, and its `atom:updated` is when it changed. Whoever read the entry finds in its place
that it was withdrawn, when, and why where that is for everybody.
"""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from policies.exchange.feeds.atom import Category, Entry
from policies.exchange.feeds.ids import scheme, tag, whole
from policies.exchange.feeds.words import labelled, on, paragraphs, said
from policies.models import Action, Reply
from policies.queries.filters import PublicFilter
from policies.queries.paging import Moment

WITHDRAWN = Moment("gone_at")


def withdrawn_from(found: PublicFilter) -> QuerySet:
    """Return what was withdrawn from a list of actions or letters, with `gone_at`."""
    rows = found.withdrawn()
    if rows.model is Reply:
        return rows.defer("text").annotate(gone_at=F("withdrawn_at"))
    gone_at = Coalesce("reply__withdrawn_at", "removed_at")  # as its page tells it
    return rows.select_related("reply").defer("reply__text").annotate(gone_at=gone_at)


def is_withdrawn(row: Action | Reply) -> bool:
    return hasattr(row, "gone_at")


def entries_of_withdrawn(rows: Iterable[Action | Reply], *, demo: bool) -> list[Entry]:
    return [_reply(row, demo) if isinstance(row, Reply) else _action(row, demo) for row in rows]


def _reply(reply: Reply, demo: bool) -> Entry:
    title = labelled(_("已撤回"), _("答复 %(pk)s") % {"pk": reply.pk})
    return _entry("reply", reply, title, _letter_withdrawn(reply), demo)


def _action(action: Action, demo: bool) -> Entry:
    name = _("举措 %(pk)s") % {"pk": action.pk}
    if action.reply.withdrawn_at:
        told = paragraphs(_("这条举措所在的答复已撤回")) + _letter_withdrawn(action.reply)
        return _entry("action", action, labelled(_("已撤回"), name), told, demo)
    letter = format_html(
        '<p><a href="{}">{}</a></p>', whole(reverse("reply", args=[action.reply_id])), _("看它所在的答复")
    )
    told = paragraphs(
        labelled(_("移除日期"), on(action.removed_at)), _("经核对，这句话不是承诺，或者已由别的举措代替。")
    )
    return _entry("action", action, labelled(_("已移除"), name), told + letter, demo)


def _letter_withdrawn(reply: Reply) -> str:
    return paragraphs(
        labelled(_("撤回日期"), on(reply.withdrawn_at)), labelled(_("撤回理由"), said(reply.withdrawn_reason))
    )


def _entry(noun: str, row, title: str, html: str, demo: bool) -> Entry:
    withdrawn = Category("withdrawn", _("已撤回"), scheme("state"))
    return Entry(
        id=tag(noun, row.pk),
        title=f"{_('演示数据')} · {title}" if demo else title,
        path=reverse(noun, args=[row.pk]),
        updated=row.gone_at,
        author="",
        html=html,
        categories=(withdrawn, Category("demo", _("演示数据"), scheme("demo"))) if demo else (withdrawn,),
    )
