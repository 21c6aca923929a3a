"""Search rows of proposals and units, kept like those of letters and actions; and indexes that count by strength and find the largest units.

The rows are filled in 0016, when the columns are there that the code reads which fills them.
"""

from importlib import import_module

from django.db import migrations, models

TABLES = ("policies_proposalwords", "policies_unitwords")

kept = import_module("policies.migrations.0003_search")


def run(statements):
    def operation(apps, schema_editor):
        for table in TABLES:
            for statement in statements[schema_editor.connection.vendor]:
                schema_editor.execute(statement.format(table=table), params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("policies", "0012_readers")]
    operations = [
        migrations.RunPython(run(kept.CREATE), run(kept.DROP)),
        migrations.RunPython(run(kept.INDEX), migrations.RunPython.noop),
        migrations.AddIndex(
            "tally",
            models.Index(name="tally_largest", fields=["is_demo", "category", "status", "-n", "organisation"]),
        ),
        migrations.AddIndex(
            "action", models.Index(name="action_strength", fields=["strength", "is_listed", "is_demo", "-published_at", "id"])
        ),
    ]
