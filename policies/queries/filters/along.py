"""Lists of which a page is sought in a narrow table that has its order: among standings, or among filed letters."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.functional import cached_property

from policies.models import CategoryStatusPeriod, Organisation, ReplyByCategory, ReplyByOrganisation, StatusPeriod
from policies.queries.filters.meanings import NO_CATEGORY, with_below
from policies.queries.paging import Along, Order, Ranked

GROUP_FIELD = {"organisation": ReplyByOrganisation, "category": ReplyByCategory}


class SoughtThere:
    """Beside each order for which the other table has an index, the page is sought there; of any other as ever."""

    orders_there: dict[str, Order]
    """The orders by the columns of the other table."""
    held_there: frozenset[str]
    """The parameters by which a list may be sought there; but for the day, a page need not ask them again."""
    sought_there: Callable[[set[str]], QuerySet | None]
    """Returns what would be found by some of these parameters."""

    @property
    def offered(self) -> dict[str, Order | Ranked | Along]:
        orders = super().offered
        if self.there is None:
            return orders
        return orders | {name: Along(orders[name], self.there, by) for name, by in self.orders_there.items()}

    @property
    def known(self) -> tuple[str, ...]:
        return self._asked_there if isinstance(self.order, Along) else super().known

    @cached_property
    def there(self) -> QuerySet | None:
        """One row of the other table for each that is found; None where more is asked than it holds in an order."""
        return self._there_without(())

    @property
    def countable(self) -> QuerySet:
        return super().countable if self.there is None else self.there

    def first(self, most: int, arrange: Callable[[QuerySet], QuerySet], *but: str) -> list:
        if (there := self._there_without(but)) is None:
            return super().first(most, arrange, *but)
        names = next(iter(self.orders_there.values())).number
        some = there.order_by().values(names)[:most]
        return list(arrange(self.narrowed(*self._asked_there, *but).filter(pk__in=some)))

    @property
    def _asked_there(self) -> tuple[str, ...]:
        return tuple(self.held_there - {"as_of"})

    def _there_without(self, but: tuple[str, ...]) -> QuerySet | None:
        narrowing = set(self.narrowing()) - set(but)
        return None if self.wrong() or narrowing - self.held_there else self.sought_there(narrowing)


class AlongStandings(SoughtThere):
    """Actions of a category, of one that a unit leads, and of a status or a unit on a past day."""

    held_there = frozenset(
        ["as_of", "category", "status", "organisation", "due", "stale", "due_after", "due_before", "updated_after"]
    )

    def sought_there(self, narrowing: set[str]) -> QuerySet | None:
        categories, units = (self.found(name) if name in narrowing else {} for name in ("category", "organisation"))
        if categories:
            several = len(with_below(Organisation, units.values())) > 1  # whose rows have no common order in an index
            if len(categories) > 1 or NO_CATEGORY in categories or several:
                return None
            rows = CategoryStatusPeriod.objects.public().of([row.pk for row in categories.values()])
        elif self.day and (units or "status" in narrowing and len(self.found("status")) == 1):
            rows = StatusPeriod.objects.public()
        else:
            return None
        rows = rows.on(self.day).of_demo(self.is_demo)
        for name in narrowing - {"as_of", "category"}:
            rows = self.filters[name].filter(rows, self.found(name))
        return rows


class AlongFiled(SoughtThere):
    """Letters of a unit, or of a category."""

    held_there = frozenset(["as_of", "organisation", "category"])

    def sought_there(self, narrowing: set[str]) -> QuerySet | None:
        found = [
            (model, row)
            for name, model in GROUP_FIELD.items()
            if name in narrowing
            for row in self.found(name).values()
        ]
        if len(found) != 1:
            return None
        [(model, row)] = found
        return model.objects.public().of([row.pk]).at(self.day).of_demo(self.is_demo)
