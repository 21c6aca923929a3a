"""Rows as JSON: one document that says what it holds, or a line for each row."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from policies.exchange.exports.fields import NAMES
from policies.exchange.exports.query import Taken


def rows_as_json(taken: Taken, licence: str) -> Iterator[bytes]:
    """Yield `{"filter": …, "total": …, "of": …, "as_of": …, "licence": …, "actions": [row, …]}`."""
    told = {
        "filter": taken.filter,
        "total": taken.total,
        "of": taken.of,
        "as_of": taken.day.isoformat(),
        "licence": licence,
    }
    yield f'{_written(told)[:-1]}, "actions": ['.encode()
    between = "\n"
    for chunk in taken.chunks():
        if chunk:
            yield (between + ",\n".join(map(_row, chunk))).encode()
            between = ",\n"
    yield b"\n]}\n"


def rows_as_ndjson(chunks: Iterable[list[tuple]]) -> Iterator[bytes]:
    """Yield one row a line."""
    for chunk in chunks:
        yield "".join(f"{_row(row)}\n" for row in chunk).encode()


def as_dict(row: tuple) -> dict:
    """Return a row by the names of its columns; days in ISO 8601, an empty one as None."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in zip(NAMES, row)}  # noqa: B905


def _row(row: tuple) -> str:
    return _written(as_dict(row))


def _written(value) -> str:
    return json.dumps(value, ensure_ascii=False)
