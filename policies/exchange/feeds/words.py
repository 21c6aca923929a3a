"""Words of the record on their way into a feed: phone numbers masked, nothing that XML or a calendar cannot hold."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from policies.models import Reply
from policies.reader.phones import masked

# What XML 1.0 has no way to write; a calendar would break at some of it too. Half a surrogate pair is no character.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def said(words) -> str:
    """Return the words as everybody may see them."""
    return UNWRITABLE.sub("", masked(str(words)))


def short(words, length: int) -> str:
    return Truncator(said(words)).chars(length, truncate="…")


def on(day: date | datetime) -> str:
    """2025年6月30日; of a moment, the day in Shanghai."""
    return format_date(timezone.localtime(day) if isinstance(day, datetime) else day, "Y年n月j日")


def on_or_none(day: date | None) -> str:
    return on(day) if day else _("无日期")


def joined(names) -> str:
    return _("、").join(said(name) for name in names)


def letter(reply: Reply, length: int = 60) -> str:
    """《关于…的答复》（文号）, or what of it is known."""
    title, number = f"《{short(reply.title, length)}》" if reply.title else "", said(reply.document_number)
    return title + (f"（{number}）" if title and number else number) or _("答复 %(pk)s") % {"pk": reply.pk}


def labelled(label, words) -> str:
    """状态：推进中"""
    return f"{label}{_('：')}{words}"


def paragraphs(*lines) -> SafeString:
    """Return each of the lines that says something as a paragraph. What is not marked up is escaped."""
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))
