"""Statements that are written once: Django writes each anew for every page, which takes longer than to answer it.

Worth it is only what every page of a kind asks for by keys, and only that is taken. What does not wait for each other's
answers is asked `together`.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import cache, update_wrapper
from inspect import signature
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Keys(Expression):
    """Where in a statement the keys will stand, of which nobody knows yet how many."""

    def __init__(self, name: str):
        super().__init__(output_field=Field())
        self.name = name

    def as_sql(self, compiler, connection):
        return "(%s)", [self]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the database, and what is made of the answer."""

    words: str
    """Empty where nothing is named: then the answer is no row, and nobody asks."""
    params: list
    rows: Callable[[list[tuple]], Any]


NOTHING = Question("", [], list)


def together(*questions: Question) -> list:
    """Return what is made of the answers, which PostgreSQL is sent for once: the way there takes as long as most of them."""
    answers = iter(_answers([each for each in questions if each.words]))
    return [each.rows(next(answers) if each.words else []) for each in questions]


def _answers(questions: list[Question]) -> list[list[tuple]]:
    if not questions:
        return []
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return [cursor.execute(each.words, each.params).fetchall() for each in questions]
        cursor.execute(
            ";".join(each.words for each in questions), [value for each in questions for value in each.params]
        )
        answers = [cursor.fetchall()]
        while cursor.nextset():
            answers.append(cursor.fetchall())
        return answers


def asking(rows: QuerySet) -> Question:
    """Return what a query set would ask, but for what it prefetches, to ask it together with others; written this once."""
    try:
        return Statement(rows).of({})
    except EmptyResultSet:  # nothing can be found, and Django asks nobody
        return NOTHING


class Statement:
    """What a query set would ask of the database, in words."""

    def __init__(self, rows: QuerySet):
        self._asker = rows
        self._compiler = rows.query.get_compiler(rows.db)
        words, self._params = self._compiler.as_sql()
        self._words = words.replace("%%", "%%%%")  # the database's driver takes one of two away, as `%` does

    def of(self, keys: dict[str, list]) -> Question:
        given = [keys[each.name] if isinstance(each, Keys) else [each] for each in self._params]
        words = self._words % tuple(", ".join(["%s"] * len(values)) for values in given)
        return Question(words, [value for values in given for value in values], self._rows)

    def _rows(self, answer: list[tuple]) -> list:
        """Make rows of an answer, as the query set would."""
        compiler = copy(self._compiler)
        compiler.connection = connection  # that of this thread: the words may be another's
        compiler.execute_sql = lambda **named: [answer]
        return list(self._asker._iterable_class(_Answered(self._asker, compiler)))


class _Answered:
    """A query set that has its answer, as far as is looked at where rows are made of it."""

    def __init__(self, asker: QuerySet, compiler):
        self._asker, self._compiler, self.db, self.query = asker, compiler, compiler.connection.alias, self

    def get_compiler(self, using: str):
        return self._compiler

    def __getattr__(self, name: str):
        return getattr(self._asker, name)


class written(Generic[Row]):
    """A function from keys to a query set that returns the rows, and writes the statement once.

    It takes for each argument, of which there may be none, any number of keys, numbers or slugs, and asks with `__in`
    of each. A key that no row can bear, None or a number beyond all, names nothing; where nothing is named, the
    database is not asked.
    """

    def __init__(self, make: Callable[..., QuerySet[Row]]):
        update_wrapper(self, make)
        self._names = list(signature(make).parameters)
        self._statement = cache(lambda vendor: Statement(make(*map(Keys, self._names))))

    def __call__(self, *keys: Iterable[int | str | None]) -> list[Row]:
        return together(self.of(*keys))[0]

    def of(self, *keys: Iterable[int | str | None]) -> Question:
        """Return what would be asked, to ask it together with others."""
        given = {name: [key for key in each if is_key(key)] for name, each in zip(self._names, keys, strict=True)}
        return self._statement(connection.vendor).of(given) if all(given.values()) else NOTHING


def is_key(key: int | str | None) -> bool:
    """Say whether a row may bear it: an address may hold any number."""
    return key is not None and (isinstance(key, str) or key <= BigIntegerField.MAX_BIGINT)
