"""What stands in a cell of the ledger, the same in a workbook and in CSV, and the code that tells whether it was touched."""

import base64
import hashlib
import re
from collections.abc import Iterable

from policies.exchange.exports import as_written

MOST_UNITS = 32_767
"""A cell of a workbook holds so many UTF-16 units."""
CUT = "……（太长，全文见系统）"
VERSION = "v1."
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# What XML, and so a workbook, cannot hold: controls but for tab and line feed, halves of pairs, and two signs that are none.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Meant(str):
    """Words as a cell means them; `raw` is how the file writes them, where that may differ.

    Programs differ in what they escape: some write neither _x005F_ before _x0041_ nor our mark before a formula.
    """

    raw: str
    is_csv: bool


def meant(raw: str, *, is_csv: bool) -> str:
    """Return the words that a cell of a file means."""
    words = as_written(raw) if is_csv else _unescaped(raw)
    if words == raw and (is_csv or "_" not in raw):
        return raw
    found = Meant(raw if words == raw else plain(words))
    found.raw, found.is_csv = raw, is_csv
    return found


def is_said(words: str, typed: str) -> bool:
    """Say whether a cell holds these words, as they are or as programs write them who read our workbook and saved it."""
    raw = getattr(typed, "raw", typed).strip()
    if words.strip() in (typed.strip(), raw):
        return True
    return not getattr(typed, "is_csv", True) and raw in {each.strip() for each in _resaved(words)}


def _resaved(words: str) -> set[str]:
    """Return what may come back of words in which stands what looks escaped (_x0041_), though nobody touched them.

    XlsxWriter escapes what looks so, but only once where two such signs share a line; the next program takes that back and
    writes it with or without the escape; and openpyxl, reading, drops every x005F_ from the words that cells share.
    """
    if not ESCAPED.search(words):
        return set()
    ours = ESCAPED.sub(r"_x005F\g<0>", words)
    held = _unescaped(ours)
    written = {ours, held, ESCAPED.sub(r"_x005F\g<0>", held), LOOKS_ESCAPED.sub("_x005F_", held)}
    return written | {each.replace("x005F_", "") for each in written}


def _unescaped(raw: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)


def plain(text: str) -> str:
    """Return words as a cell holds them: lines end in one way, without what no workbook can hold."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def fitting(text: str) -> str:
    """Return words that fit into a cell. What is cut says so, and is not taken back."""
    text = plain(text)
    if len(text) <= MOST_UNITS // 2 or _units(text) <= MOST_UNITS:
        return text
    kept = text[: MOST_UNITS - len(CUT)]
    while _units(kept) > MOST_UNITS - len(CUT):
        kept = kept[: -(_units(kept) - MOST_UNITS + len(CUT) + 1) // 2 or -1]
    return kept + CUT


def was_cut(text: str) -> bool:
    return text.endswith(CUT)


def code_of(number: int, named: Iterable[tuple[str, str]]) -> str:
    """Return the code of a row: for its number and each (column, words) four signs, which differ where the words do.

    The number goes into each, so a code that came to another row says so.
    """
    signs = [_signs(number, "", "")] + [_signs(number, name, words) for name, words in named]
    return VERSION + "".join(signs)


def untouched(code: str, number: int, names: list[str]) -> "Code | None":
    """Return what a code tells of the columns `names`; None for a code that is not of this row, or not whole."""
    signs = code.removeprefix(VERSION)
    if not code.startswith(VERSION) or len(signs) != 4 * (len(names) + 1) or signs[:4] != _signs(number, "", ""):
        return None
    return Code(number, {name: signs[4 * at + 4 : 4 * at + 8] for at, name in enumerate(names)})


class Code:
    """The code of one row, as it came back."""

    def __init__(self, number: int, signs: dict[str, str]):
        self.number, self.signs = number, signs

    def holds(self, name: str, words: str) -> bool:
        """Say whether these are the words of the column as they were written out."""
        return self.signs[name] == _signs(self.number, name, words)


def _signs(number: int, name: str, words: str) -> str:
    digest = hashlib.sha256(f"{number}\0{name}\0{words}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:3]).decode()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
