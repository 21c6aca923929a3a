"""Figures over time and side by side: each a table, from the tallies, that a picture and a download show as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth

from policies.filters import ActionFilter
from policies.models import DayTally, MonthTally, Organisation, Status
from policies.models.standing import STOOD
from policies.summaries import BAR_ORDER, StatusBar, by_organisation, largest_units

MONTHS_SHOWN = 36
MONTHS_AHEAD = 12
OPEN = (Status.ONGOING, Status.IN_PROGRESS, Status.STALLED, Status.UNREPORTED)
"""What is neither done nor given up."""
WAITING = (Status.IN_PROGRESS, Status.STALLED, Status.UNREPORTED)
"""What has an end that is not reached: a standing duty has none."""
AGES = ((0, 6), (6, 12), (12, 24), (24, 36), (36, 60), (60, None))
"""Months since the letter: from, below."""
COMPARED = 30
ENOUGH = 30
"""Actions of a unit below which shares say little: such units are listed apart, without a rank."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows of numbers by status. `keys` say what each row is of: a month, a code, months from and below."""

    statuses: tuple[Status, ...]
    keys: list
    rows: list[dict[str, int]]

    @property
    def total(self) -> int:
        return sum(sum(row.values()) for row in self.rows)


def status_by_month(found: ActionFilter) -> Figures | None:
    """Count how many actions had each status at the end of each month, up to today or the day as of which it is asked.

    None where no tally holds what is asked.
    """
    of = _cell(found)
    if of is None:
        return None
    turns = DayTally.objects.filter(day__lte=found.today, **of).annotate(month=TruncMonth("day")).order_by()
    changes = {
        (month, status): n for month, status, n in turns.values_list("month", "status").annotate(total=Sum("n")) if n
    }
    if not changes:
        return Figures(BAR_ORDER, [], [])
    months = list(_months(min(month for month, _ in changes), found.today))
    rows, now = [], dict.fromkeys(BAR_ORDER, 0)
    for month in months:
        now = {status: n + changes.get((month, status), 0) for status, n in now.items()}
        rows.append(now)
    return Figures(BAR_ORDER, months, rows)


def deadlines_ahead(found: ActionFilter) -> Figures | None:
    """Count what is neither done nor given up by the month of its deadline: "past", twelve months, "later", "none"."""
    counted = _by_month(found, MonthTally.DUE, OPEN)
    if counted is None:
        return None
    ahead = [*_months(found.today.replace(day=1), _later(found.today, MONTHS_AHEAD - 1))]

    def key(month: date | None):
        if month is None:
            return "none"
        return "past" if month < ahead[0] else month if month <= ahead[-1] else "later"

    return _gathered(OPEN, ["past", *ahead, "later", "none"], counted, key)


def ages(found: ActionFilter) -> Figures | None:
    """Count what has an end that is not reached by how many months ago its letter was written; "none" is undated."""
    counted = _by_month(found, MonthTally.MADE, WAITING)
    if counted is None:
        return None

    def key(month: date | None):
        if month is None:
            return "none"
        age = (found.today.year - month.year) * 12 + found.today.month - month.month
        return next((span for span in AGES if span[1] is None or age < span[1]), AGES[-1])

    return _gathered(WAITING, [*AGES, "none"], counted, key)


@dataclass(frozen=True, slots=True)
class Compared:
    """A unit beside others: how much of what it promised was reported on, and how much is done."""

    bar: StatusBar

    @property
    def unit(self) -> Organisation:
        return self.bar.of

    @property
    def reported(self) -> int:
        return self.bar.total - self.bar.counts.get(Status.UNREPORTED, 0)

    @property
    def done(self) -> int:
        return self.bar.counts.get(Status.DONE, 0)

    @property
    def is_enough(self) -> bool:
        """Say whether there are so many that a share says something."""
        return self.bar.total >= ENOUGH

    @property
    def reported_share(self) -> str:
        return self._share(self.reported)

    @property
    def done_share(self) -> str:
        return self._share(self.done)

    def _share(self, n: int) -> str:
        return f"{n * 100 / self.bar.total:.0f}%" if self.is_enough else ""


def units_compared(found: ActionFilter) -> tuple[list[Compared], list[Compared]]:
    """Return the units that lead most, by the share that was reported on; and of those too few to rank, by name."""
    if found.day is None:
        most = largest_units(demo=found.is_demo, limit=COMPARED)
    else:
        units = Organisation.objects.public().of_demo(found.is_demo).with_actions_counted(found.day)
        most = list(units.filter(actions_counted__gt=0).order_by("-actions_counted", "pk")[:COMPARED])
    compared = [Compared(bar) for bar in by_organisation(most, demo=found.is_demo, day=found.day)]
    ranked = [each for each in compared if each.is_enough]
    ranked.sort(key=lambda each: (-each.reported / each.bar.total, -each.bar.total, each.unit.name))
    return ranked, sorted((each for each in compared if not each.is_enough), key=lambda each: each.unit.name)


def _cell(found: ActionFilter) -> dict | None:
    """Return the conditions of the tallies that hold what is asked; None where none do."""
    counted = found.counted()
    if counted is None or all(counted) or found.found("status"):
        return None
    category, unit = counted
    of = {"is_demo": found.is_demo}
    of |= {"category": category} if category else {"category__isnull": True}
    return of | ({"organisation": unit} if unit else {"organisation__isnull": True})


def _by_month(found: ActionFilter, what: str, statuses: Iterable[str]) -> dict | None:
    """Count the actions by month and status: from the tallies, or of a past day as they stood on it."""
    of = _cell(found)
    if of is None:
        return None
    if found.day is None:
        rows = MonthTally.objects.filter(what=what, status__in=statuses, n__gt=0, **of)
        counted = rows.order_by().values_list("month", "status").annotate(total=Sum("n"))
    else:
        day = F(f"{STOOD}due_on" if what == MonthTally.DUE else "reply__issued_on")
        rows = found.qs.as_it_stood(status__in=statuses).order_by().annotate(month=TruncMonth(day))
        counted = rows.values_list("month", f"{STOOD}status").annotate(total=Count("pk"))
    return {(month, status): n for month, status, n in counted}


def _gathered(statuses, keys: list, counted: dict, key) -> Figures:
    rows = {each: dict.fromkeys(statuses, 0) for each in keys}
    for (month, status), n in counted.items():
        rows[key(month)][status] += n
    return Figures(statuses, keys, list(rows.values()))


def _months(first: date, last: date):
    """Yield the first days of the months from one day to another."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _later(month, 1)


def _later(day: date, months: int) -> date:
    """Return the first day of the month so many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
