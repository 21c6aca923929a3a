"""Actions as they are, or as they stood on a past day."""

from datetime import date

from django.db.models import DateField, F, FilteredRelation, Q, Value

from policies.models.dated import DatedQuerySet
from policies.models.days import ends
from policies.models.published import PublishedQuerySet

# What a standing says of an action in place of what is kept now.
TOLD_BY_DAY = ("is_listed", "is_split", "status", "status_since", "due_on", "last_update_on", "last_published_at")
DATED = "dated_"


class Then:
    """An attribute that a query annotates: what the site said then takes the place of what it says now."""

    def __set_name__(self, owner, name: str):
        self.name = name.removeprefix(DATED)

    def __set__(self, row, value) -> None:
        setattr(row, self.name, value)

    def __get__(self, row, owner=None):
        return self if row is None else getattr(row, self.name)


class AsOfQuerySet(DatedQuerySet, PublishedQuerySet):
    """Actions as they are, or as they stood on a past day."""

    def at(self, day: date | None):
        """What was public at the end of a past day, each saying how it stood then; what there is now without one.

        What is public no more is in no past day.
        """
        if day is None:
            return self
        dated = FilteredRelation(
            "status_periods", condition=Q(status_periods__since__lte=day, status_periods__until__gt=day)
        )
        # As annotations, so that every condition on them speaks of one and the same row.
        told = {f"{DATED}{name}": F(f"dated__{name}") for name in TOLD_BY_DAY}
        told["as_of"] = Value(day, DateField())
        kept = self.annotate(dated=dated).annotate(**told)
        # The first condition alone would do; the second is a range of the index of the newest.
        kept = kept.filter(dated_status__isnull=False, published_at__lt=ends(day))
        kept.as_of = day
        return kept

    @property
    def prefix(self) -> str:
        """How the names of status, deadline and latest news begin, as of the day as of which these are shown."""
        return DATED if self.as_of else ""
