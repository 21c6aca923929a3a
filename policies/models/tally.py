"""Tallies (计数): how many public actions there are, kept so that no page counts a large table.

A sub-total is a row of its own: `category`, `organisation` empty or `status` blank means "of any". A parent counts each
action once, however many of its children hold it. Only `derived` writes here.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    key = models.CharField(max_length=60, primary_key=True)
    is_demo = models.BooleanField()
    category = models.ForeignKey("policies.Category", on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey("policies.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    status = models.CharField(max_length=12, blank=True)
    n = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("计数")
        indexes = [
            # A page asks for one level at a time: all statuses of all categories, or of one unit.
            models.Index(name="tally_of_categories", fields=["is_demo", "organisation", "category"]),
            models.Index(name="tally_of_organisations", fields=["is_demo", "category", "organisation"]),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.n}"


class MonthTally(models.Model):
    """How many actions with a status fall due in a month, or were promised in a letter of it: for figures over time.

    Kept like those by day of the whole, of each category and of each unit. Without a month: no day is known.
    """

    DUE, MADE = "due", "made"

    key = models.CharField(max_length=70, primary_key=True)
    what = models.CharField(max_length=4)
    is_demo = models.BooleanField()
    category = models.ForeignKey("policies.Category", on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey("policies.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    status = models.CharField(max_length=12)
    month = models.DateField(null=True)
    """Its first day."""
    n = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("逐月计数")
        indexes = [
            models.Index(name="monthtally_of_one", fields=["is_demo", "organisation", "category", "what", "month"])
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.n}"


class DayTally(models.Model):
    """How many more (or fewer) actions had a status since a day than before it: their sum up to a day is its tally.

    Kept of the whole, of each category and of each unit, not of category and unit together.
    """

    key = models.CharField(max_length=70, primary_key=True)
    is_demo = models.BooleanField()
    category = models.ForeignKey("policies.Category", on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey("policies.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    status = models.CharField(max_length=12)
    day = models.DateField()
    n = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("逐日计数")
        indexes = [
            models.Index(name="daytally_of_categories", fields=["is_demo", "organisation", "category", "day"]),
            models.Index(name="daytally_of_organisations", fields=["is_demo", "category", "organisation", "day"]),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.n}"
