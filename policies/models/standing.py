"""Standings (状态沿革): how each public action stood from one day to the next, for `as_of` and for figures over time.

Worked out by `derived` from dated records alone: publications, withdrawals, deadline changes, replacements. What bears
no date (unit, category, wording, which letters say the same) is as it is now. What is public no more has none.
"""

from datetime import date

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce
from django.db.models.query import ModelIterable
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.days import NO_DEADLINE, ends
from policies.models.published import PublishedQuerySet
from policies.models.status import OPEN_AFTER_REPORT, Status

STILL = date(9999, 12, 31)
"""The end of what has not ended."""


class StandingQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: all of them, since what is public no more has none."""
        return self

    def on(self, day: date):
        """How what a list of that day holds stood at its end."""
        return self.filter(since__lte=day, until__gt=day, is_listed=True)


class Standing(models.Model):
    """What the site said of an action at the end of each day from `since` to the day before `until`, Shanghai time."""

    action = models.ForeignKey("policies.Action", on_delete=models.CASCADE, related_name="standings")
    since = models.DateField()
    until = models.DateField()
    is_listed = models.BooleanField()
    is_split = models.BooleanField()
    status = models.CharField(max_length=12, choices=Status)
    status_since = models.DateField(null=True)
    due_on = models.DateField(null=True)
    made_on = models.DateField(null=True)
    """The date of its letter."""
    last_update_on = models.DateField(null=True)
    last_published_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("状态沿革")
        ordering = ["action", "since"]
        # What was late on a past day, the longest first, is among what was ever open then.
        indexes = [
            models.Index(
                Coalesce("due_on", NO_DEADLINE), F("action"), F("since"), F("until"),
                name="standing_open",
                condition=Q(is_listed=True, status__in=sorted(OPEN_AFTER_REPORT)),
            )
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                name="standing_one_a_day",
                fields=["action", "since"],
                violation_error_message=_("这条举措当天的状态已经记下。"),
            ),
            models.CheckConstraint(
                name="standing_lasts",
                condition=Q(until__gt=F("since")),
                violation_error_message=_("状态至少持续一天。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d} {self.get_status_display()}"


# What a standing says of an action in place of what is kept now.
TOLD_BY_DAY = ("is_listed", "is_split", "status", "status_since", "due_on", "last_update_on", "last_published_at")
STOOD = "stood_"


class _AsTheyStood(ModelIterable):
    """Rows that say of themselves what the site said on the day as of which they are shown."""

    def __iter__(self):
        for action in super().__iter__():
            action.as_of = self.queryset.as_of
            for name in TOLD_BY_DAY:
                setattr(action, name, getattr(action, f"{STOOD}{name}"))
            yield action


class AsOfQuerySet(PublishedQuerySet):
    """Actions as they are, or as they stood on a past day."""

    as_of: date | None = None
    """The past day as of which these are shown; None for today."""

    def _clone(self):
        copy = super()._clone()
        copy.as_of = self.as_of
        return copy

    def at(self, day: date | None):
        """What was public at the end of a past day, each saying how it stood then; what there is now without one.

        What is public no more is in no past day.
        """
        if day is None:
            return self
        stood = FilteredRelation("standings", condition=Q(standings__since__lte=day, standings__until__gt=day))
        # As annotations, so that every condition on them speaks of one and the same row.
        told = {f"{STOOD}{name}": F(f"stood__{name}") for name in TOLD_BY_DAY}
        kept = self.annotate(stood=stood).annotate(**told)
        # The first condition alone would do; the second is a range of the index of the newest.
        kept = kept.filter(stood_status__isnull=False, published_at__lt=ends(day))
        kept.as_of, kept._iterable_class = day, _AsTheyStood
        return kept

    def as_it_stood(self, **conditions):
        """Narrow by status, deadline or latest news, as they stood on the day as of which these are shown."""
        return self.filter(**{f"{self.stood}{name}": value for name, value in conditions.items()})

    @property
    def stood(self) -> str:
        """How the names of status, deadline and latest news begin, as of the day as of which these are shown."""
        return STOOD if self.as_of else ""

    @property
    def today(self) -> date:
        """The day as of which these are shown."""
        return self.as_of or timezone.localdate()
