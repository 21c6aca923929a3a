"""The worker: one process that does what waits, one piece of work after another, and takes up what a dead one left."""

import os
import signal
import time

from django.db import OperationalError
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import is_locked_database_exception

from policies.office.background.jobs import STOPPED
from policies.office.background.progress import Progress
from policies.office.background.tidying import tidy_regularly
from policies.office.locks import WORKER, alone

MOST_ATTEMPTS = 3
"""How often a piece of work is begun whose worker dies."""
INTERVAL = 1.0
"""Seconds between two looks at an empty queue."""


class WorkerDied(Exception):
    """Each worker that began it died."""


class _Worker(Worker):
    def shutdown(self, signum, frame) -> None:
        """End after the work at hand. Asked twice, end as if killed: the work stays open, and the next worker begins it anew."""
        if not self.running:
            os.kill(os.getpid(), signal.SIGKILL)
        super().shutdown(signum, frame)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        Progress(str(db_task_result.pk)).forget()


def work(*, until_empty: bool = False) -> None:
    """Do what waits, for ever or until nothing does. Raises AnotherRun where another worker is there."""
    with alone(WORKER):
        _take_up()
        worker = _Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=INTERVAL,
            batch=until_empty,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        if not until_empty:
            tidy_regularly()
            worker.configure_signals()
        while True:
            try:
                return worker.run()
            except OperationalError as error:
                # On SQLite somebody else writes for longer than a look at the queue waits.
                if not is_locked_database_exception(error):
                    raise
                time.sleep(INTERVAL)


def _take_up() -> None:
    """Let what a dead worker had begun wait again: whoever holds the lock is the only worker."""
    for row in DBTaskResult.objects.running():
        progress = Progress(str(row.pk))
        if progress.wants_stop:
            row.set_successful(STOPPED)
        elif len(row.worker_ids) >= MOST_ATTEMPTS:
            row.set_failed(WorkerDied())
        else:
            DBTaskResult.objects.filter(pk=row.pk).update(status=TaskResultStatus.READY)
        progress.forget()
