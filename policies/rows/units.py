"""Rows of units, and the one unit or category of a page."""

from collections.abc import Iterable

from django.db.models import F

from policies.models import Category, Organisation, OrganisationName, Tally
from policies.rows.asked import together
from policies.rows.given import give_many
from policies.rows.held import SELDOM_OF_CATEGORY, SELDOM_OF_UNIT, held_by
from policies.rows.written import written


def fill_units(units: Iterable[Organisation]) -> None:
    """Give rows of lists their other names."""
    give_many(units, "names", _names([unit.pk for unit in units]), "organisation_id")


def fill_units_found(units: Iterable[Organisation]) -> None:
    """The same, with how many actions each leads as `actions_counted`, those of what is below it among them."""
    keys = [unit.pk for unit in units]
    names, counted = together(_names.of(keys), _counted.of(keys))
    give_many(units, "names", names, "organisation_id")
    held = dict(counted)
    for unit in units:
        unit.actions_counted = held.get(unit.pk, 0)


def unit_on_page(slug: str) -> tuple[Organisation | None, frozenset[str]]:
    """Return a unit that has a page, with its place and the unit above it, and which of `SELDOM_OF_UNIT` hold anything."""
    found, held = together(_units.of([slug]), held_by(Organisation, slug, SELDOM_OF_UNIT))
    return next(iter(found), None), held


def category_on_page(slug: str) -> tuple[Category | None, frozenset[str]]:
    """Return a category that has a page, and which of `SELDOM_OF_CATEGORY` hold anything."""
    found, held = together(_categories.of([slug]), held_by(Category, slug, SELDOM_OF_CATEGORY))
    return next(iter(found), None), held


@written
def units_by_key(keys):
    return Organisation.objects.filter(pk__in=keys)


@written
def listed_units(keys):
    """Return units that have a page with what a row of a list shows of them."""
    return Organisation.objects.public().for_listing().filter(pk__in=keys)


@written
def _units(slugs):
    return Organisation.objects.public().select_related("place", "parent").filter(slug__in=slugs)


@written
def _categories(slugs):
    return Category.objects.public().filter(slug__in=slugs)


@written
def _names(units):
    return OrganisationName.objects.filter(organisation__in=units)


@written
def _counted(units):
    cells = Tally.objects.filter(organisation__in=units, category__isnull=True, status="")
    return cells.filter(is_demo=F("organisation__place__is_demo")).values_list("organisation", "n")


@written
def tallies_of(units, *, demo: bool):
    """Return of each unit, with those below it, how many actions have each status: unit, status, number."""
    cells = Tally.objects.filter(organisation__in=units, category__isnull=True, is_demo=demo).exclude(status="")
    return cells.values_list("organisation", "status", "n")
