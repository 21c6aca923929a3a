"""Indexes for the lists: of a past day, of the newest meetings, and to narrow and count without fetching a row."""

from django.db import migrations, models

COUNTED = ["id", "is_public"]


class Migration(migrations.Migration):
    dependencies = [("policies", "0016_standings_filled")]
    operations = [
        migrations.AddIndex(
            "session", models.Index(name="session_newest", fields=["-year", "-term", "-number", "id"])
        ),
        *(
            migrations.RemoveIndex("action", name)
            for name in ("action_newest", "action_strength", "action_past_due", "action_without_news")
        ),
        migrations.AddIndex(
            "action",
            models.Index(
                name="action_by_day", fields=["is_listed", "is_demo", "-published_at", *COUNTED, "status", "due_on"]
            ),
        ),
        migrations.AddIndex(
            "action", models.Index(name="action_as_of", fields=["is_demo", "-published_at", *COUNTED])
        ),
        migrations.AddIndex("update", models.Index(name="update_as_of", fields=["-published_at", "-id"])),
        migrations.AddIndex(
            "action",
            models.Index(
                name="action_by_strength", fields=["strength", "is_listed", "is_demo", "-published_at", *COUNTED]
            ),
        ),
        migrations.AddIndex(
            "action",
            models.Index(name="action_by_deadline", fields=["is_listed", "is_demo", "status", "due_on", *COUNTED]),
        ),
        migrations.AddIndex(
            "action",
            models.Index(name="action_by_news", fields=["is_listed", "is_demo", "status", "last_published_at", *COUNTED]),
        ),
    ]
