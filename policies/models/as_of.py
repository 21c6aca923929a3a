"""Actions as they are, or as they stood on a past day."""

from datetime import date

from django.db.models import DateField, F, FilteredRelation, Q, Value

from policies.models.days import ends
from policies.models.published import PublishedQuerySet
from policies.models.stood import StoodQuerySet

# What a standing says of an action in place of what is kept now.
TOLD_BY_DAY = ("is_listed", "is_split", "status", "status_since", "due_on", "last_update_on", "last_published_at")
STOOD = "stood_"


class Then:
    """An attribute that a query annotates: what the site said then takes the place of what it says now."""

    def __set_name__(self, owner, name: str):
        self.name = name.removeprefix(STOOD)

    def __set__(self, row, value) -> None:
        setattr(row, self.name, value)

    def __get__(self, row, owner=None):
        return self if row is None else getattr(row, self.name)


class AsOfQuerySet(StoodQuerySet, PublishedQuerySet):
    """Actions as they are, or as they stood on a past day."""

    def at(self, day: date | None):
        """What was public at the end of a past day, each saying how it stood then; what there is now without one.

        What is public no more is in no past day.
        """
        if day is None:
            return self
        stood = FilteredRelation("standings", condition=Q(standings__since__lte=day, standings__until__gt=day))
        # As annotations, so that every condition on them speaks of one and the same row.
        told = {f"{STOOD}{name}": F(f"stood__{name}") for name in TOLD_BY_DAY}
        told["as_of"] = Value(day, DateField())
        kept = self.annotate(stood=stood).annotate(**told)
        # The first condition alone would do; the second is a range of the index of the newest.
        kept = kept.filter(stood_status__isnull=False, published_at__lt=ends(day))
        kept.as_of = day
        return kept

    @property
    def stood(self) -> str:
        """How the names of status, deadline and latest news begin, as of the day as of which these are shown."""
        return STOOD if self.as_of else ""
