"""Equal sentences of two letters are found by a digest of their words."""

import hashlib

from django.db import migrations, models


def fill(apps, schema_editor):
    """Give every action that was there before its key; in pieces, for there may be many."""
    actions = apps.get_model("policies", "Action").objects
    pks = list(actions.values_list("pk", flat=True))
    for first in range(0, len(pks), 1000):
        piece = list(actions.filter(pk__in=pks[first : first + 1000]).only("quote"))
        for action in piece:
            action.quote_key = hashlib.sha256("".join(action.quote.split()).encode()).hexdigest()[:32]
        actions.bulk_update(piece, ["quote_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("policies", "0003_search")]
    operations = [
        migrations.AddField(
            model_name="action",
            name="quote_key",
            field=models.CharField(default="", editable=False, max_length=32),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="action",
            name="quote_key",
            field=models.CharField(db_index=True, editable=False, max_length=32),
        ),
    ]
