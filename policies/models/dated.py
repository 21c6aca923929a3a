"""What a list asks of how actions stand, or stood on a past day, wherever that is kept: by status, by days, by who leads."""

from datetime import date

from django.db import models
from django.utils import timezone

from policies.models import lateness


class DatedQuerySet(models.QuerySet):
    """Rows that have the status, the deadline and the latest news of an action, whether it is invented and who leads it."""

    as_of: date | None = None
    """The past day as of which these are shown; None for today."""
    prefix = ""
    """How the names of status, deadline and latest news begin, as of the day as of which these are shown."""

    def _clone(self):
        copy = super()._clone()
        copy.as_of = self.as_of
        return copy

    @property
    def today(self) -> date:
        """The day as of which these are shown."""
        return self.as_of or timezone.localdate()

    def of_demo(self, demo: bool):
        """Actions of invented places, or all others."""
        # Django writes `is_demo=True` as a bare column, for which SQLite takes no index; IN it takes as "=".
        return self.filter(is_demo__in=[demo])

    def filter_dated(self, **conditions):
        """Narrow by status, deadline or latest news, as they stood on the day as of which these are shown."""
        return self.filter(**{f"{self.prefix}{name}": value for name, value in conditions.items()})

    def led_by(self, units):
        """Actions that one of these units leads."""
        return self.filter(lead__in=units)

    def overdue(self, on: date | None = None):
        """已逾期."""
        return self.filter(lateness.overdue(on or self.today, self.prefix))

    def silent(self, on: date | None = None):
        """已过所述期限，尚未反馈."""
        return self.filter(lateness.silent(on or self.today, self.prefix))

    def stale(self, on: date | None = None):
        """久未更新."""
        return self.filter(lateness.stale(on or self.today, self.prefix))
