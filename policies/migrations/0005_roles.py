"""Roles as groups, and who belongs to which units."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def make_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for name in ("reporter", "reviewer", "administrator"):
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("policies", "0004_quote_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "since",
                    models.DateField(blank=True, help_text="留空表示一直以来。", null=True, verbose_name="起"),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="最后一天；留空表示没有期限。", null=True, verbose_name="止"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="policies.organisation",
                        verbose_name="单位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "所属单位",
                "verbose_name_plural": "所属单位",
                "ordering": ["user", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("since__lte", models.F("until")),
                            _connector="OR",
                        ),
                        name="membership_since_before_until",
                        violation_error_message="起的日期不能晚于止的日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("user", "organisation"),
                        name="membership_unique_while_open",
                        violation_error_message="这个账号已在这个单位。",
                    ),
                ],
            },
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
