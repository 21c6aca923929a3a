"""One run at a time. The lock is the database's or the file's, and falls with the process that holds it, however it ends."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection

# The name of the lock among the advisory locks of the database; `derived` has another.
REMINDERS = 4_848
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
    with connection.cursor() as cursor:

        def taken() -> bool:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [REMINDERS])
            return cursor.fetchone()[0]

        _until(taken, wait)
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
    with closing(sqlite3.connect(f"{connection.settings_dict['NAME']}-remind", timeout=0)) as beside:

        def taken() -> bool:
            try:
                beside.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                return False
            return True

        _until(taken, wait)
        yield


def _until(taken, wait: float) -> None:
    end = time.monotonic() + wait
    while not taken():
        if time.monotonic() >= end:
            raise AnotherRun
        time.sleep(0.05)
