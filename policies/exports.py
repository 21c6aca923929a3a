"""Tables as files: what leaves the site in CSV, the same by every door."""

import csv
from collections.abc import Iterable
from io import StringIO

MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
