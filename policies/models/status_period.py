"""Standings (状态沿革): how each public action stood from one day to the next, for `as_of` and for figures over time.

Worked out by `derived` from dated records alone: publications, withdrawals, deadline changes, replacements. What bears
no date (unit, category, wording, which letters say the same) is as it is now. What is public no more has none.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan
from django.utils.translation import gettext_lazy as _

from policies.models.dated import DatedQuerySet
from policies.models.days import NO_DEADLINE, Written, ends
from policies.models.status import Status

STILL = date(9999, 12, 31)
"""The end of what has not ended."""
BY_NEWEST = ["-published_at", "action"]
"""How lists of actions begin, the newest first."""
HELD = ["since", "until", "due_on", "last_published_at"]
"""What else is asked of a standing to find or to count it: where an index holds this too, no row is fetched."""
BY_DEADLINE = [Coalesce("due_on", NO_DEADLINE), *map(F, ["action", "since", "until", "status"])]
"""How they are in the order of their deadlines, with what else is asked there."""


class StatusPeriodQuerySet(DatedQuerySet):
    def public(self):
        """What anybody may see: all of them, since what is public no more has none."""
        return self

    def on(self, day: date | None):
        """How what a list holds stood at the end of a past day; without one, how it stands."""
        # Of a past day the last condition only says where to begin in the order of the newest.
        then = {"since__lte": day, "until__gt": day, "published_at__lt": ends(day)} if day else {"until__in": [STILL]}
        found = self.filter(**then).listed()
        found.as_of = day
        return found

    def listed(self):
        return self.filter(is_listed__in=[True])

    def longest_overdue(self, on: date | None = None):
        """已逾期, to be shown by deadline: in words that let an index by deadline be followed no further than to that day."""
        due_on = Coalesce("due_on", Written(NO_DEADLINE))
        return self.overdue(on).filter(LessThan(due_on, on or self.today))


class DatedStatus(models.Model):
    """How an action stood at the end of each day from `since` to the day before `until`, Shanghai time.

    With what lists find it by: rows of a page are sought here alone, in the order of an index.
    """

    since = models.DateField()
    until = models.DateField()
    status = models.CharField(max_length=12, choices=Status)
    due_on = models.DateField(null=True)
    made_on = models.DateField(null=True)
    """The date of its letter."""
    last_update_on = models.DateField(null=True)
    last_published_at = models.DateTimeField(null=True)

    # The same on every day.
    is_demo = models.BooleanField()
    published_at = models.DateTimeField()
    lead = models.ForeignKey("policies.Organisation", models.CASCADE, null=True, related_name="+", db_index=False)

    objects = StatusPeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["action", "since"]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d} {self.get_status_display()}"


class StatusPeriod(DatedStatus):
    """What the site said of an action on those days."""

    action = models.ForeignKey("policies.Action", on_delete=models.CASCADE, related_name="status_periods")
    is_listed = models.BooleanField()
    is_split = models.BooleanField()
    status_since = models.DateField(null=True)

    class Meta(DatedStatus.Meta):
        verbose_name = verbose_name_plural = _("状态沿革")
        indexes = [
            models.Index(name="period_of_status", fields=["is_demo", "is_listed", "status", *BY_NEWEST, *HELD]),
            models.Index(name="period_of_lead", fields=["lead", "is_demo", "is_listed", *BY_NEWEST, *HELD, "status"]),
            models.Index(*map(F, ["is_demo", "is_listed"]), *BY_DEADLINE, name="period_by_deadline"),
            models.Index(*map(F, ["lead", "is_demo", "is_listed"]), *BY_DEADLINE, name="period_of_lead_by_deadline"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                name="period_one_a_day",
                fields=["action", "since"],
                violation_error_message=_("这条举措当天的状态已经记下。"),
            ),
            models.CheckConstraint(
                name="period_lasts",
                condition=Q(until__gt=F("since")),
                violation_error_message=_("状态至少持续一天。"),
            ),
        ]


class CategoryStatusPeriodQuerySet(StatusPeriodQuerySet):
    def listed(self):
        return self  # of what is not listed there are none

    def of(self, categories):
        """What is of these categories (keys) or below them: of several, an action may be there more than once."""
        return self.filter(category__in=categories)


class CategoryStatusPeriod(DatedStatus):
    """The same of what lists held on those days, once for each category of the action and for each above these."""

    action = models.ForeignKey(
        "policies.Action", on_delete=models.CASCADE, related_name="category_status_periods", db_index=False
    )
    category = models.ForeignKey("policies.Category", on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = CategoryStatusPeriodQuerySet.as_manager()

    class Meta(DatedStatus.Meta):
        verbose_name = verbose_name_plural = _("类别里的状态沿革")
        indexes = [
            models.Index(name="categoryperiod_newest", fields=["category", "is_demo", *BY_NEWEST, *HELD, "status"]),
            models.Index(name="categoryperiod_of_status", fields=["category", "is_demo", "status", *BY_NEWEST, *HELD]),
            models.Index(name="categoryperiod_of_lead", fields=["category", "lead", "is_demo", *BY_NEWEST, *HELD, "status"]),
            models.Index(*map(F, ["category", "is_demo"]), *BY_DEADLINE, name="categoryperiod_by_deadline"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                name="categoryperiod_one_a_day",
                fields=["action", "category", "since"],
                violation_error_message=_("这条举措当天在这个类别里的状态已经记下。"),
            )
        ]
