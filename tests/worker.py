"""The worker's own loop, run inside a test until nothing waits."""

from unittest.mock import patch

from django.core.management import call_command


def work() -> None:
    """Do what waits. A worker opens its connection anew now and then; a test is one transaction, and keeps its own."""
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("work", "--until-empty")
