"""Traces of what stood in letters and was erased; and the order in which traces are read, by what they are of.

What was withdrawn is asked for by feeds: few of very many actions.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policies", "0020_traces")]

    operations = [
        migrations.AlterField(
            "trace",
            "kind",
            models.CharField(
                choices=[
                    ("places", "行政区"),
                    ("sessions", "会议"),
                    ("proposals", "提案和建议"),
                    ("organisations", "单位"),
                    ("categories", "类别"),
                    ("replies", "答复"),
                    ("commitments", "承诺事项"),
                    ("actions", "具体举措"),
                    ("updates", "进展"),
                    ("evidence", "佐证"),
                ],
                max_length=13,
            ),
        ),
        migrations.AddIndex(
            "action",
            models.Index(
                name="action_withdrawn",
                fields=["is_demo", "published_at"],
                condition=models.Q(published_at__isnull=False, is_public=False),
            ),
        ),
        migrations.RemoveIndex("trace", "trace_since"),
        migrations.AddIndex("trace", models.Index(name="trace_since", fields=["kind", "changed_at", "key"])),
    ]
