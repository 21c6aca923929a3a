"""Many keys in one parameter: a thousand written one by one take longer to write than to look up."""

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL


def among(pks: Iterable[int]) -> RawSQL:
    """Return what `filter(pk__in=…)` takes for these keys."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(pks)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(pks))])


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
