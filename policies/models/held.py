"""Which relations of a row hold anything, asked in one statement.

Much may belong to an action or a letter, and most of it does to few: a deadline that moved, what took its place, an answer
to a reader. To ask for each, where there is none, costs more than all that a page shows.
"""

from functools import cache

from django.db import connection
from django.db.models import BigIntegerField, ManyToManyField, ManyToManyRel, Model

HISTORY = "history"
"""As a relation: what was changed of it while it was public."""
SELDOM_OF_ACTION = (
    "categories", "partners", "deadline_changes", "quote_changes", "updates", "duplicates", "supersedes", "parts",
    "replacements", "reader_corrections", HISTORY,
)  # fmt: skip
SELDOM_OF_UNIT = ("names", "children", "succeeds", HISTORY)
SELDOM_OF_CATEGORY = ("children", HISTORY)
SELDOM_OF_PROPOSAL = ("handlings", "satisfactions", "proposers", HISTORY)
SELDOM_OF_REPLY = ("followed_by", "head_changes", "satisfactions", HISTORY)


def held_by(model: type[Model], pk: int, names: tuple[str, ...]) -> frozenset[str]:
    """Return those of the relations, `HISTORY` among them if asked for, in which at least one row stands for `pk`."""
    if pk > BigIntegerField.MAX_BIGINT:  # an address may hold any number
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_question(model, names), [pk] * len(names))
        return frozenset(name for (name,) in cursor.fetchall())


@cache
def _question(model: type[Model], names: tuple[str, ...]) -> str:
    asked = ((name, *_column(model, name)) for name in names)
    return " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = %s)" for name, table, column in asked
    )


def _column(model: type[Model], name: str) -> tuple[str, str]:
    """Return the table in which the rows of a relation stand, and its column that names whose they are."""
    if name == HISTORY:
        return model.history.model._meta.db_table, "is_public AND id"
    relation = model._meta.get_field(name)
    if isinstance(relation, ManyToManyField):
        return relation.m2m_db_table(), relation.m2m_column_name()
    if isinstance(relation, ManyToManyRel):
        return relation.field.m2m_db_table(), relation.field.m2m_reverse_name()
    return relation.related_model._meta.db_table, relation.field.column
