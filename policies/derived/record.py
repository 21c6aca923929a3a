"""What is kept of the record: an action's status and visibility, how it stood from day to day, and the tallies."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Q

from policies.derived.cells import Tree, add_up, by_day, by_month, cells_of, differing, lines_of, of_one_side
from policies.derived.change_log import note, note_named
from policies.derived.facts import facts_of
from policies.derived.status_periods import COPIED, NOW, in_categories, status_on, status_periods_of
from policies.models import (
    Action,
    Category,
    CategoryStatusPeriod,
    DayTally,
    MonthTally,
    Organisation,
    StatusPeriod,
    Tally,
)
from policies.models.rows import insert, rewrite

KEPT = [
    "is_public",
    "is_listed",
    "is_demo",
    "place_id",
    "status",
    "status_since",
    "last_update_on",
    "last_published_at",
    "counted_in",
    "counted_by_day",
]
TOLD = [
    "since",
    "until",
    "is_listed",
    "is_split",
    "status",
    "status_since",
    "due_on",
    "made_on",
    "last_update_on",
    "last_published_at",
    "is_demo",
    "published_at",
    "lead_id",
]
"""What two standings have in common that say the same."""


def settle(actions: Iterable[Action]) -> None:
    """Bring what is kept about `actions`, and about those merged with or superseded by them, in line with the record."""
    delta: Counter[str] = Counter()
    days: Counter[str] = Counter()
    months: Counter[str] = Counter()
    changed, moved, outdated, rows, of_categories = [], [], [], [], []
    for action, kept, told in _worked_out(_with_neighbours({action.pk for action in actions})):
        prefix = list(action.status_periods.all())
        if not _same(prefix, told) or action.counted_by_day != kept["counted_by_day"]:
            days.subtract(by_day(prefix, action.counted_by_day))
            days.update(by_day(told, kept["counted_by_day"]))
            months.subtract(by_month(prefix, action.counted_by_day))
            months.update(by_month(told, kept["counted_by_day"]))
            moved.append(action.pk)
            if prefix:
                outdated.append(action.pk)
            rows += told
            of_categories += in_categories(told, kept["counted_by_day"])
        if any(getattr(action, name) != value for name, value in kept.items()):
            delta.subtract(action.counted_in)
            delta.update(kept["counted_in"])
            for name, value in kept.items():
                setattr(action, name, value)
            changed.append(action)
    rewrite(Action, changed, KEPT)
    if moved:
        for model, told in ((StatusPeriod, rows), (CategoryStatusPeriod, of_categories)):
            if outdated:
                model.objects.filter(action__in=outdated).delete()
            insert(model, told)
    add_up(Tally, delta)
    add_up(DayTally, days)
    add_up(MonthTally, months)
    note(Action, {*moved, *(action.pk for action in changed)})
    note_named(**_came_or_went(delta))


def _with_neighbours(pks: set[int]) -> list[Action]:
    """Return actions with those that they were merged into, and all that were merged with or superseded by any of these."""
    found: dict[int, Action] = {}
    fresh = pks
    while fresh:
        near = Q(pk__in=fresh) | Q(same_as__in=fresh) | Q(superseded_by__in=fresh)
        found |= {action.pk: action for action in _with_what_counts(Action.objects.filter(near))}
        fresh = {found[pk].same_as_id for pk in fresh if found[pk].same_as_id} - pks
        pks = pks | fresh
    return list(found.values())


def _came_or_went(delta: Counter[str]) -> dict[str, set[int]]:
    """Return the categories and units that have more, or fewer, actions than before: of nothing they would be gone."""
    cells = [key.split(".") for key, n in delta.items() if n and key.endswith(".")]
    return {
        "categories": {int(category) for _, category, _, _ in cells} - {0},
        "units": {int(unit) for _, _, unit, _ in cells} - {0},
    }


def settle_new(actions: list[Action]) -> list[Action]:
    """Bring actions that are not stored yet in line: what nobody has published or reported about is in no count."""
    for action in actions:
        action.is_demo, action.place_id = action.reply.is_demo, action.reply.place_id
    return actions


def differences() -> Iterator[str]:
    """Yield a line for everything kept that is not what the record says. Reads every action once."""
    counted: Counter[str] = Counter()
    days: Counter[str] = Counter()
    months: Counter[str] = Counter()
    pks = list(Action.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), 1000):
        chunk = _with_what_counts(Action.objects.filter(pk__in=pks[first : first + 1000]))
        chunk = chunk.prefetch_related("category_status_periods")
        for action, kept, told in _worked_out(list(chunk)):
            counted.update(kept["counted_in"])
            days.update(by_day(told, kept["counted_by_day"]))
            months.update(by_month(told, kept["counted_by_day"]))
            for name, value in kept.items():
                if getattr(action, name) != value:
                    yield f"action {action.pk}: {name} is {getattr(action, name)!r}, not {value!r}"
            if not _same(prefix := list(action.status_periods.all()), told):
                yield f"action {action.pk}: stood {_said(prefix)}, not {_said(told)}"
            of_categories, found = in_categories(told, kept["counted_by_day"]), action.category_status_periods.all()
            if _said_of_categories(of_categories) != _said_of_categories(found):
                yield f"action {action.pk}: in its categories it is kept otherwise than it stood"
    yield from differing(Tally, counted)
    yield from differing(DayTally, days)
    yield from differing(MonthTally, months)


def _with_what_counts(actions):
    return actions.select_related("reply__place").prefetch_related("categories", "status_periods").order_by("pk")


def _said_of_categories(rows: Iterable[CategoryStatusPeriod]) -> set[tuple]:
    return {tuple(str(getattr(row, name)) for name in (*COPIED, "category_id")) for row in rows}


def _worked_out(actions: list[Action]) -> Iterator[tuple[Action, dict, list[StatusPeriod]]]:
    """Yield each action with the values that ought to be kept about it, and how it stood from day to day."""
    facts = facts_of(actions)
    categories = Tree(Category, {category.pk for action in actions for category in action.categories.all()})
    units = Tree(Organisation, {action.lead_id for action in actions if action.lead_id})
    for action in actions:
        known = facts[action.pk]
        now = status_on(known, NOW)
        kept = {name: now[name] for name in ("status", "status_since", "last_update_on", "last_published_at")}
        kept["is_public"] = known.begun is not None
        kept["is_listed"] = kept["is_public"] and now["is_listed"]
        kept["is_demo"], kept["place_id"] = action.reply.is_demo, action.reply.place_id
        above = lines_of(action, categories, units)
        kept["counted_in"] = cells_of(above, kept["status"]) if kept["is_listed"] else []
        kept["counted_by_day"] = of_one_side(above) if kept["is_public"] else []
        told = status_periods_of(known)
        for row in told:
            row.action, row.lead_id = action, action.lead_id
            row.is_demo, row.published_at = kept["is_demo"], action.published_at
        yield action, kept, told


def _same(some: list[StatusPeriod], others: list[StatusPeriod]) -> bool:
    return _said(some) == _said(others)


def _said(rows: list[StatusPeriod]) -> list[tuple]:
    return [tuple(str(getattr(row, name)) for name in TOLD) for row in rows]
