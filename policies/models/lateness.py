"""What a day makes of a deadline or of silence: the rules behind 已逾期, 已过所述期限 and 久未更新, for queries and for rows.

Of a past day queries ask how an action stood then; `prefix` is how the names of those columns begin.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from policies.models.days import begins
from policies.models.status import OPEN_AFTER_REPORT, UNSETTLED, WANTS_NEWS, Status


def has_passed(due_on: date | None, on: date) -> bool:
    """Say whether a deadline lies before a day: on the day itself there is still time."""
    return due_on is not None and due_on < on


def is_overdue(status: str, due_on: date | None, on: date) -> bool:
    """Say what `overdue` finds, of one row."""
    return status in OPEN_AFTER_REPORT and has_passed(due_on, on)


def overdue(on: date, prefix: str = "") -> Q:
    """已逾期: the deadline has passed, and the last report says in progress or stalled."""
    return Q(**{f"{prefix}due_on__lt": on, f"{prefix}status__in": OPEN_AFTER_REPORT})


def silent(on: date, prefix: str = "") -> Q:
    """已过所述期限，尚未反馈: the deadline has passed and nobody has reported. Says nothing about the work."""
    return Q(**{f"{prefix}due_on__lt": on, f"{prefix}status": Status.UNREPORTED})


def stale(on: date, prefix: str = "") -> Q:
    """久未更新: under way by the last report, which is older than the setting allows."""
    limit = on - timedelta(days=settings.STALE_AFTER_DAYS)
    return Q(**{f"{prefix}last_published_at__lt": begins(limit), f"{prefix}status__in": WANTS_NEWS})


def due_within(days: int, on: date, prefix: str = "") -> Q:
    """The deadline is on that day or within so many, and the action is neither done nor given up by then."""
    last = on + timedelta(days=days)
    return Q(**{f"{prefix}due_on__gte": on, f"{prefix}due_on__lte": last, f"{prefix}status__in": UNSETTLED})
