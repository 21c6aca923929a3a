"""One run at a time. The lock is the database's or the file's, and falls with the process that holds it, however it ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import OperationalError, connection, transaction

# The name of the lock among the advisory locks of the database.
REMINDERS = 4_848
# PostgreSQL's word for a lock that was waited for too long.
LOCK_NOT_AVAILABLE = "55P03"
WAIT = 3.0
"""Seconds in which another run may end, or the database may notice that a killed one is gone."""


class AnotherRun(Exception):
    """Reminders are being sent by another run."""


@contextmanager
def alone(wait: float = WAIT) -> Iterator[None]:
    """Hold the lock. Raises AnotherRun where somebody else holds it for longer than `wait` seconds."""
    with _on_postgresql(wait) if connection.vendor == "postgresql" else _on_sqlite(wait):
        yield


@contextmanager
def _on_postgresql(wait: float) -> Iterator[None]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{wait * 1000:.0f}ms"])
            cursor.execute("SELECT pg_advisory_lock(%s)", [REMINDERS])  # of the session: it outlives the transaction
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE:
            raise AnotherRun from error
        raise
    try:
        yield
    finally:
        # A connection that broke has lost the lock by itself.
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [REMINDERS])


@contextmanager
def _on_sqlite(wait: float) -> Iterator[None]:
    """Lock an empty database beside ours: locking ours for a whole run would keep everybody else from writing."""
    if connection.is_in_memory_db():
        yield  # nobody else can reach it
        return
    with closing(sqlite3.connect(f"{connection.settings_dict['NAME']}-remind", timeout=wait)) as beside:
        try:
            beside.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise AnotherRun from error
            raise
        yield
