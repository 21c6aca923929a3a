"""Pieces of work as a page tells of them: whether one waits, how far it is, what became of it."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from policies.office.background.progress import Progress, Told
from policies.office.locks import WORKER, is_held

OPEN = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
STOPPED = {"outcome": "stopped"}
"""What a piece of work that was stopped came to."""


class State(Enum):
    WAITING = "waiting"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    """Its worker is gone. The next one begins it anew."""
    DONE = "done"
    """It came to an end; its result says to which."""
    FAILED = "failed"
    """The program broke, or a worker died of it again and again."""


@dataclass(frozen=True)
class Job:
    row: DBTaskResult

    @cached_property
    def has_worker(self) -> bool:
        return is_held(WORKER)

    @cached_property
    def state(self) -> State:
        match self.row.status:
            case TaskResultStatus.READY:
                return State.WAITING
            case TaskResultStatus.RUNNING:
                return State.RUNNING if self.has_worker else State.INTERRUPTED
            case TaskResultStatus.SUCCESSFUL:
                return State.DONE
        return State.FAILED

    @property
    def is_open(self) -> bool:
        return self.row.status in OPEN

    @cached_property
    def progress(self) -> Told | None:
        return Progress(self.number).told() if self.state is State.RUNNING else None

    @property
    def wants_stop(self) -> bool:
        return Progress(self.number).wants_stop

    @property
    def number(self) -> str:
        return str(self.row.pk)

    @property
    def asked(self) -> dict:
        """What it was asked for: the arguments of its task."""
        return self.row.args_kwargs["kwargs"]

    @property
    def result(self) -> dict:
        return self.row.return_value or {}

    @cached_property
    def ahead(self) -> int:
        """How many others come before it."""
        waiting = DBTaskResult.objects.ready().values_list("pk", flat=True)
        return list(waiting).index(self.row.pk) if self.row.pk in waiting else 0


def doing(task, **asked) -> Job | None:
    """Return the latest piece of work of a task that was asked for with these arguments."""
    row = _rows(task, asked).order_by("-enqueued_at").first()
    return Job(row) if row else None


def numbered(task, number, **asked) -> Job | None:
    """Return a piece of work by its number, if it was asked for with these arguments."""
    row = _rows(task, asked).filter(pk=number).first()
    return Job(row) if row else None


def recent(task, *, since, **asked) -> list[Job]:
    """Return what was asked for since, the latest first."""
    return [Job(row) for row in _rows(task, asked).filter(enqueued_at__gt=since).order_by("-enqueued_at")]


def open_jobs(task, **asked) -> list[Job]:
    """Return what of a task waits or is under way, the first to be done first."""
    return [Job(row) for row in _rows(task, asked).filter(status__in=OPEN)]


def asked_since(task, moment, **asked) -> int:
    """Count how often a task was asked for since."""
    return _rows(task, asked).filter(enqueued_at__gt=moment).count()


def is_open_for(task, name: str) -> Exists:
    """Return whether something waits or is under way that was asked for with the row of a query as its argument `name`."""
    told = Cast(KT(f"args_kwargs__kwargs__{name}"), BigIntegerField())
    return Exists(_rows(task, {}).filter(status__in=OPEN).annotate(told=told).filter(told=OuterRef("pk")))


def stop(job: Job) -> None:
    """Take a piece of work out of the queue; what is under way ends by itself before its next rows."""
    idle = (TaskResultStatus.READY,) if job.has_worker else OPEN
    ended = {"status": TaskResultStatus.SUCCESSFUL, "finished_at": timezone.now(), "return_value": STOPPED}
    if not DBTaskResult.objects.filter(pk=job.row.pk, status__in=idle).update(**ended):
        Progress(job.number).stop()


def _rows(task, asked: dict) -> QuerySet:
    named = {f"args_kwargs__kwargs__{name}": value for name, value in asked.items()}
    return DBTaskResult.objects.filter(task_path=task.module_path, **named)
