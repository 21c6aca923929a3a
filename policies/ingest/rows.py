"""Many rows at once: by COPY on PostgreSQL, by bulk_create elsewhere. And values as the columns take them."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import connections
from django.db.models import FileField, JSONField, Model

Row = TypeVar("Row", bound=Model)
# Of all that is stored, psycopg knows these not from Django's own values.
TRANSLATED = (FileField, JSONField)


def insert(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Insert the rows in their order and give them their keys; as with bulk_create, no `save` and no `clean` runs."""
    rows = list(rows)
    if not rows:
        return rows
    connection = connections["default"]
    return _copy(model, rows, connection) if connection.vendor == "postgresql" else model.objects.bulk_create(rows)


def _copy(model: type[Row], rows: list[Row], connection) -> list[Row]:
    """COPY takes no keys back, so they are drawn from the sequence first."""
    table, fields = model._meta.db_table, model._meta.concrete_fields
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    with connection.cursor() as cursor:
        drawn = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
        cursor.execute(drawn, [quoted(table), model._meta.pk.column, len(rows)])
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
        with cursor.copy(f"COPY {quoted(table)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_value(row, field, connection) for field in fields])
                row._state.adding, row._state.db = False, connection.alias
    return rows


def _value(row: Model, field, connection):
    value = field.pre_save(row, True)
    return field.get_db_prep_save(value, connection) if isinstance(field, TRANSLATED) else value


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
