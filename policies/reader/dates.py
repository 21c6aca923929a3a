"""Chinese numerals and calendar days, as a letter writes them."""

import re
from calendar import monthrange
from datetime import date

DIGITS = {"〇": 0, "○": 0, "零": 0, "o": 0, "O": 0, "两": 2} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
NUMERAL = "〇○零一二三四五六七八九十百两"

# 2031年7月9日, 2031-07-09, 2031.7.9, 2031/7/9.
# Not 202679 nor 2031年9: digits were lost there, and nothing says which.
DAY = re.compile(
    r"([0-9](?<!\d.)\d{3}) ?(?:年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
    r"|([-./]) ?(\d{1,2})\4 ?(\d{1,2})(?!\d))"
)
# 二〇三一年七月九日, 二○三一年…, 二0三一年…, 二零三一年十二月三十一日.
CHINESE_DAY = re.compile(
    r"([〇○零oO0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


def number(words: str) -> int | None:
    """Return the number that digits or Chinese numerals below a thousand write; None for other words."""
    if words.isascii() and words.isdigit():
        return int(words) if len(words) < 10 else None
    if not words or words.strip(NUMERAL):
        return None
    total, digit = 0, None
    for c in words:
        if c in "十百":
            total += (1 if digit is None else digit) * (10 if c == "十" else 100)
            digit = None
        else:
            digit = DIGITS[c]
    return total + (digit or 0)


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date | None:
    """Return the last day of a month, None where there is no such month."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, monthrange(year, month)[1])


def find_day(words: str) -> tuple[date, tuple[int, int]] | None:
    """Return the first whole day in folded words, and where in them it stands."""
    by_words = "日" in words
    if found := (by_words or "-" in words or "." in words or "/" in words) and DAY.search(words):
        year, month, day, _, plain_month, plain_day = found.groups()
        on = make_day(int(year), int(month or plain_month), int(day or plain_day))
    elif found := by_words and "年" in words and CHINESE_DAY.search(words):
        year = "".join("0" if c == "0" else str(DIGITS[c]) for c in found[1])
        on = make_day(int(year), number(found[2]) or 0, number(found[3]) or 0)
    else:
        return None
    return (on, found.span()) if on else None
