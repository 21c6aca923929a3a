"""Which optional relations of a row hold anything, asked in the statement that fetches the row.

Much may belong to an action or a letter, and most of it does to few: a deadline that moved, an answer to a reader.
A query for each of them, where there is nothing to find, costs more than the rest of the page.
"""

from collections.abc import Iterable

from django.db.models import Exists, Model, OuterRef, QuerySet

PUBLIC_HISTORY = "history"
"""As the name of a relation: what was changed of the row while it was public."""


def with_nonempty(rows: QuerySet, names: Iterable[str]) -> QuerySet:
    """Annotate rows with whether each of these relations holds anything; `nonempty_relations` reads it."""
    return rows.annotate(**{f"has_{name}": Exists(_related(rows.model, name)) for name in names})


def nonempty_relations(row: Model, names: Iterable[str]) -> frozenset[str]:
    """Return which of these relations hold anything for a row of `with_nonempty`."""
    return frozenset(name for name in names if getattr(row, f"has_{name}"))


def _related(model: type[Model], name: str) -> QuerySet:
    if name == PUBLIC_HISTORY:
        return model.history.filter(id=OuterRef("pk"), is_public=True)
    relation = model._meta.get_field(name)
    return relation.related_model._base_manager.filter(**{relation.remote_field.name: OuterRef("pk")})
