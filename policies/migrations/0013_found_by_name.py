"""Search rows of proposals and units, kept like those of letters and actions; and indexes that count by strength and find the largest units."""

from importlib import import_module

from django.db import migrations, models

from policies.derived import reindex_proposals, reindex_units

TABLES = ("policies_proposalwords", "policies_unitwords")

kept = import_module("policies.migrations.0003_search")


def run(statements):
    def operation(apps, schema_editor):
        for table in TABLES:
            for statement in statements[schema_editor.connection.vendor]:
                schema_editor.execute(statement.format(table=table), params=None)

    return operation


def fill(apps, schema_editor):
    for name, reindex in (("Proposal", reindex_proposals), ("Organisation", reindex_units)):
        reindex(apps.get_model("policies", name).objects.order_by("pk").values_list("pk", flat=True))


class Migration(migrations.Migration):
    dependencies = [("policies", "0012_readers")]
    operations = [
        migrations.RunPython(run(kept.CREATE), run(kept.DROP)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(run(kept.INDEX), migrations.RunPython.noop),
        migrations.AddIndex(
            "tally",
            models.Index(name="tally_largest", fields=["is_demo", "category", "status", "-n", "organisation"]),
        ),
        migrations.AddIndex(
            "action", models.Index(name="action_strength", fields=["strength", "is_listed", "is_demo", "-published_at", "id"])
        ),
    ]
