"""Indexes by which the lists find the newest meetings, and count to a thousand without fetching a row."""

from django.db import migrations, models

COUNTED = ["id", "is_public"]


class Migration(migrations.Migration):
    dependencies = [("policies", "0016_standings_filled")]
    operations = [
        migrations.AddIndex(
            "session", models.Index(name="session_newest", fields=["-year", "-term", "-number", "id"])
        ),
        *(migrations.RemoveIndex("action", name) for name in ("action_strength", "action_past_due", "action_without_news")),
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
