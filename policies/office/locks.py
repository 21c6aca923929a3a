"""One process at a time. The lock is the database's or the file's, and falls with the process that holds it, however it ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from django.db import OperationalError, connection

# PostgreSQL's word for a lock that was waited for too long.
LOCK_NOT_AVAILABLE = "55P03"
WAIT = 3.0
"""Seconds in which another run may end, or the database may notice that a killed one is gone."""


class Lock(NamedTuple):
    """`number` is its name among the advisory locks of PostgreSQL, `name` ends that of a file beside SQLite's."""

    name: str
    number: int


REMINDERS = Lock("remind", 4_848)
WORKER = Lock("work", 4_849)
ASKING = Lock("ask", 4_850)

# An SQLite database in memory is this process's alone, and so are its locks.
_in_memory: set[Lock] = set()


class AnotherRun(Exception):
    """Somebody else holds the lock."""


@contextmanager
def alone(lock: Lock, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock. Raises AnotherRun where somebody else holds it for longer than `wait` seconds."""
    with _on_postgresql(lock, wait) if connection.vendor == "postgresql" else _on_sqlite(lock, wait):
        yield


def is_held(lock: Lock) -> bool:
    """Say whether anybody holds the lock now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = %s AND granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
                [lock.number],
            )
            return cursor.fetchone()[0]
    try:
        with _on_sqlite(lock, 0):
            return False
    except AnotherRun:
        return True


def in_turn(lock: Lock) -> None:
    """Wait until nobody else holds the lock, and hold it to the end of the transaction at hand."""
    if (
        connection.vendor == "postgresql"
    ):  # on SQLite transactions that write wait for each other (tracker/environment.py)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock.number])


@contextmanager
def _on_postgresql(lock: Lock, wait: float) -> Iterator[None]:
    """Lock by a connection of its own: the one that works is closed and opened again whenever it has served for a while."""
    with closing(connection.copy()) as beside:
        try:
            with beside.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{wait * 1000:.0f}ms"])
                cursor.execute("SELECT pg_advisory_lock(%s)", [lock.number])
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE:
                raise AnotherRun from error
            raise
        yield


@contextmanager
def _on_sqlite(lock: Lock, wait: float) -> Iterator[None]:
    """Lock an empty database beside ours: locking ours for a whole run would keep everybody else from writing."""
    if connection.is_in_memory_db():
        if lock in _in_memory:
            raise AnotherRun
        _in_memory.add(lock)
        try:
            yield
        finally:
            _in_memory.discard(lock)
        return
    with closing(sqlite3.connect(f"{connection.settings_dict['NAME']}-{lock.name}", timeout=wait)) as beside:
        try:
            beside.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise AnotherRun from error
            raise
        yield
