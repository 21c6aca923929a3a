"""What rows of units show beside themselves, and the one unit or category of a page."""

from collections.abc import Iterable
from functools import cache

from django.db.models import QuerySet, prefetch_related_objects

from policies.models import Category, Organisation
from policies.models.shortcuts import alone
from policies.queries.rows.related import PUBLIC_HISTORY, nonempty_relations, with_nonempty

OPTIONAL_OF_UNIT = ("names", "children", "succeeds", PUBLIC_HISTORY)
OPTIONAL_OF_CATEGORY = ("children", PUBLIC_HISTORY)


def listed_units(keys: Iterable[int]) -> QuerySet[Organisation]:
    """Return units that have a page with what a row of a list shows of them."""
    return Organisation.objects.public().for_listing().filter(pk__in=list(keys))


def fill_units(units: Iterable[Organisation]) -> None:
    """Fetch for rows of lists their other names."""
    prefetch_related_objects(units, "names")


def unit_page(slug: str) -> tuple[Organisation | None, frozenset[str]]:
    """Return a unit that has a page, with its place and the unit above it, and which of its optional relations hold anything."""
    unit = alone(_units().filter(slug=slug))
    return unit, nonempty_relations(unit, OPTIONAL_OF_UNIT) if unit else frozenset()


def category_page(slug: str) -> tuple[Category | None, frozenset[str]]:
    """Return a category that has a page, and which of its optional relations hold anything."""
    category = alone(_categories().filter(slug=slug))
    return category, nonempty_relations(category, OPTIONAL_OF_CATEGORY) if category else frozenset()


@cache
def _units() -> QuerySet[Organisation]:
    return with_nonempty(Organisation.objects.public().select_related("place", "parent"), OPTIONAL_OF_UNIT)


@cache
def _categories() -> QuerySet[Category]:
    return with_nonempty(Category.objects.public(), OPTIONAL_OF_CATEGORY)
