"""Rows as CSV: UTF-8 with the mark by which spreadsheets know it, lists joined by ；, nothing that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import StringIO

from policies.exchange.exports.cells import defused
from policies.exchange.exports.fields import ROW, Field, Type

BYTE_ORDER_MARK = "\ufeff"
BETWEEN = "；"


def rows_as_csv(chunks: Iterable[list[tuple]], columns: Iterable[Field] = ROW) -> Iterator[bytes]:
    """Yield a file of rows in the order of `columns`, its head at once."""
    columns = list(columns)
    yield f"{BYTE_ORDER_MARK}{','.join(each.name for each in columns)}\r\n".encode()
    writers = [_cell(each) for each in columns]
    for chunk in chunks:
        text = StringIO()
        # zip stops with the row, which has as many cells as there are columns.
        csv.writer(text).writerows([write(value) for write, value in zip(writers, row)] for row in chunk)  # noqa: B905
        yield text.getvalue().encode()


def flag(value: bool) -> str:
    return "true" if value else "false"


def _cell(column: Field):
    match column.type:
        case Type.LIST:
            return lambda values: defused(BETWEEN.join(values)) if values else ""
        case Type.FLAG:
            return flag
        case Type.DAY:
            return _day
        case Type.MOMENT:
            return _moment
        case Type.NUMBER | Type.ADDRESS:
            return _plain
    return defused


def _plain(value: int | str | None) -> str:
    return "" if value is None else str(value)


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if moment else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
