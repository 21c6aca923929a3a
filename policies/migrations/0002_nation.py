"""The nation is one, and there from the start: ministries answer in its name."""

from django.db import migrations


def make_nation(apps, schema_editor):
    apps.get_model("policies", "Place").objects.get_or_create(level="nation", defaults={"name": "全国"})


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]
    operations = [migrations.RunPython(make_nation, migrations.RunPython.noop)]
