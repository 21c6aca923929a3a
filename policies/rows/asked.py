"""Several questions asked of the database in one breath, and those that come again and again with a plan that is kept.

To plan a statement takes PostgreSQL longer than to answer it, where a key leads to few rows; so that it keeps the plan,
it is told the words once for each connection, and later only what they ask for. SQLite keeps them by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the database, and what is made of the answer."""

    words: str
    """Empty where nothing is named: then the answer is no row, and nobody asks."""
    params: list
    rows: Callable[[list[tuple]], Any]
    lasting: bool = False
    """Whether one plan serves whatever is asked for: not where PostgreSQL had better look how much there is of it."""


NOTHING = Question("", [], list)


def together(*questions: Question) -> list:
    """Return what is made of the answers, which PostgreSQL is sent for once: the way there takes as long as most of them."""
    answers = iter(_answers([each for each in questions if each.words]))
    return [each.rows(next(answers) if each.words else []) for each in questions]


def _answers(questions: Sequence[Question]) -> list[list[tuple]]:
    if not questions:
        return []
    first = connection.cursor()  # of a new connection, where the last one broke off
    if connection.vendor != "postgresql":
        return [first.execute(each.words, each.params).fetchall() for each in questions]
    cursors = [_lasting() if each.lasting else connection.cursor() for each in questions]
    with connection.wrap_database_errors, connection.connection.pipeline():
        for cursor, each in zip(cursors, questions, strict=True):
            cursor.execute(each.words, each.params)
    return [cursor.fetchall() for cursor in cursors]


def _lasting():
    """Return psycopg's own cursor: Django's sends words and values as one text, of which no plan can be kept."""
    return connection._prepare_cursor(_cursor_of(connection.Database.Cursor)(connection.connection))


@cache
def _cursor_of(cursor: type) -> type:
    """Return a cursor that remembers what it sends, for Django's log of statements; psycopg loads where it is used."""

    class Lasting(cursor):
        def _convert_query(self, *asked):
            self._query = super()._convert_query(*asked)
            return self._query

    return Lasting
