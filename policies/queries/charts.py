"""Figures over time and side by side: each a table, from the tallies, that a picture and a download show as it is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from policies.models import Category, CategoryStatusPeriod, DayTally, MonthTally, Organisation, Status, StatusPeriod
from policies.models.organisation import action_count_on
from policies.models.status import UNSETTLED
from policies.queries.cache import cached_per_edition
from policies.queries.filters import ActionFilter, with_below
from policies.queries.totals import BAR_ORDER, StatusBar, by_organisation, largest_units

MONTHS_SHOWN = 36
MONTHS_AHEAD = 12
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
    cell = _cell(found)
    if cell is None:
        return None
    changes = _turns(cell)
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
    counted = _by_month(found, MonthTally.DUE, UNSETTLED)
    if counted is None:
        return None
    ahead = [*_months(found.today.replace(day=1), _later(found.today, MONTHS_AHEAD - 1))]

    def key(month: date | None):
        if month is None:
            return "none"
        return "past" if month < ahead[0] else month if month <= ahead[-1] else "later"

    return _gathered(UNSETTLED, ["past", *ahead, "later", "none"], counted, key)


def ages(found: ActionFilter) -> Figures | None:
    """Count what has an end that is not reached by how many months ago its letter was written; "none" is undated."""
    counted = _by_month(found, MonthTally.MADE, WAITING)
    if counted is None:
        return None

    today = found.today

    def key(month: date | None):
        if month is None:
            return "none"
        age = (today.year - month.year) * 12 + today.month - month.month
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
    compared = [Compared(bar) for bar in _largest(found.is_demo, found.day)]
    ranked = [each for each in compared if each.is_enough]
    ranked.sort(key=lambda each: (-each.reported / each.bar.total, -each.bar.total, each.unit.name))
    return ranked, sorted((each for each in compared if not each.is_enough), key=lambda each: each.unit.name)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What the tallies hold by day and by month: the whole, a category or a unit, today or as of a past day."""

    demo: bool
    day: date | None
    category: Category | None
    unit: Organisation | None

    @property
    def of(self) -> dict:
        """The conditions of its tallies."""
        of = {"is_demo": self.demo}
        of |= {"category": self.category} if self.category else {"category__isnull": True}
        return of | ({"organisation": self.unit} if self.unit else {"organisation__isnull": True})


def _cell(found: ActionFilter) -> _Cell | None:
    """Return what is asked as the tallies hold it; None where none do."""
    counted = found.counted()
    if counted is None or all(counted) or found.found("status"):
        return None
    return _Cell(found.is_demo, found.day, *counted)


@cached_per_edition
def _turns(cell: _Cell) -> dict[tuple[date, str], int]:
    """Count how many more actions had a status at the end of a month than at its beginning."""
    turns = DayTally.objects.filter(day__lte=cell.day or timezone.localdate(), **cell.of).order_by()
    by_month = turns.annotate(month=TruncMonth("day")).values_list("month", "status").annotate(total=Sum("n"))
    return {(month, status): n for month, status, n in by_month if n}


def _by_month(found: ActionFilter, what: str, statuses: tuple[str, ...]) -> dict | None:
    cell = _cell(found)
    return None if cell is None else _in_months(cell, what, statuses)


@cached_per_edition
def _in_months(cell: _Cell, what: str, statuses: tuple[str, ...]) -> dict[tuple[date | None, str], int]:
    """Count the actions by month and status: from the tallies, or of a past day as they stood on it."""
    if cell.day is None:
        rows = MonthTally.objects.filter(what=what, status__in=statuses, n__gt=0, **cell.of)
        counted = rows.order_by().values_list("month", "status").annotate(total=Sum("n"))
    else:
        of = (
            CategoryStatusPeriod.objects.public().of([cell.category.pk])
            if cell.category
            else StatusPeriod.objects.public()
        )
        prefix = of.on(cell.day).of_demo(cell.demo).filter(status__in=statuses)
        if cell.unit:
            prefix = prefix.led_by(with_below(Organisation, [cell.unit]))
        by_day = "due_on" if what == MonthTally.DUE else "made_on"
        counted = prefix.order_by().values_list(by_day, "status").annotate(total=Count("pk"))
    # The months of days are found here, where days are few: asked for them, SQLite calls Python for each action.
    months = Counter()
    for day, status, n in counted:
        months[day and day.replace(day=1), status] += n
    return months


@cached_per_edition
def _largest(demo: bool, day: date | None) -> list[StatusBar]:
    """Return the units that lead most, or led most on a past day."""
    if day is None:
        most = largest_units(demo=demo, limit=COMPARED)
    else:
        units = Organisation.objects.public().of_demo(demo).annotate(led=action_count_on(day))
        most = list(units.filter(led__gt=0).order_by("-led", "pk")[:COMPARED])
    return by_organisation(most, demo=demo, day=day)


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
