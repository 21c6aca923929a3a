"""Reading everything at one edition, while others go on changing the record."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_snapshot() -> Iterator[None]:
    """See the record inside as it stands now, whatever is changed meanwhile, and hold nobody up.

    Inside a transaction it is that one which decides. Django begins ours on SQLite so that they lock out other writers
    (tracker/environment.py); a reader that takes minutes begins its own, which does not.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        _run("BEGIN DEFERRED")
        try:
            yield
        finally:
            _run("ROLLBACK")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
