"""The cells of a table's row -> one line."""

import re

# A cell of that many characters without a stop is one phrase, however many lines it takes on the page.
SHORT = 100


def row(cells: list[str]) -> str:
    """Return a row as a line, its cells apart by tabs; a label that ends in a colon stands before its value."""
    line = ""
    for cell in map(_phrase, cells):
        if cell:
            line += cell if not line or line.endswith(("：", ":")) else f"\t{cell}"
    return line


def _phrase(cell: str) -> str:
    cell = cell.strip()
    return re.sub(r"\s*\n\s*", " ", cell) if len(cell) <= SHORT and "。" not in cell else cell
