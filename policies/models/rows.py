"""Many rows at once, in the way of the database at hand: as with bulk_create, no `save` and no `clean` runs."""

from collections.abc import Iterable
from typing import TypeVar

from django.core.management.color import no_style
from django.db import OperationalError, connections
from django.db.models import AutoField, FileField, JSONField, Model
from django_tasks_db.utils import is_locked_database_exception

Row = TypeVar("Row", bound=Model)
# Of all that is stored, psycopg knows these not from Django's own values.
TRANSLATED = (FileField, JSONField)
# Of a column that is empty in every row, as `superseded_by`, SQLite would think that any value stands in all of them.
ALL_ALIKE = "DELETE FROM sqlite_stat1 WHERE substr(stat, 1, instr(stat, ' ') - 1) = substr(stat, instr(stat, ' ') + 1)"


def insert(model: type[Row], rows: Iterable[Row], *, keyed: bool = False) -> list[Row]:
    """Insert the rows in their order and give them their keys: by COPY on PostgreSQL, by bulk_create elsewhere.

    `keyed` rows have theirs already; `go_on_counting` then lets the next ones begin behind them.
    """
    rows = list(rows)
    if not rows:
        return rows
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return model.objects.bulk_create(rows)
    return _copy(model, rows, connection, keyed)


def go_on_counting(models: Iterable[type[Model]]) -> None:
    """Let the keys that the database draws begin behind the largest that is there. SQLite does so by itself."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def count_for_planning() -> bool:
    """Let the database count what its indexes hold, all of it: else it takes "listed" for rare and reads a million rows for ten.

    PostgreSQL does so by itself, but for the rows of a transaction that is under way: there, it is asked. SQLite needs 26
    seconds with a million actions, during which others wait to write. Returns False where somebody else wrote for longer
    than SQLite waits: then the old counts hold until the next time.
    """
    connection = connections["default"]
    if connection.vendor == "postgresql":
        if connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute(ALL_ALIKE)
            cursor.execute("ANALYZE sqlite_schema")  # nothing is counted: what was counted is read again
    except OperationalError as error:
        if is_locked_database_exception(error):
            return False
        raise
    return True


def rewrite(model: type[Row], rows: Iterable[Row], names: Iterable[str]) -> None:
    """Write the fields `names` of rows that are stored. bulk_update, with a case for each row, takes many times as long."""
    connection = connections["default"]
    fields, quoted = [model._meta.get_field(name) for name in names], connection.ops.quote_name
    written = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk] for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            key = quoted(model._meta.pk.column)
            cursor.executemany(f"UPDATE {quoted(model._meta.db_table)} SET {written} WHERE {key} = %s", values)


def add_or_insert(model: type[Row], rows: Iterable[Row], *, key: str, amount: str) -> None:
    """Insert rows; where one with the same unique `key` stands, add the `amount` to its own."""
    connection = connections["default"]
    fields, quoted = model._meta.concrete_fields, connection.ops.quote_name
    fields = [field for field in fields if not field.generated and not isinstance(field, AutoField)]
    table, columns = quoted(model._meta.db_table), ", ".join(quoted(field.column) for field in fields)
    places, added = ", ".join(["%s"] * len(fields)), quoted(model._meta.get_field(amount).column)
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({places}) "
                f"ON CONFLICT ({quoted(key)}) DO UPDATE SET {added} = {table}.{added} + EXCLUDED.{added}",
                values,
            )


def _copy(model: type[Row], rows: list[Row], connection, keyed: bool) -> list[Row]:
    """COPY takes no keys back, so they are drawn from the sequence first."""
    table, fields = model._meta.db_table, model._meta.concrete_fields
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    with connection.cursor() as cursor:
        drawn = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
        if not keyed:
            cursor.execute(drawn, [quoted(table), model._meta.pk.column, len(rows)])
            for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
                row.pk = pk
        # What psycopg raises here does not pass through Django, which would tell a bad row from a database that is away.
        with connection.wrap_database_errors, cursor.copy(f"COPY {quoted(table)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_value(row, field, connection) for field in fields])
                row._state.adding, row._state.db = False, connection.alias
    return rows


def _value(row: Model, field, connection):
    value = field.pre_save(row, True)
    return field.get_db_prep_save(value, connection) if isinstance(field, TRANSLATED) else value
