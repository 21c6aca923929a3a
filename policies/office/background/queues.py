"""The two queues. One worker serves both; what staff wait for goes first, and what readers asked for is forgotten sooner."""

from typing import NamedTuple


class Queue(NamedTuple):
    name: str
    priority: int
    days: int
    """How long it stays known what became of a piece of work."""

    @property
    def options(self) -> dict:
        """What `django_tasks.task` is told of each task of the queue."""
        return {"queue_name": self.name, "priority": self.priority, "takes_context": True}


STAFF = Queue("staff", 10, 7)
# By whom a reader's work was asked for is known by a digest of the network address: erased after a day.
READERS = Queue("readers", 0, 1)
QUEUES = (STAFF, READERS)
