"""Counts for the pages, from the tallies: no page groups or counts the table of actions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _

from policies.filters import ActionFilter
from policies.models import Action, Category, Organisation, Reply, Status, Tally, Update

# What was done first, what nobody reported last: in every bar and legend.
BAR_ORDER = (Status.DONE, Status.ONGOING, Status.IN_PROGRESS, Status.STALLED, Status.DROPPED, Status.UNREPORTED)
COUNTED_EXACTLY = 1000


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


def tallied(*, demo: bool, category: Category | None = None, organisation: Organisation | None = None) -> StatusBar:
    """Count the public actions of a category and of a unit, with what is below them, by status."""
    rows = Tally.objects.filter(is_demo=demo).exclude(status="")
    rows = rows.filter(category=category) if category else rows.filter(category__isnull=True)
    rows = rows.filter(organisation=organisation) if organisation else rows.filter(organisation__isnull=True)
    return status_bar(dict(rows.values_list("status", "n")), category or organisation)


def counted_one_by_one(actions: QuerySet) -> StatusBar:
    """Count by status what no tally holds: the few hundred actions that one person's proposals led to, at most."""
    return status_bar(dict(actions.order_by().values_list("status").annotate(n=Count("pk"))))


def by_category(categories: Iterable[Category], *, demo: bool) -> list[StatusBar]:
    """Count each of `categories`, in their order."""
    categories = list(categories)
    rows = Tally.objects.filter(is_demo=demo, category__in=categories, organisation__isnull=True).exclude(status="")
    return _bars(categories, rows.values_list("category", "status", "n"))


def by_organisation(units: Iterable[Organisation], *, demo: bool) -> list[StatusBar]:
    """Count each of `units`, in their order."""
    units = list(units)
    rows = Tally.objects.filter(is_demo=demo, organisation__in=units, category__isnull=True).exclude(status="")
    return _bars(units, rows.values_list("organisation", "status", "n"))


@dataclass(frozen=True, slots=True)
class WithBefore:
    """A unit together with those that it took over from: how many actions by status, and whose."""

    bar: StatusBar
    slugs: list[str]
    """Of the unit and of those before it, as the lists take them."""


def with_before(unit: Organisation, *, demo: bool) -> WithBefore | None:
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
            counts.update(tallied(demo=demo, organisation=each).counts)
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


def largest_categories(*, demo: bool, limit: int | None = None) -> list[StatusBar]:
    """Count the categories at the top of the tree, the largest first."""
    bars = by_category(Category.objects.public().filter(parent__isnull=True), demo=demo)
    return [bar for bar in sorted(bars, key=lambda bar: -bar.total) if bar.total][:limit]


def largest_organisations(*, demo: bool, limit: int) -> list[StatusBar]:
    """Count the units that lead most, the largest first."""
    units = Organisation.objects.public().of_demo(demo).with_actions_counted()
    most = units.filter(actions_counted__gt=0).order_by("-actions_counted", "pk")[:limit]
    return by_organisation(most, demo=demo)


def status_counts(found: ActionFilter) -> StatusBar | None:
    """Count what is found by status, the chosen status apart; None where no tally holds the combination."""
    counted = found.counted()
    if counted is None:
        return None
    category, organisation = counted
    return tallied(demo=found.is_demo, category=category, organisation=organisation)


def total_found(found: ActionFilter) -> str:
    """Say how many actions are found: from the tallies, or counted exactly up to a thousand."""
    bar = status_counts(found)
    if bar is None:
        return bounded(found.qs)
    chosen = found.found("status")
    return grouped(sum(n for status, n in bar.counts.items() if not chosen or status in chosen))


def bounded(queryset: QuerySet) -> str:
    """Count exactly up to a thousand, and say “1,000+” beyond."""
    n = queryset.order_by()[: COUNTED_EXACTLY + 1].count()
    return grouped(n) if n <= COUNTED_EXACTLY else _("%s+") % grouped(COUNTED_EXACTLY)


def grouped(n: int) -> str:
    return f"{n:,}"


@dataclass(frozen=True, slots=True)
class Lateness:
    """The figures that a day decides, not a report alone."""

    overdue: str
    silent: str
    stale: str


def lateness(actions: QuerySet) -> Lateness:
    """Count what is overdue, silent and stale among `actions`."""
    return Lateness(bounded(actions.overdue()), bounded(actions.silent()), bounded(actions.stale()))


def all_actions(*, demo: bool) -> QuerySet:
    """The actions that whole-site figures speak of: each promise once, the invented place apart."""
    return Action.objects.public().listed().of_demo(demo)


def letters_counted(*, demo: bool) -> str:
    return bounded(Reply.objects.public().of_demo(demo))


def letters_for_listing(replies: QuerySet) -> QuerySet:
    """What a row of letters shows; its public actions as `shown_actions`."""
    return replies.for_listing().prefetch_related(
        Prefetch("actions", Action.objects.public().unsplit(), "shown_actions")
    )


def newest_updates(*, demo: bool, limit: int) -> list[Update]:
    """The news of the site: what was published last and still stands."""
    news = Update.objects.public().standing().filter(action__is_demo=demo)
    return list(news.order_by("-published_at", "-pk").select_related("action", "organisation")[:limit])
