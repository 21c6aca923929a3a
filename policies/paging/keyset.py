"""A page by the key of an order: a range of its index, with no row counted or skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from policies.paging import cursor as cursors
from policies.paging.page import Page


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


def first_rows(queryset: QuerySet, order: Order, size: int) -> QuerySet:
    """The first rows of a list, for those who show no other page of it."""
    return in_order(queryset.annotate(paging_key=order.key), order)[:size]


def page(queryset: QuerySet, order: Order, cursor: str, size: int) -> Page:
    if not cursor:
        found = list(first_rows(queryset, order, size + 1))
        return Page(found[:size], _cursor(order, "after", found[size - 1]) if len(found) > size else "", "")
    side, key, pk = cursors.read(cursor, order.name, order.parse)
    backward, rows = side == "before", queryset.annotate(paging_key=order.key)
    found = list(in_order(rows.filter(_behind(order, key, pk, backward)), order, backward=backward)[: size + 1])
    items, more = found[:size], len(found) > size
    if backward:
        items.reverse()
    if not items:
        return Page([], "", "")
    return Page(
        items,
        _cursor(order, "after", items[-1]) if more or backward else "",
        _cursor(order, "before", items[0]) if more or not backward else "",
    )


def in_order(rows: QuerySet, order: Order, *, backward: bool = False) -> QuerySet:
    """Sort rows that bear their `paging_key`."""

    def way(expression, descending):
        return expression.desc() if descending != backward else expression.asc()

    return rows.order_by(way(F("paging_key"), order.key_descending), way(F(order.number), order.id_descending))


def _behind(order: Order, key, pk: int, backward: bool) -> Q:
    key_sign = "lt" if order.key_descending != backward else "gt"
    id_sign = "lt" if order.id_descending != backward else "gt"
    tied = Q(**{f"{order.number}__{id_sign}": pk})
    # The first condition alone is a range of the index; the second only cuts off the rows of the same key.
    return Q(**{f"paging_key__{key_sign}e": key}) & (Q(**{f"paging_key__{key_sign}": key}) | tied)


def _cursor(order: Order, side: str, item) -> str:
    return cursors.written(order.name, side, cursors.as_key(item.paging_key), getattr(item, order.number))
