"""What every record begins with: the nation, in whose name ministries answer; a group for each role; the first edition."""

from django.db import migrations

ROLES = ("reporter", "reviewer", "administrator")


def seed(apps, schema_editor):
    apps.get_model("policies", "Place").objects.get_or_create(level="nation", defaults={"name": "全国"})
    for name in ROLES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)
    apps.get_model("policies", "Edition").objects.create(token="")


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("policies", "0002_search"),
    ]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
