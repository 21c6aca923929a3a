"""Paging by cursor: the next page begins behind the last item of this one, however far down the list it is."""

from django.db.models import QuerySet

from policies.paging import keyset
from policies.paging.along import Along, along_page, first_rows
from policies.paging.cursor import BadCursor, as_date, as_moment, as_number, as_text
from policies.paging.keyset import Order, in_order
from policies.paging.merged import merged_newest, merged_page
from policies.paging.newest import Moment, Newest, newest_page
from policies.paging.page import PAGE_SIZE, Page
from policies.paging.ranked import MOST_RANKED, Ranked, ranked_page
from policies.paging.whole import Whole, whole_page

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
    "Whole",
    "as_date",
    "as_moment",
    "as_number",
    "as_text",
    "by_columns",
    "first_rows",
    "in_order",
    "merged_newest",
    "merged_page",
    "paginate",
]


def by_columns(order: Order | Along | Ranked) -> Order:
    """Return the order by the rows' own columns, for whoever takes all rows of a list, or narrows it further.

    What is ranked or sought elsewhere is so page by page, of the list as it is.
    """
    if isinstance(order, Ranked):
        return order.then
    return order.order if isinstance(order, Along) else order


PAGES = {Order: keyset.page, Along: along_page, Ranked: ranked_page, Newest: newest_page, Whole: whole_page}


def paginate(
    queryset: QuerySet, order: Order | Along | Ranked | Newest | Whole, cursor: str = "", size: int = PAGE_SIZE
) -> Page:
    """Return the page of `queryset` at which `cursor` points; the first one without a cursor. Raises BadCursor."""
    page = PAGES[type(order)]
    return page(queryset, order, cursor, size)
