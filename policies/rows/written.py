"""Statements that are written once: Django writes each anew for every page, which takes longer than to answer it.

Worth it is only what every page of a kind asks for by keys, and only that is taken.
"""

from collections.abc import Callable, Iterable
from copy import copy
from functools import cache, wraps
from inspect import signature
from typing import TypeVar

from django.db import connection
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class Keys(Expression):
    """Where in a statement the keys will stand, of which nobody knows yet how many."""

    def __init__(self, name: str):
        super().__init__(output_field=Field())
        self.name = name

    def as_sql(self, compiler, connection):
        return "(%s)", [self]


class Statement:
    """What a query set would ask of the database, in words."""

    def __init__(self, rows: QuerySet):
        self._compiler = rows.query.get_compiler(rows.db)
        words, self._params = self._compiler.as_sql()
        self._words = words.replace("%%", "%%%%")  # the database's driver takes one of two away, as `%` does

    def asked(self, keys: dict[str, list]) -> list:
        """Return the rows, as the query set would make them."""
        given = [keys[each.name] if isinstance(each, Keys) else [each] for each in self._params]
        words = self._words % tuple(", ".join(["%s"] * len(values)) for values in given)
        compiler = copy(self._compiler)
        compiler.connection = connection  # that of this thread: the words may be another's
        compiler.as_sql = lambda: (words, [value for values in given for value in values])
        return list(ModelIterable(_Source(compiler)))


class _Source:
    """As much of a query set as Django looks at when it makes rows."""

    _known_related_objects: dict = {}

    def __init__(self, compiler: SQLCompiler):
        self.db, self.query, self._compiler = compiler.connection.alias, self, compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        return self._compiler


def written(make: Callable[..., QuerySet[Row]]) -> Callable[..., list[Row]]:
    """Make a function from keys to a query set one that returns the rows, and writes the statement once.

    It takes for each argument any number of keys, numbers or slugs, and asks with `__in` of each. A key that no row can
    bear, None or a number beyond all, names nothing; where nothing is named, the database is not asked.
    """
    names = list(signature(make).parameters)

    @cache
    def statement(vendor: str) -> Statement:
        return Statement(make(*map(Keys, names)))

    @wraps(make)
    def rows(*keys: Iterable[int | str | None]) -> list[Row]:
        given = {name: [key for key in each if _is_key(key)] for name, each in zip(names, keys, strict=True)}
        return statement(connection.vendor).asked(given) if all(given.values()) else []

    return rows


def _is_key(key: int | str | None) -> bool:
    return key is not None and (isinstance(key, str) or key <= BigIntegerField.MAX_BIGINT)
