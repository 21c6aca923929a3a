"""The ledger as CSV: the same cells, those that a spreadsheet would run marked as words."""

import csv
from collections.abc import Iterator
from io import StringIO

from policies.exchange.exports import defused
from policies.exchange.ledger.sheet import HEAD, Ledger

MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def csv_lines(ledger: Ledger) -> Iterator[str]:
    """Yield the file in pieces."""
    text = StringIO()
    writer = csv.writer(text)
    text.write(MARK)
    writer.writerow(HEAD)
    for row in ledger.rows():
        writer.writerow([defused(words) for words in row])
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()
