"""A page by the key of an order: a range of its index, with no row counted or skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from policies.queries.paging import cursor as cursors
from policies.queries.paging.page import Page


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a list: a key, then the number of the row, so that no two rows are equal."""

    name: str
    key: Any
    """An expression that is never null; it and the row's number must match an index."""
    parse: Callable[[str], Any]
    """From the cursor's text back to a key. Raises ValueError for what is none."""
    key_descending: bool = False
    id_descending: bool = False
    number: str = "pk"
    """The column of the row's number, where it is not its own."""


@dataclass(frozen=True, slots=True)
class Side:
    """Where a page begins: at the beginning, or on one side of a row."""

    key: Any = None
    pk: int | None = None
    """The row's number; None at the beginning."""
    backward: bool = False


def page(queryset: QuerySet, order: Order, cursor: str, size: int) -> Page:
    side = side_of(order, cursor)
    return page_of(list(taken(queryset, order, side, size + 1)), order, side, size)


def side_of(order: Order, cursor: str) -> Side:
    """Read where a cursor points; the beginning without one. Raises BadCursor."""
    if not cursor:
        return Side()
    side, key, pk = cursors.read(cursor, order.name, order.parse)
    return Side(key, pk, side == "before")


def taken(queryset: QuerySet, order: Order, side: Side, size: int) -> QuerySet:
    """Return so many rows of that side, with their `paging_key`; backward, the nearest of those before it first."""
    rows = queryset.annotate(paging_key=order.key)
    if side.pk is not None:
        rows = rows.filter(_behind(order, side))
    return in_order(rows, order, backward=side.backward)[:size]


def page_of(found: list, order: Order, side: Side, size: int) -> Page:
    """Make a page of what was `taken`, one row more than it shows."""
    items, more = found[:size], len(found) > size
    if side.backward:
        items.reverse()
    if not items:
        return Page([], "", "")
    more_before = more if side.backward else side.pk is not None
    return Page(
        items,
        _cursor(order, "after", items[-1]) if more or side.backward else "",
        _cursor(order, "before", items[0]) if more_before else "",
    )


def in_order(rows: QuerySet, order: Order, *, backward: bool = False) -> QuerySet:
    """Sort rows that bear their `paging_key`."""

    def way(expression, descending):
        return expression.desc() if descending != backward else expression.asc()

    return rows.order_by(way(F("paging_key"), order.key_descending), way(F(order.number), order.id_descending))


def _behind(order: Order, side: Side) -> Q:
    key_sign = "lt" if order.key_descending != side.backward else "gt"
    id_sign = "lt" if order.id_descending != side.backward else "gt"
    tied = Q(**{f"{order.number}__{id_sign}": side.pk})
    # The first condition alone is a range of the index; the second only cuts off the rows of the same key.
    return Q(**{f"paging_key__{key_sign}e": side.key}) & (Q(**{f"paging_key__{key_sign}": side.key}) | tied)


def _cursor(order: Order, side: str, item) -> str:
    return cursors.written(order.name, side, cursors.as_key(item.paging_key), getattr(item, order.number))
