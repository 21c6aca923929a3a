"""Lists of which a page is sought in a narrow table that has its order: among standings, or among filed letters."""

from django.db.models import QuerySet
from django.utils.functional import cached_property

from policies.filters.meanings import NO_CATEGORY
from policies.models import CategoryReply, CategoryStanding, OrganisationReply, Standing
from policies.paging import Along, Order, Ranked, Whole


class SoughtThere:
    """Beside each order for which the other table has an index, the page is sought there; of any other as ever."""

    orders_there: dict[str, Order]
    """The orders by the columns of the other table."""
    held_there: frozenset[str]
    """The parameters by which a list may be sought there; but for the day, a page need not ask them again."""

    @property
    def offered(self) -> dict[str, Order | Ranked | Whole | Along]:
        orders = super().offered
        if self.there is None:
            return orders
        return orders | {name: Along(orders[name], self.there, by) for name, by in self.orders_there.items()}

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(self.held_there - {"as_of"}) if isinstance(self.order, Along) else super().known

    @cached_property
    def there(self) -> QuerySet | None:
        """One row of the other table for each that is found; None where more is asked than it holds in an order."""
        narrowing = set(self.narrowing())
        return None if self.wrong() or narrowing - self.held_there else self.sought_there(narrowing)

    def sought_there(self, narrowing: set[str]) -> QuerySet | None:
        """Return what `there` is where all that narrows the list is held there."""
        raise NotImplementedError


class AlongStandings(SoughtThere):
    """Actions of a category, and of a status or a unit on a past day."""

    held_there = frozenset(
        ["as_of", "category", "status", "organisation", "due", "stale", "due_after", "due_before", "updated_after"]
    )

    def sought_there(self, narrowing: set[str]) -> QuerySet | None:
        categories, of_units = self.found("category"), "organisation" in narrowing
        if categories:  # of a category and a unit, which has less only the database knows
            if len(categories) > 1 or NO_CATEGORY in categories or of_units:
                return None
            rows = CategoryStanding.objects.public().of([row.pk for row in categories.values()])
        elif self.day and (of_units or len(self.found("status")) == 1):
            rows = Standing.objects.public()
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
        units, categories = self.found("organisation"), self.found("category")
        if len(units) + len(categories) != 1:
            return None
        model, [row] = (OrganisationReply, units.values()) if units else (CategoryReply, categories.values())
        return model.objects.public().of([row.pk]).at(self.day).of_demo(self.is_demo)
