"""Throwing away what nobody needs any more, every hour, by the worker itself."""

import time
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from policies.office.background.progress import folder
from policies.office.background.queues import QUEUES, STAFF

EVERY = timedelta(hours=1)
FILES_KEPT = 24 * 60 * 60
"""Seconds for which a file that one person asked for lies ready."""


@task(queue_name=STAFF.name, priority=STAFF.priority)
def tidy() -> None:
    """Forget what became of old work, and throw away old files; then wait an hour."""
    try:
        forget_old_work()
        for name in ("progress", "exports"):
            for file in folder(name).iterdir():
                if time.time() - file.stat().st_mtime > FILES_KEPT:
                    file.unlink(missing_ok=True)
    finally:
        tidy.using(run_after=timezone.now() + EVERY).enqueue()


def forget_old_work() -> None:
    for queue in QUEUES:
        call_command("prune_db_task_results", queue_name=queue.name, min_age_days=queue.days, verbosity=0)


def tidy_regularly() -> None:
    """Begin to tidy up now, unless that waits already."""
    if not DBTaskResult.objects.filter(task_path=tidy.module_path, status="READY").exists():
        tidy.enqueue()
