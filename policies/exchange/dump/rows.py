"""From the record to the rows of a table: tuples in the order of its columns, some at a time, in the order of its keys."""

from collections.abc import Iterator

from django.db.models import Q

from policies.exchange.dump.columns import Column, Table
from policies.exchange.exports import Type
from policies.reader.phones import masked

CHUNK = 2000


def rows_of(table: Table) -> Iterator[list[tuple]]:
    """Yield the rows, at most `CHUNK` at a time: each chunk begins behind the key with which the one before it ended."""
    make = table.maker() if table.maker else None
    paths = [_path(table, name) for name in table.key]
    rows, last = table.rows().order_by(*paths), None
    asked = list(dict.fromkeys([*paths, *_asked(table)]))
    while True:
        behind = rows if last is None else rows.filter(_behind(paths, last))
        found = list(behind.values_list(*asked)[:CHUNK])
        if not found:
            return
        last = found[-1][: len(paths)]
        yield make([row[0] for row in found]) if make else _made(table, asked, found)
        if len(found) < CHUNK:
            return


def _path(table: Table, name: str) -> str:
    [column] = [each for each in table.columns if each.name == name]
    return column.path or "pk"


def _asked(table: Table) -> list[str]:
    return [path for column in table.columns for path in (column.path, column.only) if path]


def _behind(paths: list[str], last: tuple) -> Q:
    """Ask for keys behind `last`: of two columns, the second decides where the first is the same."""
    first, *rest = paths
    if not rest:
        return Q(**{f"{first}__gt": last[0]})
    return Q(**{f"{first}__gte": last[0]}) & (Q(**{f"{first}__gt": last[0]}) | _behind(rest, last[1:]))


def _made(table: Table, asked: list[str], found: list[tuple]) -> list[tuple]:
    places = {path: at for at, path in enumerate(asked)}
    columns = []
    for column in table.columns:
        at = places[column.path]
        values = [row[at] for row in found]
        if column.only:
            told = places[column.only]
            values = [value if row[told] else None for value, row in zip(values, found, strict=True)]
        columns.append(_told(column, values))
    return list(zip(*columns, strict=True))


def _told(column: Column, values: list) -> list:
    """Mask phone numbers in words; leave out numbers of what is not public."""
    if column.is_code or column.field.type is Type.ADDRESS:
        return [value or "" for value in values]
    if column.field.type is Type.TEXT:
        return [masked(value) if value else "" for value in values]
    if column.if_public:
        public = column.if_public.objects.public().filter(pk__in={value for value in values if value is not None})
        shown = set(public.order_by().values_list("pk", flat=True))
        return [value if value in shown else None for value in values]
    return values
