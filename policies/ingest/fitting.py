"""Values as the columns take them."""

from collections.abc import Iterable

from django.db.models import Model


def fitted(model: type[Model], **values: str | None) -> dict[str, str]:
    """Return the values as the columns take them: cut where damage made them endless. The reading keeps them whole."""
    limits = {name: model._meta.get_field(name).max_length for name in values}
    return {name: (value or "")[: limits[name]] for name, value in values.items()}


def names(model: type[Model], found: Iterable[str]) -> list[str]:
    """Return the names in order, each once, as the column takes them."""
    return list(dict.fromkeys(fitted(model, name=name)["name"] for name in found))


def value(found) -> str:
    """Return what was found, or nothing."""
    return found.value if found else ""
