"""A file that was handed in as a ledger: which sheet, where its head is, and every cell as words."""

from collections.abc import Callable, Iterable
from itertools import islice

from django.utils.translation import gettext as _

from policies.exchange.ledger.heads import known_in
from policies.exchange.ledger.refusal import NotALedger
from policies.exchange.ledger.table import HEAD_WITHIN, Line, Table, under_head, words_of

ENOUGH = 3
"""A row with so many headers that are known, or so many words where none is, is a head."""
LONGEST_SHEET = 100
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"


def read_ledger(data: bytes) -> Table:
    """Read a workbook or CSV, whatever it is called. Raises NotALedger with a sentence."""
    from policies.exchange.ledger import csv_files, workbooks  # openpyxl takes a third of a second to import

    if not data:
        raise NotALedger(_("这是空文件；请检查后重新选择。"))
    sheets = workbooks.sheets_of(data) if data.startswith((ZIP, OLE)) else csv_files.sheets_of(data)
    table = _chosen(sheets)
    if len(set(filter(None, table.header))) < len(list(filter(None, table.header))):
        twice = sorted({label for label in table.header if label and table.header.count(label) > 1})
        raise NotALedger(_("表头里“%s”出现了两次；请改掉一个，或删去多余的列。") % "、".join(twice))
    return table


Sheets = list[tuple[str, Callable[[], Iterable[Line]]]]
"""Names of sheets, each with what reads it from its beginning."""


def _chosen(sheets: Sheets) -> Table:
    """Return the sheet that is a ledger: ours by its headers; else the first that is a table at all."""
    heads = [(name, rows, list(islice(rows(), HEAD_WITHIN))) for name, rows in sheets]
    best, chosen = 0, None
    for name, rows, lines in heads:
        scores = [known_in([words_of(cell) for cell in line.cells]) for line in lines]
        if scores and max(scores) >= ENOUGH and max(scores) > best:
            best, chosen = max(scores), (name, rows, lines[scores.index(max(scores))].number)
    if chosen is None:
        for name, rows, lines in heads:
            filled = [sum(bool(words_of(cell).strip()) for cell in line.cells) for line in lines]
            if filled and max(filled) >= ENOUGH:
                chosen = (name, rows, lines[filled.index(max(filled))].number)
                break
    if chosen is None:
        told = "、".join(name for name, _rows in sheets[:10])
        raise NotALedger(_("没有找到台账：看过的工作表是 %s，都没有像表头的一行。") % told)
    name, rows, head = chosen
    lines = list(rows())
    return under_head(lines, next(at for at, line in enumerate(lines) if line.number == head), name[:LONGEST_SHEET])
