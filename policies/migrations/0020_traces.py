"""When what the API tells last changed. Whatever is public already counts as changed now."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

KINDS = [
    ("places", "行政区"),
    ("sessions", "会议"),
    ("proposals", "提案和建议"),
    ("organisations", "单位"),
    ("categories", "类别"),
]


def mark_public(apps, schema_editor):
    """Mark every row of the registers that is public through a letter, and no letter that was never public."""
    names = ("Reply", "Place", "Session", "Proposal", "Organisation", "Category", "Issuer", "Tally", "Trace")
    Reply, Place, Session, Proposal, Organisation, Category, Issuer, Tally, Trace = (
        apps.get_model("policies", name) for name in names
    )
    now = timezone.now()
    Reply.objects.filter(published_at__isnull=True).update(changed_at=None)
    letters = Reply.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    proposals = Proposal.objects.filter(Exists(letters.filter(proposals=OuterRef("pk"))))
    # In one question a database would look at all that are on record for each unit that may have taken over.
    leading = Tally.objects.filter(n__gt=0, organisation__isnull=False).values_list("organisation", flat=True).distinct()
    signing = Issuer.objects.filter(Exists(letters.filter(pk=OuterRef("reply"))), organisation__isnull=False)
    on_record = {*leading, *signing.values_list("organisation", flat=True).distinct()}
    turns = Organisation.succeeded_by.through.objects.values_list("from_organisation", "to_organisation")
    took_over = {successor for before, successor in turns if before in on_record}
    named = Tally.objects.filter(n__gt=0, category__isnull=False).values("category")
    public = {
        "places": Place.objects.filter(Exists(letters.filter(place=OuterRef("pk")))),
        "sessions": Session.objects.filter(Exists(proposals.filter(session=OuterRef("pk")))),
        "proposals": proposals,
        "categories": Category.objects.filter(Q(pk__in=named) | Exists(proposals.filter(category=OuterRef("pk")))),
    }
    found = {kind: rows.order_by("pk").values_list("pk", flat=True) for kind, rows in public.items()}
    for kind, keys in (found | {"organisations": sorted(on_record | took_over)}).items():
        Trace.objects.bulk_create(
            (Trace(kind=kind, key=key, changed_at=now) for key in keys), batch_size=1000
        )


class Migration(migrations.Migration):
    dependencies = [("policies", "0019_ledger")]

    operations = [
        # Every letter counts as changed now: as a default of the new column this rewrites no row on PostgreSQL.
        migrations.AddField(
            "reply", "changed_at", models.DateTimeField(blank=True, default=timezone.now, editable=False, null=True)
        ),
        migrations.CreateModel(
            name="Trace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=13)),
                ("key", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
            ],
            options={"verbose_name": "变动", "verbose_name_plural": "变动"},
        ),
        migrations.AddIndex("trace", models.Index(name="trace_since", fields=["kind", "changed_at", "id"])),
        migrations.AddConstraint(
            "trace",
            models.UniqueConstraint(
                name="trace_unique", fields=["kind", "key"], violation_error_message="变动已经记下。"
            ),
        ),
        migrations.RunPython(mark_public, migrations.RunPython.noop),
        migrations.AlterField(
            "reply", "changed_at", models.DateTimeField(blank=True, db_index=True, editable=False, null=True)
        ),
    ]
