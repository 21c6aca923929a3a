"""What a day makes of a deadline or of silence: the conditions behind 已逾期, 已过所述期限 and 久未更新."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from policies.models.status import OPEN_AFTER_REPORT, WANTS_NEWS, Status


def overdue(on: date | None = None) -> Q:
    """已逾期: the deadline has passed, and the last report says in progress or stalled."""
    return Q(due_on__lt=on or timezone.localdate(), status__in=OPEN_AFTER_REPORT)


def silent(on: date | None = None) -> Q:
    """已过所述期限，尚未反馈: the deadline has passed and nobody has reported. Says nothing about the work."""
    return Q(due_on__lt=on or timezone.localdate(), status=Status.UNREPORTED)


def stale(on: date | None = None) -> Q:
    """久未更新: under way by the last report, which is older than the setting allows."""
    limit = (on or timezone.localdate()) - timedelta(days=settings.STALE_AFTER_DAYS)
    day_begins = timezone.make_aware(datetime.combine(limit, time.min))
    return Q(last_published_at__lt=day_begins, status__in=WANTS_NEWS)


def due_within(days: int, on: date | None = None) -> Q:
    """The deadline is today or within so many days. Of any status: the index of deadlines is kept status by status."""
    today = on or timezone.localdate()
    return Q(due_on__gte=today, due_on__lte=today + timedelta(days=days), status__in=list(Status))
