"""Numbers in cells, as the words that people meant: no zero lost, and none made up."""

import re

from django.utils.translation import gettext as _

MOST_DIGITS = 15
"""A spreadsheet keeps so many digits of a number and makes the rest zeros."""
ZEROS = re.compile("0{2,}")
POWERS = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{2,}")


def as_words(value: int | float, number_format: str) -> str | list[str]:
    """Return a number as its cell shows it, with leading zeros where its format adds them; or what is wrong with it."""
    if value != value or value in (float("inf"), float("-inf")):
        return [str(value), _("这一格不是数。")]
    if value != int(value):
        return format(value, ".15g")
    words = str(int(value))
    if len(words.lstrip("-")) > MOST_DIGITS:
        return [words, _("数字超过 15 位，表格软件已经把后面的几位变成了零；请把这一格设成文本，重新填写。")]
    return words.zfill(len(number_format)) if ZEROS.fullmatch(number_format) else words


def lost_in_csv(words: str) -> str:
    """Say what is wrong with words that a spreadsheet wrote as a power of ten."""
    if POWERS.fullmatch(words):
        return _("长数字被表格软件写成了科学计数法，末几位已经丢失；请把这一列设成文本，重新填写。")
    return ""
