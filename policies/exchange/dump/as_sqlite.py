"""The tables as one SQLite file: types, keys, indexes, and what everything means. Written anew, it holds nothing else."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from policies.exchange.dump.columns import Column, Table
from policies.exchange.exports import Type, dictionary
from policies.exchange.exports.as_csv import BETWEEN

KINDS = {Type.NUMBER: "INTEGER", Type.FLAG: "INTEGER"}


class SqliteFile:
    """Takes the tables one after the other, chunk by chunk."""

    def __init__(self, path: Path):
        self._base = sqlite3.connect(path, isolation_level=None)
        # What is not finished is thrown away as a whole: no journal, no waiting for the disk.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute("BEGIN")
        self._base.execute('CREATE TABLE "_columns" ("table", "column", "type", "zh", "en")')
        self._base.execute('CREATE TABLE "_codes" ("table", "column", "code", "zh", "en")')

    def __enter__(self) -> "SqliteFile":
        return self

    def __exit__(self, *_) -> None:
        self._base.close()

    def begin(self, table: Table) -> None:
        self._base.execute(_statement(table))
        for entry in dictionary(table.fields):
            told = (table.name, entry.name, entry.type, entry.chinese, entry.english)
            self._base.execute('INSERT INTO "_columns" VALUES (?, ?, ?, ?, ?)', told)
            codes = [(table.name, entry.name, *code) for code in entry.codes]
            self._base.executemany('INSERT INTO "_codes" VALUES (?, ?, ?, ?, ?)', codes)

    def add(self, table: Table, rows: Iterable[tuple]) -> None:
        marks = ", ".join("?" * len(table.columns))
        values = [[_value(value) for value in row] for row in rows]
        self._base.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', values)

    def finish(self, tables: Iterable[Table]) -> None:
        """Index what points to other tables, once the rows are there."""
        for table in tables:
            for column in table.columns:
                if column.to and (column.name,) != table.key:
                    name = f"{table.name}_{column.name}"
                    self._base.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')
        self._base.execute("COMMIT")


def _statement(table: Table) -> str:
    lines = [_line(column) for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join([*lines, f"PRIMARY KEY ({key})"])})'


def _line(column: Column) -> str:
    line = f'"{column.name}" {KINDS.get(column.field.type, "TEXT")}{" NOT NULL" if column.always else ""}'
    if not column.to:
        return line
    return f'{line} REFERENCES "{column.to}" ("id")'


def _value(value):
    """Return a value as the file holds it: an empty one as NULL, days and moments in ISO 8601, flags as 0 and 1."""
    if isinstance(value, list):
        value = BETWEEN.join(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value
