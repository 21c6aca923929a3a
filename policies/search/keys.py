"""Many keys: in one parameter, since a thousand written one by one take longer to write than to look up; and their rows."""

import json
from collections.abc import Iterable
from typing import TypeVar

from django.db import connection
from django.db.models import BooleanField, F, Func, Model
from django.db.models.expressions import RawSQL

Row = TypeVar("Row", bound=Model)


def among(pks: Iterable[int]) -> RawSQL:
    """Return what `filter(pk__in=…)` takes for these keys."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(pks)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(pks))])


def in_turn(pks: Iterable[int], rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order of their keys; what is not among them is left out."""
    by_key = {row.pk: row for row in rows}
    return [by_key[pk] for pk in pks if pk in by_key]


class OneOf(Func):
    """Say whether a key is one of these, for `filter()`: as one list where the database takes one, and in an index's order."""

    output_field = BooleanField()

    def __init__(self, key: str, pks: Iterable[int]):
        super().__init__(F(key))
        self.pks = tuple(pks)

    def as_sql(self, compiler, connection):
        key, params = compiler.compile(self.source_expressions[0])
        return f"{key} IN ({', '.join(['%s'] * len(self.pks))})", [*params, *self.pks]

    def as_postgresql(self, compiler, connection):
        key, params = compiler.compile(self.source_expressions[0])
        return f"{key} = ANY(%s::bigint[])", [*params, list(self.pks)]
