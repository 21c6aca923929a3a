"""What the public templates share: words of the record on an English page, days, statuses, addresses."""

import re
from collections import Counter
from functools import cache, lru_cache
from urllib.parse import quote

from django import template
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, pgettext

from policies.models import Status
from policies.reader.phones import masked
from policies.search import marks
from policies.summaries import status_bar

register = template.Library()

CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")

# Shapes, since colour alone tells nothing to many: each is drawn in a square of 16.
SHAPES = {
    Status.UNREPORTED: '<circle cx="8" cy="8" r="6" fill="none" stroke-width="1.5" stroke-dasharray="2.2 2.5"/>',
    Status.IN_PROGRESS: '<circle cx="8" cy="8" r="6" fill="none" stroke-width="1.5"/><path d="M8 2a6 6 0 0 1 0 12z"/>',
    Status.ONGOING: '<path d="M13.2 5A6 6 0 1 0 14 8" fill="none" stroke-width="1.8"/><path d="M14.8 1.6v5h-5z"/>',
    Status.DONE: '<path d="M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2zm-1 9.9 4.7-4.9-1.2-1.1L7 8.8 5.4 7.2 4.2 8.4z"/>',
    Status.STALLED: '<path d="M3 2.5h3.6v11H3zM9.4 2.5H13v11H9.4z"/>',
    Status.DROPPED: '<path d="m3 3 10 10M13 3 3 13" fill="none" stroke-width="2.2"/>',
}


def is_chinese_page() -> bool:
    return not (get_language() or "").startswith("en")


register.filter("masked", masked)


@register.filter
def zh(words):
    """Words of a letter or of the record: phone numbers masked, and marked as Chinese on an English page."""
    text = masked(str(words))
    if is_chinese_page() or not CJK.search(text):
        return text
    return format_html('<span lang="zh-Hans">{}</span>', text)


@register.filter
def zh_found(words, wanted):
    """The same, and within it the folded words that were sought."""
    text = masked(str(words))
    spans = marks(text, wanted) if wanted else []
    if not spans:
        return zh(text)
    pieces, before = [], 0
    for start, end in spans:
        pieces.append((text[before:start], text[start:end]))
        before = end
    marked = format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[before:])
    return (
        marked if is_chinese_page() or not CJK.search(text) else format_html('<span lang="zh-Hans">{}</span>', marked)
    )


@register.simple_tag
def path(route, key):
    """What `url` gives for one key, found out once: lists link to the same pages again and again."""
    return _path(route, key, get_language())


@lru_cache(maxsize=16_384)
def _path(route, key, language):
    return reverse(route, args=[key])


@register.filter
def day(value):
    """2025年6月30日, or 30 June 2025; of a moment, the day in Shanghai."""
    if not value:
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    return _day(value, get_language())


@lru_cache(maxsize=4096)
def _day(value, language):
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), format_date(value, gettext("Y年n月j日")))


@register.simple_tag
def glyph(status):
    """The shape of a status."""
    shape = mark_safe(SHAPES[status])
    return format_html('<svg class="glyph s-{}" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', status, shape)


@register.filter
def by_status(actions):
    """How many of these actions have each status, as the segments of a bar."""
    return status_bar(Counter(action.status for action in actions)).segments


@register.simple_tag
def status_label(status):
    """The shape and the words of a status."""
    return _label(status, get_language())


@cache
def _label(status, language):
    """Made once for each language: a page shows some fifty."""
    return format_html('<span class="status s-{}">{}{}</span>', status, glyph(Status(status)), Status(status).label)


@register.simple_tag
def flags(action):
    """Badges for what its deadline or a long silence says of an action."""
    told = (
        ("late", action.is_overdue, gettext("已逾期")),
        ("quiet", action.is_silent, gettext("已过所述期限，尚未反馈")),
        ("quiet", action.is_stale, gettext("久未更新")),
    )
    badges = ((kind, words) for kind, holds, words in told if holds())
    return format_html_join("\n", '<span class="badge badge-{}">{}</span>', badges)


@register.simple_tag
def promise_tag(action):
    """The status of a marked sentence and the way to its page, in the page's language within the Chinese letter."""
    return format_html(
        '<a class="promise-tag" href="{}" lang="{}"><sup class="on-paper">{}</sup>{}<span class="unseen"> {}</span></a>',
        reverse("action", args=[action.pk]),
        "zh-Hans" if is_chinese_page() else "en",
        action.note,
        status_label(action.status),
        gettext("举措 %(pk)s") % {"pk": action.pk},
    )


@register.filter
def meaning(status):
    return Status(status).meaning


@register.filter
def called(proposal):
    """第04847号提案, or Proposal No. 04847."""
    if not proposal.number:
        return proposal.get_kind_display()
    parts = {"number": zh(proposal.number), "kind": proposal.get_kind_display()}
    return _filled(gettext("第%(number)s号%(kind)s"), parts)


@register.filter
def meeting(session):
    """第十三届全国政协第五次会议: the place stays in Chinese."""
    parts = {"place": zh(session.place), "body": session.get_body_display()}
    parts |= {"term": session.term, "number": session.number}
    return _filled(gettext("%(place)s%(body)s%(term)d届%(number)d次会议").replace(")d", ")s"), parts)


@register.simple_tag
def narrowed(query, name="", value=""):
    """The address of the actions that `query` finds, with one more parameter."""
    narrower = query.copy() if query else QueryDict(mutable=True)
    if name:
        narrower[name] = value
    return f"{reverse('action_list')}?{narrower.urlencode()}" if narrower else reverse("action_list")


@register.simple_tag(takes_context=True)
def sections(context):
    """The sections of the site, and in which of them the page stands."""
    path = context["request"].path.removeprefix("/en")
    return [
        {"path": name, "label": label, "is_scoped": name != "about", "current": _current(path, f"/{name}/")}
        for name, label in (
            ("actions", pgettext("plural", "举措")),
            ("replies", pgettext("plural", "答复")),
            ("proposals", gettext("提案和建议")),
            ("organisations", pgettext("plural", "单位")),
            ("categories", pgettext("plural", "类别")),
            ("statistics", gettext("统计")),
            ("about", pgettext("page", "说明")),
        )
    ]


def _current(path: str, section: str) -> str:
    """What aria-current says in the link to a section: the page itself, or one within."""
    if path == section:
        return "page"
    within = path.startswith(section) or section == "/proposals/" and path.startswith("/proposers/")
    return "true" if within else ""


@register.simple_tag(takes_context=True)
def scoped(context, route=""):
    """The query that keeps a link in what this page speaks of: the invented place, a past day."""
    query = QueryDict(mutable=True)
    if context.get("demo") and route != "organisation":  # a unit is of one place
        query["demo"] = "1"
    if as_of := context.get("as_of"):
        query["as_of"] = as_of.isoformat()
    return f"?{query.urlencode()}" if query else ""


@register.simple_tag(takes_context=True)
def today(context):
    """The address of the same page as it is today."""
    query = context["request"].GET.copy()
    for name in ("as_of", "cursor"):
        query.pop(name, None)
    return f"?{query.urlencode()}"


@register.inclusion_tag("policies/_as_of.html", takes_context=True)
def as_of_form(context):
    """The choice of a past day; what else the address asks for stays."""
    asked = context["request"].GET
    kept = [(name, each) for name in asked if name not in ("as_of", "cursor") for each in asked.getlist(name) if each]
    as_of = context.get("as_of")
    return {"kept": kept, "value": as_of.isoformat() if as_of else "", "last": timezone.localdate().isoformat()}


@register.simple_tag(takes_context=True)
def languages(context):
    """The addresses of this page in both languages: `other` with the query as it is, the whole ones for `link` with what
    of it makes another page: the filters of a list in one writing, or the invented place."""
    request = context["request"]
    chinese = request.path.removeprefix("/en") if request.path.startswith("/en/") else request.path
    chinese = "/" + chinese.lstrip("/")  # two slashes would be another host's address
    english = f"/en{chinese}"
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    scope = "?demo=1" if context.get("demo") and request.GET.get("demo") else ""
    own = getattr(context.get("listing"), "own", scope)
    is_chinese = is_chinese_page()
    return {
        "chinese": settings.SITE_URL + quote(chinese) + own,
        "english": settings.SITE_URL + quote(english) + own,
        "here": settings.SITE_URL + quote(chinese if is_chinese else english) + own,
        "path": quote(chinese if is_chinese else english),
        "other": quote(english if is_chinese else chinese) + query,
        "root": "/" if is_chinese else "/en/",
    }


def _filled(pattern: str, parts: dict):
    """Fill a translated pattern with parts that may be marked up; everything else is escaped."""
    return format_html(re.sub(r"%\((\w+)\)s", r"{\1}", pattern), **parts)
