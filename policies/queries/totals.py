"""Counts for the pages, from the tallies: no page groups or counts the table of actions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from policies.models import Action, Category, DayTally, Organisation, Reply, Status, Tally, Update
from policies.models.category import given_to
from policies.queries.cache import EditionCache, cached_per_edition
from policies.queries.counting import COUNTED_EXACTLY, at_least, bounded, bounded_together, grouped, up_to_a_thousand
from policies.queries.filters import NO_CATEGORY, ActionFilter

# What was done first, what nobody reported last: in every bar and legend.
BAR_ORDER = (Status.DONE, Status.ONGOING, Status.IN_PROGRESS, Status.STALLED, Status.DROPPED, Status.UNREPORTED)
COUNTED_WHOLE = 50_000
"""Actions in all, up to which what no tally holds is counted by a walk through them: some 50 ms, once after a change."""
_one_by_one = EditionCache()
CANDIDATES = 100
"""Of the units that lead most today, in which those of a past day are looked for."""


@dataclass(frozen=True, slots=True)
class Segment:
    status: Status
    n: int
    x: str
    width: str
    """Both in percent of the whole bar, as SVG wants them."""


@dataclass(frozen=True, slots=True)
class StatusBar:
    """How many actions have each status; `of` what, where several bars stand together."""

    total: int
    counts: dict[str, int]
    segments: list[Segment]
    of: Category | Organisation | None = None
    depth: int = 0

    @property
    def legend(self) -> list[tuple[Status, int]]:
        return [(status, self.counts.get(status, 0)) for status in BAR_ORDER]


def status_bar(counts: dict[str, int], of=None) -> StatusBar:
    """Make a bar of the numbers by status."""
    counts = {status: n for status, n in counts.items() if n}
    total = sum(counts.values())
    segments, before = [], 0
    for status in BAR_ORDER:
        if n := counts.get(status, 0):
            segments.append(Segment(status, n, f"{before * 100 / total:.3f}%", f"{n * 100 / total:.3f}%"))
            before += n
    return StatusBar(total, counts, segments, of)


@cached_per_edition
def tallied(
    *,
    demo: bool,
    category: Category | None = None,
    organisation: Organisation | None = None,
    day: date | None = None,
) -> StatusBar:
    """Count the public actions of a category and of a unit, with what is below them, by status; of one on a past day."""
    of = {"category": category} if category else {"category__isnull": True}
    of |= {"organisation": organisation} if organisation else {"organisation__isnull": True}
    return status_bar(dict(_by_status(day, is_demo=demo, **of)), category or organisation)


def counted_one_by_one(found: ActionFilter) -> StatusBar:
    """Count by status what a list finds and no tally holds: the few hundred actions that one person's proposals led to."""

    def count() -> StatusBar:
        actions = found.qs
        return status_bar(dict(actions.order_by().values_list(f"{actions.prefix}status").annotate(n=Count("pk"))))

    return _one_by_one.get_or_make(found.query, count)


def _by_status(day: date | None, *names: str, **of) -> QuerySet:
    """Return tuples of `names`, a status and how many actions have it: now, or had it at the end of a past day."""
    if day is None:
        return Tally.objects.filter(**of).exclude(status="").values_list(*names, "status", "n")
    turns = DayTally.objects.filter(day__lte=day, **of).order_by()
    return turns.values_list(*names, "status").annotate(total=Sum("n"))


def by_category(categories: Iterable[Category], *, demo: bool, day: date | None = None) -> list[StatusBar]:
    """Count each of `categories`, in their order."""
    categories = list(categories)
    of = {"is_demo": demo, "category__in": categories, "organisation__isnull": True}
    return _bars(categories, _by_status(day, "category", **of))


def by_organisation(units: Iterable[Organisation], *, demo: bool, day: date | None = None) -> list[StatusBar]:
    """Count each of `units`, in their order."""
    units = list(units)
    if day is None:
        cells = Tally.objects.filter(organisation__in=units, category__isnull=True, is_demo=demo).exclude(status="")
        return _bars(units, cells.values_list("organisation", "status", "n"))
    of = {"is_demo": demo, "organisation__in": units, "category__isnull": True}
    return _bars(units, _by_status(day, "organisation", **of))


@dataclass(frozen=True, slots=True)
class WithBefore:
    """A unit together with those that it took over from: how many actions by status, and whose."""

    bar: StatusBar
    slugs: list[str]
    """Of the unit and of those before it, as the lists take them."""


@cached_per_edition
def with_before(unit: Organisation, *, demo: bool, day: date | None = None) -> WithBefore | None:
    """Count what the unit and the public units before it lead, each action once; None where there is none before it."""
    units, fresh = {unit.pk: unit}, [unit]
    while fresh:
        before = Organisation.objects.public().filter(succeeded_by__in=fresh).exclude(pk__in=units).distinct()
        fresh = list(before)
        units |= {each.pk: each for each in fresh}
    if len(units) == 1:
        return None
    counts = Counter()
    for each in units.values():
        if not _stands_below(each, units):  # a tally holds what is below its unit
            counts.update(tallied(demo=demo, organisation=each, day=day).counts)
    return WithBefore(status_bar(counts, unit), [each.slug for each in units.values()])


def _stands_below(unit: Organisation, units) -> bool:
    above = unit.parent
    while above is not None and above.pk not in units:
        above = above.parent
    return above is not None


def _bars(things, rows) -> list[StatusBar]:
    counts = {thing.pk: {} for thing in things}
    for pk, status, n in rows:
        counts[pk][status] = n
    return [status_bar(counts[thing.pk], thing) for thing in things]


@cached_per_edition
def largest_categories(*, demo: bool, limit: int | None = None, day: date | None = None) -> list[StatusBar]:
    """Count the categories at the top of the tree, the largest first."""
    bars = by_category(Category.objects.public().filter(parent__isnull=True), demo=demo, day=day)
    return [bar for bar in sorted(bars, key=lambda bar: -bar.total) if bar.total][:limit]


@cached_per_edition
def largest_units(*, demo: bool, limit: int) -> list[Organisation]:
    """Return the units that lead most, with those below them; the largest first."""
    units = Organisation.objects.public().of_demo(demo).filter(action_count__gt=0)
    return list(units.order_by("-action_count", "pk")[:limit])


@cached_per_edition
def largest_organisations(*, demo: bool, limit: int, day: date | None = None) -> list[StatusBar]:
    """Count the units that lead most, the largest first; of a past day those that were the largest among today's."""
    bars = by_organisation(largest_units(demo=demo, limit=limit if day is None else CANDIDATES), demo=demo, day=day)
    return [bar for bar in sorted(bars, key=lambda bar: -bar.total) if bar.total][:limit]


def status_counts(found: ActionFilter) -> StatusBar | None:
    """Count what is found by status, the chosen status apart; None where no tally holds the combination."""
    counted = found.counted()
    if counted is None:
        return None
    category, organisation = counted
    return tallied(demo=found.is_demo, category=category, organisation=organisation, day=found.day)


def tallied_choices(found: ActionFilter, name: str, choices: dict) -> dict[str, int] | None:
    """Count the choices of status, category or unit by the tallies, its own chosen ones apart. None: they do not hold it.

    Of what has no category they know nothing.
    """
    counted = found.counted(but=name)
    if counted is None or name not in ("status", "category", "organisation"):
        return None
    category, unit = counted
    if name == "status":
        counts = tallied(demo=found.is_demo, category=category, organisation=unit, day=found.day).counts
        return {value: counts.get(value, 0) for value in choices}
    if found.day:
        return None
    rows = {row.pk: value for value, row in choices.items() if value != NO_CATEGORY}
    statuses = tuple(found.found("status")) or ("",)
    held = _beside(name, tuple(rows), unit if name == "category" else category, statuses, found.is_demo)
    return {value: held.get(pk, 0) for pk, value in rows.items()}


@cached_per_edition
def _beside(name: str, pks: tuple[int, ...], fixed, statuses: tuple[str, ...], demo: bool) -> dict[int, int]:
    """Count by the tallies the actions of each category (or unit) that the unit (or category) `fixed` has, if any."""
    other = "organisation" if name == "category" else "category"
    cells = Tally.objects.filter(is_demo=demo, status__in=statuses, **{f"{name}__in": pks})
    cells = cells.filter(**({other: fixed} if fixed else {f"{other}__isnull": True}))
    return dict(cells.order_by().values_list(name).annotate(total=Sum("n")))


def total_found(found: ActionFilter, counted: str) -> str:
    """Say how many actions are found: by the tallies, or else as they were `counted` up to a thousand."""
    bar = status_counts(found)
    if bar is None:
        return counted
    chosen = found.found("status")
    return grouped(sum(n for status, n in bar.counts.items() if not chosen or status in chosen))


@dataclass(frozen=True, slots=True)
class Lateness:
    """The figures that a day decides, not a report alone."""

    overdue: str
    silent: str
    stale: str
    undated: str
    """What names no day that it could be late by."""


def lateness(actions: QuerySet) -> Lateness:
    """Count what is overdue, silent and stale among `actions`."""
    undated = actions.filter_dated(due_on__isnull=True)
    asked = [actions.overdue(), actions.silent(), actions.stale(), undated]
    return Lateness(*map(up_to_a_thousand, bounded_together(asked)))


def all_actions(*, demo: bool, day: date | None = None) -> QuerySet:
    """The actions that whole-site figures speak of: each promise once, the invented place apart."""
    return Action.objects.public().at(day).listed().of_demo(demo)


@cached_per_edition
def lateness_of_all(*, demo: bool, day: date | None = None) -> Lateness:
    """Count what is overdue, silent and stale among all that whole-site figures speak of."""
    return lateness(all_actions(demo=demo, day=day))


@cached_per_edition
def without_category(*, demo: bool, day: date | None = None) -> str:
    """Say how many of all actions have no category.

    Exactly where there are no more than `COUNTED_WHOLE` in all, of a past day no more than a thousand. Of more what there
    are at least: among the first thousand, or as many as the categories at the top of the tree do not add up to, since an
    action may be of several. A list that nothing else narrows says it the same way.
    """
    actions, total = all_actions(demo=demo, day=day), tallied(demo=demo, day=day).total
    if total <= (COUNTED_EXACTLY if day else COUNTED_WHOLE):
        return grouped(actions.without_category().order_by().count())
    first = list(actions.order_by().values_list("pk", flat=True)[:COUNTED_EXACTLY])
    bare = len(first) - len({action for action, _category in given_to(first)})
    in_some = sum(bar.total for bar in largest_categories(demo=demo, day=day))
    return at_least(max(bare, total - in_some), is_all=False)


@cached_per_edition
def letters_counted(*, demo: bool, day: date | None = None) -> str:
    return bounded(Reply.objects.public().at(day).of_demo(demo))


@cached_per_edition
def newest_updates(*, demo: bool, limit: int, day: date | None = None) -> list[Update]:
    """The news of the site: what was published last and still stands, or stood on a past day."""
    news = Update.objects.public().at(day).filter(action__is_demo=demo)
    return list(news.order_by("-published_at", "-pk").select_related("action", "organisation")[:limit])
