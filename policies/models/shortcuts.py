"""The one row that a key names."""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def alone(rows: "QuerySet[Row]") -> Row | None:
    """Return the only row, or None where there is none. `first()` would order them, which takes longest to put in words."""
    try:
        return rows.get()
    except rows.model.DoesNotExist:
        return None
