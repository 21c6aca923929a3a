"""Work that no browser can wait for: kept in the database by django-tasks-db, done one after another by `manage.py work`."""

from policies.background.jobs import (
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
from policies.background.progress import Progress, Stopped, folder
from policies.background.queues import READERS, STAFF
from policies.background.tidying import forget_old_work

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
