"""A ledger as it was read: headers and rows of words, whatever the file was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from policies.exchange.ledger.cells import plain
from policies.exchange.ledger.refusal import NotALedger

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_EMPTY = 1_000
"""Behind so many empty rows nothing is looked for."""
MOST_SIGNS = 24_000_000
MOST_CELLS = 1_000_000
HEAD_WITHIN = 20
"""The head is looked for in so many rows."""

Cell = str | list[str]
"""Words, or [words, what is wrong with them]."""
Merged = tuple[int, int, int]
"""A column from 0, and the first and the last row of cells in it that are merged into one."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    """Of the row, as the spreadsheet counts."""
    cells: list[Cell]


@dataclass(slots=True)
class Table:
    sheet: str
    header: list[str]
    lines: list[Line] = field(default_factory=list)


def words_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]


def bounded(rows: Iterable[list[Cell]], merged: Iterable[Merged] = ()) -> Iterator[Line]:
    """Yield rows that hold something, with their numbers; stop behind many empty ones. Raises NotALedger beyond bounds.

    What is merged downward stands in each of its rows.
    """
    empty = signs = held = n = 0
    downward = _Downward(merged)
    for number, cells in enumerate(rows, start=1):
        downward.fill(cells, number)
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            empty += 1
            if empty >= MOST_EMPTY:
                return
            continue
        if len(cells) > MOST_COLUMNS:
            told = {"row": number, "n": len(cells), "most": MOST_COLUMNS}
            raise NotALedger(_("第 %(row)s 行有 %(n)s 列，最多 %(most)s 列；请删去多余的列。") % told)
        empty, n, held = 0, n + 1, held + len(cells)
        signs += sum(len(words_of(cell)) for cell in cells)
        if n > MOST_ROWS + HEAD_WITHIN or signs > MOST_SIGNS or held > MOST_CELLS:
            raise NotALedger(_("一个文件最多 %s 行，文字也不能太多；请分成几个文件。") % MOST_ROWS)
        yield Line(number, [plain(cell) if isinstance(cell, str) else cell for cell in cells])


class _Downward:
    """Cells that are merged downward, while the rows go by."""

    def __init__(self, merged: Iterable[Merged]):
        self.begin: dict[int, list[tuple[int, int]]] = {}
        for at, first, last in merged:
            self.begin.setdefault(first, []).append((at, last))
        self.open: dict[int, tuple[int, Cell]] = {}

    def fill(self, cells: list[Cell], number: int) -> None:
        for at in [at for at, (last, _cell) in self.open.items() if last < number]:
            del self.open[at]
        for at, (_last, cell) in self.open.items():
            cells += [""] * (at + 1 - len(cells))
            cells[at] = cells[at] or cell
        for at, last in self.begin.get(number, ()):
            if at < len(cells) and cells[at]:
                self.open[at] = (last, cells[at])


def under_head(lines: list[Line], at: int, sheet: str) -> Table:
    """Return the table whose head is the line at `at`; rows are as long as the head."""
    header = [" ".join(words_of(cell).split()) for cell in lines[at].cells]
    table = Table(sheet, header)
    for line in lines[at + 1 :]:
        cells = [*line.cells[: len(header)], *[""] * (len(header) - len(line.cells))]
        if any(cells):
            table.lines.append(Line(line.number, cells))
    return table
