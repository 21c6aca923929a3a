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
    """Mark every public letter, and every row of the registers that is public through one."""
    names = ("Reply", "Place", "Session", "Proposal", "Organisation", "Category", "Issuer", "Tally", "Trace")
    Reply, Place, Session, Proposal, Organisation, Category, Issuer, Tally, Trace = (
        apps.get_model("policies", name) for name in names
    )
    now = timezone.now()
    Reply.objects.filter(published_at__isnull=False).update(changed_at=now)
    letters = Reply.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    proposals = Proposal.objects.filter(Exists(letters.filter(proposals=OuterRef("pk"))))
    leading = Tally.objects.filter(n__gt=0, organisation__isnull=False).values("organisation")
    signing = Issuer.objects.filter(Exists(letters.filter(pk=OuterRef("reply"))), organisation__isnull=False)
    on_record = Organisation.objects.filter(Q(pk__in=leading) | Q(pk__in=signing.values("organisation")))
    named = Tally.objects.filter(n__gt=0, category__isnull=False).values("category")
    public = {
        "places": Place.objects.filter(Exists(letters.filter(place=OuterRef("pk")))),
        "sessions": Session.objects.filter(Exists(proposals.filter(session=OuterRef("pk")))),
        "proposals": proposals,
        "organisations": Organisation.objects.filter(
            Q(pk__in=on_record.values("pk")) | Q(succeeds__in=on_record.values("pk"))
        ).distinct(),
        "categories": Category.objects.filter(Q(pk__in=named) | Exists(proposals.filter(category=OuterRef("pk")))),
    }
    for kind, rows in public.items():
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        Trace.objects.bulk_create(
            (Trace(kind=kind, key=key, changed_at=now) for key in keys), batch_size=1000
        )


class Migration(migrations.Migration):
    dependencies = [("policies", "0019_ledger")]

    operations = [
        migrations.AddField(
            "reply", "changed_at", models.DateTimeField(blank=True, db_index=True, editable=False, null=True)
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
    ]
