"""A page of a list that is put in order as a whole: its key takes long to work out, and its rows are some thousands."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from policies.queries.paging import cursor as cursors
from policies.queries.paging.keyset import Order, in_order
from policies.queries.paging.page import Page
from policies.search.keys import in_turn

Places = tuple[array, array]
"""The keys of all rows, whole numbers, and the numbers of the rows, in the order of the list."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An order that is worked out for all rows at once."""

    by: Order
    """Its key is a whole number, and among equal ones the lower row's number comes first."""
    once: Callable[[Callable[[], Any]], Any]
    """What a function returns, which is asked once for all who are shown a page of the same."""

    @property
    def name(self) -> str:
        return self.by.name


def whole_page(
    queryset: QuerySet, order: Whole, cursor: str, size: int, fetch: Callable[[list[int]], Iterable]
) -> Page:
    keys, numbers = order.once(lambda: _places(queryset, order.by))
    first, last = _shown(keys, numbers, order.by, cursor, size) if cursor else (0, size)
    if not (shown := numbers[first:last]):
        return Page([], "", "")
    return Page(
        in_turn(shown, fetch(list(shown))),
        cursors.written(order.name, "after", str(keys[last - 1]), shown[-1]) if last < len(numbers) else "",
        cursors.written(order.name, "before", str(keys[first]), shown[0]) if first else "",
    )


def _places(queryset: QuerySet, by: Order) -> Places:
    keyed = queryset.select_related(None).prefetch_related(None).annotate(paging_key=by.key)
    keys, numbers = array("q"), array("q")
    for key, number in in_order(keyed, by).values_list("paging_key", "pk"):
        keys.append(key)
        numbers.append(number)
    return keys, numbers


def _shown(keys: array, numbers: array, by: Order, cursor: str, size: int) -> tuple[int, int]:
    """Return the first place of the page at which the cursor points, and the place behind its last."""
    side, key, number = cursors.read(cursor, by.name, by.parse)
    way = -1 if by.key_descending else 1

    def rank(place: int) -> tuple[int, int]:
        return way * keys[place], numbers[place]

    cut = bisect_right if side == "after" else bisect_left
    here = cut(range(len(numbers)), (way * key, number), key=rank)
    return (here, here + size) if side == "after" else (max(0, here - size), here)
