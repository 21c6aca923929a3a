"""Lists of actions of which a page is found by standings alone: those of a category, and some of a past day."""

from django.db.models import QuerySet
from django.utils.functional import cached_property

from policies.filters.meanings import NO_CATEGORY
from policies.models import CategoryStanding, Standing
from policies.paging import Along, Order, Ranked, Whole

HELD = {
    "as_of",
    "category",
    "status",
    "organisation",
    "due",
    "stale",
    "due_after",
    "due_before",
    "updated_after",
}
"""What a standing knows of an action."""


class AlongStandings:
    """Beside each order by which standings have an index, the page is sought there; of any other as ever."""

    orders_there: dict[str, Order]
    """The orders by the columns of a standing."""

    @property
    def offered(self) -> dict[str, Order | Ranked | Whole | Along]:
        orders = super().offered
        if self.standings is None:
            return orders
        there = {
            name: Along(orders[name], self.standings, by) for name, by in self.orders_there.items() if name in orders
        }
        return orders | there

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(HELD - {"as_of"}) if isinstance(self.order, Along) else super().known

    @cached_property
    def standings(self) -> QuerySet | None:
        """One standing for each action that is found; None where more is asked than standings hold in an order."""
        narrowing = set(self.narrowing())
        if self.wrong() or narrowing - HELD or (rows := self._standings(narrowing)) is None:
            return None
        rows = rows.on(self.day).of_demo(self.is_demo)
        for name in narrowing - {"as_of", "category"}:
            rows = self.filters[name].filter(rows, self.found(name))
        return rows

    def _standings(self, narrowing: set[str]) -> QuerySet | None:
        categories, of_units = self.found("category"), "organisation" in narrowing
        if categories:  # of a category and a unit, which has less only the database knows
            is_one = len(categories) == 1 and NO_CATEGORY not in categories and not of_units
            return CategoryStanding.objects.public().of(*(row.pk for row in categories.values())) if is_one else None
        is_narrow = of_units or len(self.found("status")) == 1
        return Standing.objects.public() if self.day and is_narrow else None
