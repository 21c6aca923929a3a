"""Words of a letter or of the record as they stand on a page: masked, marked as Chinese, days in the page's language."""

import re
from functools import cache, lru_cache

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext

from policies.models import BodyChoices, Kind, ReplyKind
from policies.reader.phones import masked
from policies.search import marks

WHOLE_COUNTRY = "全国"
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def is_chinese_page() -> bool:
    return not (get_language() or "").startswith("en")


def zh(words):
    """Words of a letter or of the record: phone numbers masked, and marked as Chinese on an English page."""
    text = masked(str(words))
    if is_chinese_page() or not CJK.search(text):
        return text
    return format_html('<span lang="zh-Hans">{}</span>', text)


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
    if is_chinese_page() or not CJK.search(text):
        return marked
    return format_html('<span lang="zh-Hans">{}</span>', marked)


def day(value):
    """2025年6月30日, or 30 June 2025; of a moment, the day in Shanghai."""
    if not value:
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    return _day(value, get_language())


def clock(moment, form):
    """The time of day in Shanghai; `form` as Django writes it: H:i."""
    return time_format(timezone.localtime(moment), form)


@lru_cache(maxsize=4096)
def _day(value, language):
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), format_date(value, gettext("Y年n月j日")))


def called(proposal):
    """第04847号提案, or Proposal No. 04847."""
    kind = choice(Kind, proposal.kind)
    if not proposal.number:
        return kind
    parts = {"number": zh(proposal.number), "kind": kind}
    return _filled(gettext("第%(number)s号%(kind)s"), parts)


def place_name(place):
    """The name of a place, which stays in Chinese; but of the whole country, National."""
    return gettext("全国") if place == WHOLE_COUNTRY else zh(place)


def meeting(session):
    """第十三届全国政协第五次会议: the place stays in Chinese."""
    return _meeting(session.place.name, session.body, session.term, session.number, get_language())


@lru_cache(maxsize=1024)
def _meeting(place, body, term, number, _language):
    parts = {"place": place_name(place), "body": choice(BodyChoices, body), "term": term, "number": number}
    return _filled(gettext("%(place)s%(body)s%(term)d届%(number)d次会议").replace(")d", ")s"), parts)


def reply_kind(value):
    """答复, 补充答复 and the like."""
    return choice(ReplyKind, value)


def choice(choices, value) -> str:
    """The words of a choice, made once for each language; a row's own method looks through all choices every time."""
    return _choice(choices, value, get_language())


@cache
def _choice(choices, value, _language):
    return str(choices(value).label)


def _filled(pattern: str, parts: dict):
    """Fill a translated pattern with parts that may be marked up; everything else is escaped."""
    return format_html(_as_format(pattern), **parts)


@cache
def _as_format(pattern: str) -> str:
    return re.sub(r"%\((\w+)\)s", r"{\1}", pattern)
