"""Work that no browser can wait for: kept in the database by django-tasks-db, done one after another by `manage.py work`."""

from policies.office.background.jobs import (
    STOPPED,
    Job,
    State,
    asked_since,
    doing,
    is_open_for,
    numbered,
    open_jobs,
    recent,
    stop,
)
from policies.office.background.progress import Progress, Stopped, folder
from policies.office.background.queues import READERS, STAFF
from policies.office.background.tidying import forget_old_work

__all__ = [
    "READERS",
    "STAFF",
    "STOPPED",
    "Job",
    "Progress",
    "State",
    "Stopped",
    "asked_since",
    "doing",
    "folder",
    "forget_old_work",
    "is_open_for",
    "numbered",
    "open_jobs",
    "recent",
    "stop",
]
