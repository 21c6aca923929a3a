"""What cells of a ledger mean: days, numbers of actions, choices. Each raises ValueError with a sentence."""

import re
import unicodedata
from datetime import date, timedelta

from django.utils.translation import gettext as _

FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a workbook."""
SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
# 2026-06-30, 2026/6/30, 2026.6.30, 2026年6月30日, 20260630; a time of midnight behind it is none.
DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[ T]0?0:00(?::00)?)?")
CLOSE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
NUMBER = re.compile(r"[0-9]{1,18}(?:\.0+)?")


def as_day(words: str) -> date | None:
    """Return the day that a cell means: as written by a person, by us, or by a spreadsheet as its number."""
    words = unicodedata.normalize("NFKC", words).strip()
    if not words:
        return None
    if SERIAL.fullmatch(words):
        return FIRST_DAY + timedelta(days=int(float(words)))
    found = DAY.fullmatch(words) or CLOSE.fullmatch(words)
    try:
        return date(*map(int, found.groups()))
    except (AttributeError, ValueError):
        raise ValueError(_("“%s”不是某一天；请写成 2026-06-30 或 2026年6月30日。") % words[:40]) from None


def as_number(words: str) -> int | None:
    """Return the number of an action; None for an empty cell."""
    words = unicodedata.normalize("NFKC", words).strip()
    if not words:
        return None
    if not NUMBER.fullmatch(words):
        raise ValueError(_("编号“%s”不对：编号应为数字。请不要改动编号；新加的行留空。") % words[:40])
    return int(words.partition(".")[0])
