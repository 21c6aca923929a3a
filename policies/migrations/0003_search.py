"""Tables of search rows: beside the models, since each database keeps them in its own way (policies/search)."""

from django.db import migrations

from policies.derived import reindex_letters

TABLES = ("policies_actionwords", "policies_replywords")

CREATE = {
    "postgresql": [
        "CREATE TABLE {table} (id bigint PRIMARY KEY, folded text NOT NULL, pairs int[] NOT NULL)",
        # Faster to write and to read; a server may have been built without it.
        """DO $$ BEGIN
            ALTER TABLE {table} ALTER folded SET COMPRESSION lz4, ALTER pairs SET COMPRESSION lz4;
        EXCEPTION WHEN feature_not_supported THEN NULL;
        END $$""",
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
# An index is made faster than it is kept.
INDEX = {"postgresql": ["CREATE INDEX {table}_pairs ON {table} USING gin (pairs)"], "sqlite": []}


def run(statements):
    def operation(apps, schema_editor):
        for table in TABLES:
            for statement in statements[schema_editor.connection.vendor]:
                schema_editor.execute(statement.format(table=table), params=None)

    return operation


def fill(apps, schema_editor):
    reindex_letters(apps.get_model("policies", "Reply").objects.order_by("pk").values_list("pk", flat=True), are_new=True)


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_nation")]
    operations = [
        migrations.RunPython(run(CREATE), run(DROP)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(run(INDEX), migrations.RunPython.noop),
    ]
