"""Statements that are written once: Django writes each anew for every page, which takes longer than to answer it.

Worth it is only what every page of a kind asks for by keys, and only that is taken. What does not wait for each other's
answers is asked `together`.
"""

from collections.abc import Callable, Hashable, Iterable
from copy import copy
from functools import lru_cache, update_wrapper
from inspect import signature
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet

from policies.rows.asked import NOTHING, Question, together

Row = TypeVar("Row", bound=Model)


PLACE = "(%s /* keys */)"
OF_ANY_LIST = 10
"""So many keys PostgreSQL takes a list to hold that it does not know yet."""


class Keys(Expression):
    """Where in a statement the keys will stand, of which nobody knows yet how many."""

    def __init__(self, name: str):
        super().__init__(output_field=Field())
        self.name = name

    def as_sql(self, compiler, connection):
        return PLACE, [self]


class One(Expression):
    """Where in a statement one value will stand, that is given each time."""

    def __init__(self, name: str):
        super().__init__(output_field=Field())
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


def asking(rows: QuerySet) -> Question:
    """Return what a query set would ask, but for what it prefetches, to ask it together with others; written this once."""
    try:
        return Statement(rows).of({})
    except EmptyResultSet:  # nothing can be found, and Django asks nobody
        return NOTHING


class Statement:
    """What a query set would ask of the database, in words."""

    def __init__(self, rows: QuerySet, lasting: bool = False):
        self._asker, self._lasting = rows, lasting
        self._compiler = rows.query.get_compiler(rows.db)
        words, self._params = self._compiler.as_sql()
        # What is filled in as `%` does takes one of two away.
        self._words = words.replace("%%", "%%%%").replace(f"IN {PLACE}", "%s")
        of_postgresql = self._compiler.connection.vendor == "postgresql"
        self._among = (_as_list_of_ten if lasting else _as_list) if of_postgresql else _one_by_one
        self._converters = self._compiler.get_converters([column for column, *_ in self._compiler.select])

    def of(self, given: dict[str, Any]) -> Question:
        """Ask with what is given: for `Keys` a list, for `One` a value."""
        places, values = [], []
        for each in self._params:
            place, held = self._stood_for(each, given)
            places.append(place)
            values += held
        return Question(self._words % tuple(places), values, self._rows, self._lasting)

    def _stood_for(self, param, given: dict[str, Any]) -> tuple[str, list]:
        if isinstance(param, Keys):
            return self._among(given[param.name])
        return "%s", [connection.ops.adapt_unknown_value(given[param.name]) if isinstance(param, One) else param]

    def _rows(self, answer: list[tuple]) -> list:
        """Make rows of an answer, as the query set would."""
        compiler = copy(self._compiler)
        compiler.connection = connection  # that of this thread: the words may be another's
        compiler.execute_sql = lambda *how, **named: [answer]
        compiler.get_converters = lambda columns: self._converters
        return list(self._asker._iterable_class(_Answered(self._asker, compiler)))


def _one_by_one(keys: list) -> tuple[str, list]:
    """Return how a statement says "among these", and the values in it."""
    return f"IN ({', '.join(['%s'] * len(keys))})", keys


def _as_list(keys: list) -> tuple[str, list]:
    """The same for PostgreSQL, in the same words for any number but one: what equals that stands in an index in order."""
    return ("= %s", keys) if len(keys) == 1 else ("= ANY(%s)", [keys])


def _as_list_of_ten(keys: list) -> tuple[str, list]:
    """The same where its plan is kept.

    A plan for any list is one for ten keys. It is kept only where that is no dearer than one for those given, so of
    fewer the last is named more than once, which changes nothing.
    """
    return _as_list(keys if len(keys) == 1 else keys + keys[-1:] * (OF_ANY_LIST - len(keys)))


class _Answered:
    """A query set that has its answer, as far as is looked at where rows are made of it."""

    def __init__(self, asker: QuerySet, compiler):
        self._asker, self._compiler, self.db, self.query = asker, compiler, compiler.connection.alias, self

    def get_compiler(self, using: str):
        return self._compiler

    def __getattr__(self, name: str):
        return getattr(self._asker, name)


class written(Generic[Row]):
    """A function from keys to a query set, of rows or of named values, that returns what it finds; written once.

    It takes for each argument, of which there may be none, any number of keys, numbers or slugs, and asks with `__in`
    of each. A key that no row can bear, None or a number beyond all, names nothing; where nothing is named, the
    database is not asked. What it takes by name alone stands in the statement as it is: of that there should be little.
    """

    lasting = True
    """Whether one plan serves whatever keys are given."""

    def __init__(self, make: Callable[..., QuerySet[Row]]):
        update_wrapper(self, make)
        every = signature(make).parameters.values()
        self._names = [each.name for each in every if each.kind is not each.KEYWORD_ONLY]
        self._make, self._statement = make, lru_cache(self._written)

    def __call__(self, *keys: Iterable[int | str | None], **fixed: Hashable) -> list[Row]:
        return together(self.of(*keys, **fixed))[0]

    def of(self, *keys: Iterable[int | str | None], **fixed: Hashable) -> Question:
        """Return what would be asked, to ask it together with others."""
        given = {name: [key for key in each if is_key(key)] for name, each in zip(self._names, keys, strict=True)}
        return self._statement(connection.vendor, **fixed).of(given) if all(given.values()) else NOTHING

    def _written(self, _vendor: str, **fixed: Hashable) -> "Statement":
        return Statement(self._make(*map(Keys, self._names), **fixed), lasting=self.lasting)


class weighed(written[Row]):
    """The same where PostgreSQL had better look each time how much there is of what the keys name: a list's first rows."""

    lasting = False


def is_key(key: int | str | None) -> bool:
    """Say whether a row may bear it: an address may hold any number."""
    return key is not None and (isinstance(key, str) or key <= BigIntegerField.MAX_BIGINT)
