from django.db import migrations, models


def make_first(apps, schema_editor):
    apps.get_model("policies", "Edition").objects.create(token="")


class Migration(migrations.Migration):

    dependencies = [
        ("policies", "0017_counting_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32)),
            ],
            options={"verbose_name": "版次", "verbose_name_plural": "版次"},
        ),
        migrations.RunPython(make_first, migrations.RunPython.noop),
    ]
