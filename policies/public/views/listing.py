"""What every list page shows around its rows: the page at the cursor, the filters in words, and what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.public.markup.words import zh
from policies.public.views.highlight import wanted_by
from policies.public.views.links import at_cursor, query_of, with_value, without_cursor, without_value
from policies.queries.cache import EditionCache
from policies.queries.counting import bounded, grouped, up_to_a_thousand
from policies.queries.filters import ActionFilter, ProposalFilter, PublicFilter, by_day
from policies.queries.paging import BadCursor, Page, paginate
from policies.reader.phones import masked
from policies.search import LONGEST

NAMES = {
    "q": _("搜索"),
    "status": _("状态"),
    "category": _("类别"),
    "organisation": _("单位"),
    "strength": _("力度"),
    "due": _("期限"),
    "stale": _("进展"),
    "reply": _("答复"),
    "place": _("行政区"),
    "kind": _("种类"),
    "partner": _("协办单位"),
    "proposer": _("提出者"),
    "session": _("会议"),
    "due_after": _("期限不早于"),
    "due_before": _("期限不晚于"),
    "updated_after": _("有进展公开，不早于"),
    "demo": _("范围"),
    "as_of": _("截至"),
    "order": _("排序"),
}
ORDERS = {
    "best": _("最相关的在前"),
    "due": _("期限近的在前"),
    "updated": _("最近有进展的在前"),
    "newest": _("新的在前"),
    "oldest": _("早的在前"),
    "most": _("举措多的在前"),
    "name": _("按名称"),
}
_totals = EditionCache()
# Lists whose newest are those that came here last, whatever the date of their letter.
BY_ARRIVAL = (ActionFilter, ProposalFilter)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the query without it."""

    name: str
    value: str
    query: str


@dataclass(frozen=True, slots=True)
class Wrong(Chip):
    """A value that means nothing, and the query without it."""

    is_too_long: bool
    is_to_come: bool
    """A day of which nothing can be said yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to sort, or one kind of thing to show."""

    label: str
    query: str
    is_current: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the rows of a list, whichever of its pages is shown."""

    found: PublicFilter
    first: str
    """The query of the first page."""
    chips: list[Chip]
    wrong: list[Wrong]
    orders: list[Choice]
    sought: str
    """What was typed into the search box, right or wrong."""
    wanted: tuple[str, ...]
    """The folded words that are sought."""
    told: str
    """The filters in force, in words."""
    own: str
    """The query that finds the same, in one writing: for the address that stands for all others."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list."""

    page: Page
    bad_cursor: bool
    first: str
    """The query of the first page."""
    next: str
    previous: str


Context = dict[str, object]


def around_list(
    params: QueryDict, find: Callable[[QueryDict], PublicFilter], beside: Callable[[Around, QueryDict], Context]
) -> tuple[Around, Context]:
    """Return what stands around the rows of the list that `find` finds, and what its template asks for beside them.

    Of that, all lists share a part; `beside` tells the rest, of one kind of list.
    """
    params = without_cursor(params)
    found = find(params)
    around = Around(
        found=found,
        first=query_of(params),
        chips=_chips(found, params),
        wrong=wrong_in(found, params),
        orders=[
            Choice(_order(found, name), with_value(params, "order", name), name == found.order.name)
            for name in found.offered
        ],
        sought=params.get("q", "").strip()[:LONGEST],
        wanted=wanted_by(found),
        told=told_by(found),
        own=own_query(found),
    )
    shared = {"around": around, "demo": found.is_demo, "as_of": found.day, "wanted": around.wanted}
    return around, shared | beside(around, params)


def listing(request: HttpRequest, around: Around) -> Listing:
    """Return the page at which the cursor of the address points."""
    bad_cursor = False
    try:
        page = paginate(around.found.rows.for_listing(), around.found.order, request.GET.get("cursor", ""))
    except BadCursor:
        page, bad_cursor = Page([], "", ""), True
    return Listing(
        page=page,
        bad_cursor=bad_cursor,
        first=around.first,
        next=at_cursor(around.first, page.next),
        previous=at_cursor(around.first, page.previous),
    )


def total_listed(page: Page, found: PublicFilter) -> str:
    """Say how many there are of which `page` shows some.

    Where those were ranked they are counted already, and what one page shows is all. Else a list is counted once for an
    edition, whatever page or order of it is shown.
    """
    if page.found is not None:
        return up_to_a_thousand(page.found)
    if page.items and not page.next and not page.previous:
        return grouped(len(page.items))
    if found.wrong():
        return "0"
    return _totals.get_or_make((type(found), found.query), lambda: bounded(found.countable))


def _order(found: PublicFilter, name: str) -> str:
    return _("最近收录的在前") if name == "newest" and isinstance(found, BY_ARRIVAL) else ORDERS[name]


def wrong_in(found: PublicFilter, params) -> list[Wrong]:
    """Return the values that mean nothing, each with the query without it."""
    return [_wrong(params, name, value) for name, value in found.wrong()]


def kept_by(found: PublicFilter, names) -> list[tuple[str, str]]:
    """Return what a form that does not ask for these parameters hands on."""
    return [(name, value) for name in names for value in found.found(name)]


def told_by(found: PublicFilter) -> str:
    """Return the filters in force, in words."""
    return gettext("，").join(masked(str(meant)) for name in _narrowing(found) for meant in found.found(name).values())


def own_query(found: PublicFilter) -> str:
    """Return the query that finds the same, in one writing."""
    return f"?{found.query}" if found.query else ""


def _narrowing(found: PublicFilter) -> list[str]:
    """Return the parameters that say what is listed; the order of the rows is none of them."""
    return [name for name in found.filters if name != "order"]


def _wrong(params, name: str, value: str) -> Wrong:
    is_too_long = name == "q" and len(value) > LONGEST
    is_to_come = name == "as_of" and bool(by_day([value]))
    return Wrong(NAMES.get(name, name), value, without_value(params, name, value), is_too_long, is_to_come)


def _chips(found: PublicFilter, params) -> list[Chip]:
    return [
        Chip(NAMES[name], zh(meant), without_value(params, name, value))
        for name in _narrowing(found)
        for value, meant in found.found(name).items()
    ]
