"""Which relations of a row hold anything, asked in one statement.

Much may belong to an action or a letter, and most of it does to few: a deadline that moved, what took its place, an answer
to a reader. To ask for each, where there is none, costs more than all that a page shows.
"""

from functools import cache

from django.db.models import ManyToManyField, ManyToManyRel, Model

from policies.rows.asked import Question
from policies.rows.written import is_key

HISTORY = "history"
"""As a relation: what was changed of it while it was public."""
SELDOM_OF_ACTION = (
    "partners", "deadline_changes", "quote_changes", "duplicates", "supersedes", "parts", "replacements",
    "reader_corrections", HISTORY,
)  # fmt: skip
SELDOM_OF_UNIT = ("names", "children", "succeeds", HISTORY)
SELDOM_OF_CATEGORY = ("children", HISTORY)
SELDOM_OF_PROPOSAL = ("handlings", "satisfactions", "proposers", HISTORY)
SELDOM_OF_REPLY = ("followed_by", "head_changes", "satisfactions", HISTORY)


def held_by(model: type[Model], key: int | str, names: tuple[str, ...]) -> Question:
    """Ask which of the relations, `HISTORY` among them if asked for, hold at least one row for the row of that key or slug."""
    if not is_key(key):
        return Question("", [], frozenset)
    return Question(_words(model, names, isinstance(key, str)), [key] * len(names), _named, lasting=True)


def _named(answer: list[tuple]) -> frozenset[str]:
    return frozenset(name for (name,) in answer)


@cache
def _words(model: type[Model], names: tuple[str, ...], by_slug: bool) -> str:
    key = f"(SELECT id FROM {model._meta.db_table} WHERE slug = %s)" if by_slug else "%s"
    asked = ((name, *_column(model, name)) for name in names)
    return " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = {key})" for name, table, column in asked
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
