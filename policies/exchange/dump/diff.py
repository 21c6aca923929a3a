"""What changed between two dumps, row by row: both are read side by side, in the order of their keys."""

import csv
from collections.abc import Iterator
from pathlib import Path

from policies.exchange.dump.columns import Table

NEW, CHANGED, GONE = "new", "changed", "withdrawn"


def changes_of(table: Table, before: Path, after: Path) -> Iterator[tuple[str, str]]:
    """Yield the key of each row that is new, changed or withdrawn, as written, and which of these it is."""
    olds, news = _rows(table, before), _rows(table, after)
    old, new = next(olds, None), next(news, None)
    while old or new:
        if new is None or old and old[0] < new[0]:
            yield _named(old[0]), GONE
            old = next(olds, None)
        elif old is None or new[0] < old[0]:
            yield _named(new[0]), NEW
            new = next(news, None)
        else:
            if old[1] != new[1]:
                yield _named(new[0]), CHANGED
            old, new = next(olds, None), next(news, None)


def _rows(table: Table, file: Path) -> Iterator[tuple[tuple[int, ...], list[str]]]:
    """Yield the rows with their keys as numbers; none of a table that the dump did not have."""
    if not file.exists():
        return
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.reader(opened)
        head = next(rows)
        places = [head.index(name) for name in table.key]
        for row in rows:
            yield tuple(int(row[place]) for place in places), row


def _named(key: tuple[int, ...]) -> str:
    return "/".join(map(str, key))
