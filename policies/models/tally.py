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
            # The units that lead most.
            models.Index(name="tally_largest", fields=["is_demo", "category", "status", "-n", "organisation"]),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.n}"
