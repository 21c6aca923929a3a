"""Tables of search rows: beside the models, since each database stores them in its own way (policies/search)."""

from django.core.management.base import CommandError
from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder

TOO_OLD = (
    "这个数据库是 0.1.0 以前的程序建立的，不能直接升级：请用原来的程序运行 export_data，再用这个程序在新的空数据库里运行 migrate 和 import_data。"
    " This database was made before 0.1.0 and cannot be upgraded in place: write it out with the old program (export_data),"
    " then migrate an empty database with this one and read it in (import_data)."
)
TABLES = ("policies_actionwords", "policies_replywords", "policies_proposalwords", "policies_unitwords")
CREATE = {
    "postgresql": [
        "CREATE TABLE {table} (id bigint PRIMARY KEY, folded text NOT NULL, pairs int[] NOT NULL)",
        # Faster to write and to read; a server may have been built without it.
        """DO $$ BEGIN
            ALTER TABLE {table} ALTER folded SET COMPRESSION lz4, ALTER pairs SET COMPRESSION lz4;
        EXCEPTION WHEN feature_not_supported THEN NULL;
        END $$""",
        "CREATE INDEX {table}_pairs ON {table} USING gin (pairs)",
    ],
    "sqlite": [
        "CREATE TABLE {table} (id integer PRIMARY KEY, folded text NOT NULL)",
        "CREATE VIRTUAL TABLE {table}_pairs USING fts5(tokens, content='', tokenize='ascii')",
    ],
}
DROP = {
    "postgresql": ["DROP TABLE {table}"],
    "sqlite": ["DROP TABLE {table}_pairs", "DROP TABLE {table}"],
}


def run(statements):
    def operation(apps, schema_editor):
        for table in TABLES:
            for statement in statements[schema_editor.connection.vendor]:
                schema_editor.execute(statement.format(table=table), params=None)

    return operation


def refuse_older_databases(apps, schema_editor):
    """Migrations before 0.1.0 were squashed; what they left bears the same names as what stands here."""
    if ("policies", "0002_nation") in MigrationRecorder(schema_editor.connection).applied_migrations():
        raise CommandError(TOO_OLD)


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]
    operations = [
        migrations.RunPython(refuse_older_databases, migrations.RunPython.noop),
        migrations.RunPython(run(CREATE), run(DROP)),
    ]
