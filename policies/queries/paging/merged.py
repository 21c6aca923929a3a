"""A page of several lists that are one in the same order: no row stands in two of them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from policies.queries.paging import cursor as cursors
from policies.queries.paging import keyset
from policies.queries.paging.keyset import Order
from policies.queries.paging.newest import Newest, cursor_behind, newest_page
from policies.queries.paging.page import Page

List = tuple[QuerySet, Order]


def merged_page(lists: Sequence[List], cursor: str, size: int) -> Page:
    """Return the page at `cursor` of all lists together. Their orders ascend, share a name, and may number rows by other columns."""
    first = lists[0][1]
    backward = bool(cursor) and cursors.read(cursor, first.name, first.parse)[0] == "before"
    pages = [keyset.page(rows, order, cursor, size) for rows, order in lists]
    found = sorted(
        (
            (item.paging_key, getattr(item, order.number), item)
            for page, (_, order) in _both(pages, lists)
            for item in page.items
        ),
        key=lambda each: each[:2],
    )
    shown = found[-size:] if backward else found[:size]
    if not shown:
        return Page([], "", "")
    more = len(found) > size or any(page.previous if backward else page.next for page in pages)
    return Page(
        [item for *_, item in shown],
        _cursor(first, "after", shown[-1]) if more or backward else "",
        _cursor(first, "before", shown[0]) if more and backward or cursor and not backward else "",
    )


def _both(pages, lists):
    return zip(pages, lists, strict=True)


def _cursor(order: Order, side: str, place: tuple) -> str:
    key, number, _ = place
    return cursors.written(order.name, side, cursors.as_key(key), number)


def merged_newest(lists: Sequence[tuple[QuerySet, Newest]], cursor: str, size: int) -> Page:
    """Return the page behind `cursor` of all lists together, by what changed last; rows are numbered in one sequence."""
    pages = [newest_page(rows, order, cursor, size) for rows, order in lists]
    found = [row for page in pages for row in page.items]
    found.sort(key=lambda row: (row.changed_at, row.pk), reverse=True)
    more = len(found) > size or any(page.next for page in pages)
    shown = found[:size]
    return Page(shown, cursor_behind(lists[0][1], (shown[-1].changed_at, shown[-1].pk)) if more else "", "")
