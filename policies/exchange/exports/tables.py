"""Small tables as CSV."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO

from policies.exchange.exports.cells import defused

MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def csv_of(head: Iterable[str], rows: Iterable[Iterable]) -> str:
    """Return a table as CSV; words that a spreadsheet would run are marked as words."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return MARK + text.getvalue()


def _cell(value) -> str:
    if value is None:
        return ""
    return defused(value) if isinstance(value, str) else str(value)


@contextmanager
def cells_up_to(most: int) -> Iterator[None]:
    """Let the csv module read cells of so many characters inside. Its bound is the process's: elsewhere it stays as it was."""
    before = csv.field_size_limit(most)
    try:
        yield
    finally:
        csv.field_size_limit(before)
