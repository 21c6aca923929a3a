"""Pages of a category of which much is: SQLite does not know how much, and would put all of it in order for one page."""

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from policies.cache import cached_per_edition
from policies.filters.meanings import NO_CATEGORY, with_below
from policies.models import Category, Tally

SHARE = 50
"""One of so many actions is much: to look for a page of them from the newest on is quicker than to list them."""


class OneByOne:
    """Lists of which a page is sought row by row where its category is frequent; how many there are is counted as ever."""

    @property
    def rows(self) -> QuerySet:
        chosen = self.found("category") if "category" not in self.known else {}
        pks = with_below(Category, chosen.values()) if chosen and NO_CATEGORY not in chosen else []
        if not pks or not are_frequent(tuple(pks)):
            return super().rows
        return self.narrowed("category", *self.known).in_categories(pks, one_by_one=True)


@cached_per_edition
def are_frequent(categories: tuple[int, ...]) -> bool:
    """Say whether so much is of these categories. PostgreSQL knows for itself how often each is, and chooses."""
    if connection.vendor != "sqlite":
        return False
    of_all, of_these = Q(category__isnull=True), Q(category__in=categories)
    counted = Tally.objects.filter(organisation__isnull=True, status="").aggregate(
        all=Sum("n", filter=of_all), these=Sum("n", filter=of_these)
    )
    return (counted["these"] or 0) * SHARE > (counted["all"] or 0)
