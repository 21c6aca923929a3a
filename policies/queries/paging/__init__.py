"""Paging by cursor: the next page begins behind the last item of this one, however far down the list it is."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from policies.queries.paging import keyset
from policies.queries.paging.along import Along, along_page, first_rows, taken
from policies.queries.paging.cursor import BadCursor, as_date, as_moment, as_number, as_text
from policies.queries.paging.keyset import Order, Side, in_order, page_of, side_of
from policies.queries.paging.merged import merged_newest, merged_page
from policies.queries.paging.newest import Moment, Newest, newest_page
from policies.queries.paging.page import PAGE_SIZE, Page
from policies.queries.paging.ranked import MOST_RANKED, Ranked, ranked_page

__all__ = [
    "MOST_RANKED",
    "PAGE_SIZE",
    "Along",
    "BadCursor",
    "Moment",
    "Newest",
    "Order",
    "Page",
    "Ranked",
    "Side",
    "as_date",
    "as_moment",
    "as_number",
    "as_text",
    "by_columns",
    "first_rows",
    "in_order",
    "merged_newest",
    "merged_page",
    "page_of",
    "paginate",
    "ranked_page",
    "side_of",
    "taken",
]


def by_columns(order: Order | Along | Ranked) -> Order:
    """Return the order by the rows' own columns, for whoever takes all rows of a list, or narrows it further.

    What is ranked or sought elsewhere is so page by page, of the list as it is.
    """
    if isinstance(order, Ranked):
        return order.then
    return order.order if isinstance(order, Along) else order


PAGES = {Order: keyset.page, Along: along_page, Newest: newest_page}


def paginate(
    queryset: QuerySet,
    order: Order | Along | Ranked | Newest,
    cursor: str = "",
    size: int = PAGE_SIZE,
    fetch: Callable[[list[int]], Iterable] | None = None,
) -> Page:
    """Return the page of `queryset` at which `cursor` points; the first one without a cursor. Raises BadCursor.

    `fetch` returns rows by their keys, where it is known which stand on a page, and somebody knows a quicker way to them.
    """
    fetch = fetch or (lambda pks: queryset.filter(pk__in=pks))
    if isinstance(order, Ranked):
        return ranked_page(order, cursor, size, fetch)
    return PAGES[type(order)](queryset, order, cursor, size)
