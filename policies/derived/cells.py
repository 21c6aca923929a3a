"""The tallies in which an action counts: every sub-total that holds it, once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F

from policies.models import STILL, Action, DayTally, MonthTally, StatusPeriod, Tally
from policies.models.rows import add_or_insert

Kept = Tally | DayTally | MonthTally


class Tree:
    """The parents of some rows, fetched a level at a time."""

    def __init__(self, model, pks: set[int]):
        self.parents: dict[int, int | None] = {}
        while pks:
            found = dict(model.objects.filter(pk__in=pks).values_list("pk", "parent"))
            self.parents |= found
            pks = {parent for parent in found.values() if parent and parent not in self.parents}

    def upward(self, pk: int | None) -> set[int]:
        """Return `pk` and everything above it."""
        path = set()
        while pk and pk not in path:
            path.add(pk)
            pk = self.parents.get(pk)
        return path


def lines_of(action: Action, categories: Tree, units: Tree) -> list[str]:
    """Return the sub-totals that hold the action, its status apart: whether invented, category and unit, 0 for any."""
    above_categories = {0}.union(*(categories.upward(category.pk) for category in action.categories.all()))
    above_units = {0} | units.upward(action.lead_id)
    demo = int(action.reply.is_demo)
    return sorted(f"{demo}.{category}.{unit}" for category in above_categories for unit in above_units)


def cells_of(lines: Iterable[str], status: str) -> list[str]:
    """Return the keys of the tallies of those sub-totals, of the status and of any."""
    return sorted(f"{line}.{each}" for line in lines for each in ("", status))


def of_one_side(lines: Iterable[str]) -> list[str]:
    """Return those of the sub-totals that are kept by day: of a category or of a unit, not of both together."""
    return [line for line in lines if "0" in line.split(".")[1:]]


def by_day(prefix: Iterable[StatusPeriod], lines: Iterable[str]) -> Counter[str]:
    """Return what an action that stood so adds to the tallies by day of those sub-totals."""
    turns: Counter[str] = Counter()
    for row in prefix:
        if row.is_listed:
            for line in lines:
                turns[f"{line}.{row.status}.{row.since}"] += 1
                if row.until != STILL:
                    turns[f"{line}.{row.status}.{row.until}"] -= 1
    return turns


def by_month(prefix: Iterable[StatusPeriod], lines: Iterable[str]) -> Counter[str]:
    """Return what an action that stood so at last adds to the tallies by month of those sub-totals."""
    last = max(prefix, key=lambda row: row.since, default=None)
    if last is None or not last.is_listed:
        return Counter()
    months = {MonthTally.DUE: last.due_on, MonthTally.MADE: last.made_on}
    return Counter(
        f"{line}.{last.status}.{f'{day:%Y-%m}' if day else ''}.{what}" for line in lines for what, day in months.items()
    )


def add_up(model: type[Kept], delta: Counter[str]) -> None:
    """Add to the tallies, by key; those that are not there yet are made."""
    # A tally of what there is never goes below nothing, and stands where it shrinks. A turn of a day may be a loss at first.
    less = {key: n for key, n in delta.items() if n < 0 and model is Tally}
    rows = [_tally(model, key, n) for key, n in sorted(delta.items()) if n and key not in less]
    add_or_insert(model, rows, key="key", amount="n")
    by_amount = defaultdict(list)
    for key, n in less.items():
        by_amount[n].append(key)
    for n, keys in by_amount.items():
        model.objects.filter(key__in=keys).update(n=F("n") + n)


def differing(model: type[Kept], counted: Counter[str]) -> Iterator[str]:
    """Yield a line for each tally that is not what was counted."""
    counted = {key: n for key, n in counted.items() if n}
    stored = dict(model.objects.exclude(n=0).values_list("key", "n"))
    for key in sorted(stored.keys() | counted.keys()):
        if stored.get(key, 0) != counted.get(key, 0):
            yield f"tally {key}: {stored.get(key, 0)}, not {counted.get(key, 0)}"


def _tally(model: type[Kept], key: str, n: int) -> Kept:
    demo, category, unit, status, *rest = key.split(".")
    made = model(
        key=key,
        is_demo=demo == "1",
        category_id=int(category) or None,
        organisation_id=int(unit) or None,
        status=status,
        n=n,
    )
    if model is DayTally:
        made.day = date.fromisoformat(rest[0])
    if model is MonthTally:
        made.month, made.what = date.fromisoformat(f"{rest[0]}-01") if rest[0] else None, rest[1]
    return made
