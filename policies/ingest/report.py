"""What became of each file, as a table for a spreadsheet: written as it goes, whole lines only."""

import csv
from pathlib import Path

from policies.ingest.chunk import Ingested
from policies.ingest.files import Source
from policies.ingest.refusal import CannotIngest

COLUMNS = ("file", "outcome", "reply", "commitments", "actions", "doubts", "error")


class Report:
    """A CSV file, begun anew. Opening it raises OSError where it cannot be written."""

    def __init__(self, path: Path) -> None:
        # The mark at the beginning is what Excel knows UTF-8 by.
        self._file = path.open("w", encoding="utf-8-sig", newline="", buffering=1, errors="replace")
        self._rows = csv.writer(self._file)
        self._rows.writerow(COLUMNS)

    def __enter__(self) -> "Report":
        return self

    def __exit__(self, *_) -> None:
        self._file.close()

    def add(self, source: Source, done: Ingested | CannotIngest) -> None:
        if isinstance(done, CannotIngest):
            row = [_defused(source.shown), "refused", "", "", "", "", _defused(str(done))]
        else:
            counts = [done.reply.pk, done.commitments, done.actions]
            row = [_defused(source.shown), done.outcome.value, *counts, _defused("\n".join(done.doubts)), ""]
        self._rows.writerow(row)


def _defused(words: str) -> str:
    """Keep a spreadsheet from running what a file's name or a doubt quotes: =HYPERLINK(…)."""
    return f"'{words}" if words.startswith(tuple("=+-@\t\r")) else words
