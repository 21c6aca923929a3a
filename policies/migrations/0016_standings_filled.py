"""How the actions that are public already stood from day to day: worked out from what is on record."""

from django.db import migrations

from policies.derived import settle

CHUNK = 500


def fill(apps, schema_editor):
    actions = apps.get_model("policies", "Action").objects.filter(published_at__isnull=False)
    pks = list(actions.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), CHUNK):
        settle(actions.filter(pk__in=pks[first : first + CHUNK]))


class Migration(migrations.Migration):
    dependencies = [("policies", "0015_standings")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
