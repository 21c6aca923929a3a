"""Make of a database another with several times as many letters: `python -m tests.bench.multiply 10`.

`tests.load` reads some hundred letters a second, and a million actions are three hundred thousand letters. So load a
tenth of them (`python -m tests.load --letters 33000 --publish`), and repeat the rows within the database that `DATABASE_URL`
names. What this is not: the texts repeat, word for word, so a word is found in as many more letters, and no word is
rarer than in so many; proposals have numbers of their own for matching, and the same to be read. Each repetition has
people of its own who hand in; places, units and categories stay as many. Nothing is worked out anew: what is kept of the rows is repeated, or taken as often. The
database is never to be used for anything else; broken off, it is to be thrown away.
"""

import os
import sys
import time

import django

# Of what a letter brings, in the order in which rows refer to each other.
COPIED = (
    "Proposal", "Proposer", "Reply", "Reply.proposals", "Issuer", "Addressee", "Handling", "Satisfaction", "Reading",
    "Doubt", "Commitment", "Action", "Action.categories", "Partner", "DeadlineChange", "Update", "Evidence",
    "Update.evidence", "StatusPeriod", "CategoryStatusPeriod", "ReplyByOrganisation",
    "ReplyByCategory",
)  # fmt: skip
COUNTED = ("Tally", "DayTally", "MonthTally")
# What no two rows may have in common. An empty digest is none.
APART = {
    "text_key": "'x{k:02}' || substr(text_key, 4)",
    "source_sha256": "CASE source_sha256 WHEN '' THEN '' ELSE 'x{k:02}' || substr(source_sha256, 4) END",
    "number_key": "CASE number_key WHEN '' THEN '' ELSE number_key || '-{k}' END",
}
PEOPLE = "name || '{k}'"
"""Of more letters more people ask for them, and not the same people more often."""
CHUNK = 5000


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection

    from policies.models.rows import count_for_planning

    times = int(sys.argv[1])
    models = [_model(name) for name in COPIED]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode = OFF")
            for setting in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -2000000"):
                cursor.execute(f"PRAGMA {setting}")
        else:
            cursor.execute("SET session_replication_role = replica")  # no reference is looked up: all are repeated
        steps = {model: _last(cursor, model) for model in models}
        for model in models:
            _said(model.__name__, _repeat, cursor, model, steps, times)
        for name in COUNTED:
            cursor.execute(f"UPDATE {_model(name)._meta.db_table} SET n = n * %s", [times])
        for name, table in (("Action", "actionwords"), ("Reply", "replywords"), ("Proposal", "proposalwords")):
            _said(table, _repeat_words, cursor, f"policies_{table}", steps[_model(name)], times)
        # As the server does by itself in time: without a map of what all see, each row is fetched to be counted.
        if connection.vendor == "postgresql":
            _said("statistics", cursor.execute, "VACUUM ANALYZE")
        else:
            _said("statistics", count_for_planning)
    return 0


def _model(name: str):
    from policies import models

    model, _, field = name.partition(".")
    found = getattr(models, model)
    return getattr(found, field).through if field else found


def _last(cursor, model) -> int:
    cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {model._meta.db_table}")
    return cursor.fetchone()[0]


def _said(name: str, work, *args) -> None:
    began = time.perf_counter()
    work(*args)
    print(f"{name:22} {time.perf_counter() - began:6.0f} s", flush=True)


def _repeat(cursor, model, steps: dict, times: int) -> None:
    """Repeat the rows of a table, each with the rows of its own repetition."""
    from django.core.management.color import no_style
    from django.db import connection

    table, step = model._meta.db_table, steps[model]
    fields = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    for k in range(1, times):
        values = ", ".join(_value(field, steps, k) for field in fields)
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE id <= {step}")
    for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
        cursor.execute(statement)


def _value(field, steps: dict, k: int) -> str:
    from django.db import connection

    column = connection.ops.quote_name(field.column)
    model = field.model if field.primary_key else field.related_model
    if model in steps:
        return f"{column} + {steps[model] * k}"
    apart = APART | {"name": PEOPLE} if field.model is _model("Proposer") else APART
    return apart.get(field.column, column).format(k=k)


def _repeat_words(cursor, table: str, step: int, times: int) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        cursor.execute(f"DROP INDEX {table}_pairs")  # made faster than kept
    columns = "folded, pairs" if connection.vendor == "postgresql" else "folded"
    for k in range(1, times):
        cursor.execute(
            f"INSERT INTO {table} (id, {columns}) SELECT id + {step * k}, {columns} FROM {table} WHERE id <= {step}"
        )
    if connection.vendor == "postgresql":
        cursor.execute(f"CREATE INDEX {table}_pairs ON {table} USING gin (pairs)")
    else:
        _index_pairs(cursor, table, step)


def _index_pairs(cursor, table: str, step: int) -> None:
    """Tell SQLite's index of the new rows: it keeps no text that could be repeated."""
    from policies.search.sqlite import _tokens

    last = step
    while rows := cursor.execute(
        f"SELECT id, folded FROM {table} WHERE id > %s ORDER BY id LIMIT {CHUNK}", [last]
    ).fetchall():
        tokens = ((pk, _tokens(text)) for pk, text in rows)
        cursor.executemany(f"INSERT INTO {table}_pairs (rowid, tokens) VALUES (%s, %s)", tokens)
        last = rows[-1][0]


if __name__ == "__main__":
    sys.exit(main())
