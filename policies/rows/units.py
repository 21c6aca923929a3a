"""Rows of units, and the one unit or category of a page."""

from collections.abc import Iterable

from policies.models import Category, Organisation, OrganisationName
from policies.rows.given import give_many
from policies.rows.written import written


def fill_units(units: Iterable[Organisation]) -> None:
    """Give rows of lists their other names."""
    give_many(units, "names", _names([unit.pk for unit in units]), "organisation_id")


def unit_by_slug(slug: str) -> Organisation | None:
    """Return a unit that has a page, with its place and the unit above it."""
    return next(iter(_units([slug])), None)


def category_by_slug(slug: str) -> Category | None:
    """Return a category that has a page."""
    return next(iter(_categories([slug])), None)


@written
def units_by_key(keys):
    return Organisation.objects.filter(pk__in=keys)


@written
def _units(slugs):
    return Organisation.objects.public().select_related("place", "parent").filter(slug__in=slugs)


@written
def _categories(slugs):
    return Category.objects.public().filter(slug__in=slugs)


@written
def _names(units):
    return OrganisationName.objects.filter(organisation__in=units)
