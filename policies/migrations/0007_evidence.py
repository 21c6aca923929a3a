"""Evidence: who handed it in, the file's own name and size, and since when it is on record."""

import contextlib
from pathlib import PurePath

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import policies.models.evidence


def fill(apps, schema_editor):
    """Name and measure the files that are there; say of what was submitted that it is on record."""
    evidence = apps.get_model("policies", "Evidence").objects
    for piece in evidence.exclude(file="").iterator():
        piece.file_name = PurePath(piece.file.name).name
        with contextlib.suppress(OSError):  # a file that is lost has no size
            piece.size = piece.file.size
        piece.save(update_fields=["file_name", "size"])
    # An update that is not a draft was handed in once.
    updates = apps.get_model("policies", "Update").objects.filter(evidence=OuterRef("pk"), submitted_at__isnull=False)
    evidence.update(recorded_at=Subquery(updates.order_by("submitted_at").values("submitted_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0006_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="登记人",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="file_name",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="原文件名"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="recorded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="首次提交"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="size",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="大小"),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="file",
            field=models.FileField(blank=True, upload_to=policies.models.evidence.path_of_file, verbose_name="文件"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("sha256", ""), _negated=True), fields=["sha256"], name="evidence_sha256"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
