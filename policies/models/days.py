"""Days that can be: the mistyped year of a letter or a deadline is told at once."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db.models import DateField, Value
from django.utils import timezone
from django.utils.translation import gettext as _

# The first proposals of the People's Republic, and longer than any plan reaches.
EARLIEST, LATEST = date(1949, 1, 1), date(2100, 12, 31)
NO_DEADLINE = Value(date(9999, 12, 31), output_field=DateField())
"""Where an order by deadline puts what has none: behind everything that has one."""


class Written(Value):
    """A day written into the SQL itself: SQLite uses an index on an expression only where the words are the same."""

    def __init__(self, day: Value):
        super().__init__(day.value, output_field=day.output_field)

    def as_sql(self, compiler, connection):
        return f"'{self.value.isoformat()}'", []


def refuse_impossible(row, *names: str) -> None:
    """Raise ValidationError for a day of `row` that no letter bears."""
    for name in names:
        day = getattr(row, name)
        if day is not None and not EARLIEST <= day <= LATEST:
            years = {"first": EARLIEST.year, "last": LATEST.year}
            raise ValidationError({name: _("年份要在 %(first)s 到 %(last)s 之间。") % years})


@lru_cache
def begins(day: date) -> datetime:
    """Return the moment at which a day begins in Shanghai."""
    return timezone.make_aware(datetime.combine(day, time.min))


def ends(day: date) -> datetime:
    """Return the moment at which a day is over in Shanghai."""
    return begins(day + timedelta(days=1))
