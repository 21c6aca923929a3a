"""A page of a list whose rows are sought in another table, where they stand in order: only what is shown is fetched."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from policies.queries.paging import keyset
from policies.queries.paging.keyset import Order, Side, in_order, page_of, side_of
from policies.queries.paging.page import Page


@dataclass(frozen=True, slots=True)
class Along:
    """An order of rows by what another table holds of them."""

    order: Order
    """The order of the rows themselves."""
    there: QuerySet
    """Rows of the other table, one for each of the list."""
    by: Order
    """The same order there; its `number` is the column that names the row."""

    @property
    def name(self) -> str:
        return self.order.name

    def narrowed_to(self, there: QuerySet) -> "Along":
        """Return the same order of fewer rows."""
        return replace(self, there=there)

    @property
    def parse(self) -> Callable[[str], Any]:
        return self.order.parse

    @property
    def number(self) -> str:
        return self.order.number


def along_page(queryset: QuerySet, order: Along, cursor: str, size: int) -> Page:
    """Return a page; `queryset` says which columns, and need not ask again for what was asked there."""
    side = side_of(order, cursor)
    return page_of(list(taken(queryset, order, side, size + 1)), order, side, size)


def first_rows(queryset: QuerySet, order: Order | Along, size: int) -> QuerySet:
    """The first rows of a list, for those who show no other page of it."""
    return taken(queryset, order, Side(), size)


def taken(queryset: QuerySet, order: Order | Along, side: Side, size: int) -> QuerySet:
    """Return so many rows of a side of a list, sought wherever its order seeks them."""
    if isinstance(order, Order):
        return keyset.taken(queryset, order, side, size)
    shown = keyset.taken(order.there, order.by, side, size).values(order.by.number)
    keyed = queryset.filter(pk__in=shown).annotate(paging_key=order.order.key)
    return in_order(keyed, order.order, backward=side.backward)
