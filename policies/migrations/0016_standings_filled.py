"""How the actions that are public already stood from day to day, and by which words proposals and units are found."""

from django.db import migrations

from policies.derived import reindex_proposals, reindex_units, settle

CHUNK = 500


def fill_words(apps, schema_editor):
    for name, reindex in (("Proposal", reindex_proposals), ("Organisation", reindex_units)):
        reindex(apps.get_model("policies", name).objects.order_by("pk").values_list("pk", flat=True))


def fill(apps, schema_editor):
    actions = apps.get_model("policies", "Action").objects.filter(published_at__isnull=False)
    pks = list(actions.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), CHUNK):
        settle(actions.filter(pk__in=pks[first : first + CHUNK]))


class Migration(migrations.Migration):
    dependencies = [("policies", "0015_standings")]
    operations = [
        migrations.RunPython(fill_words, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
