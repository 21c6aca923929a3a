"""Which unit a name means: only where it is certain. Never makes one: staff decide about the others."""

from collections import defaultdict
from collections.abc import Iterable

from policies.models import Organisation, OrganisationName, Place

Named = tuple[int | None, str]
"""The key of a place, and how a letter of it writes a unit's name."""


def find_units(named: Iterable[Named]) -> dict[Named, Organisation]:
    """Find the one unit of each place that bears or bore the name; of several, none."""
    wanted = {(place, name) for place, name in named if place}
    places, names = {place for place, _ in wanted}, {name for _, name in wanted}
    found: dict[Named, set[Organisation]] = defaultdict(set)
    for unit in Organisation.objects.filter(place__in=places, name__in=names):
        found[unit.place_id, unit.name].add(unit)
    others = OrganisationName.objects.filter(organisation__place__in=places, name__in=names)
    for other in others.select_related("organisation"):
        found[other.organisation.place_id, other.name].add(other.organisation)
    return {key: found[key].pop() for key in wanted if len(found[key]) == 1}


def find_anywhere(names: Iterable[str]) -> dict[str, Organisation]:
    """Find, of each name, the one unit in all places that bears or bore it; of several, none."""
    wanted = set(names)
    found: dict[str, set[Organisation]] = defaultdict(set)
    for unit in Organisation.objects.filter(name__in=wanted).select_related("place"):
        found[unit.name].add(unit)
    for other in OrganisationName.objects.filter(name__in=wanted).select_related("organisation__place"):
        found[other.name].add(other.organisation)
    return {name: units.pop() for name, units in found.items() if len(units) == 1}


def find_unit(name: str, place: Place | None) -> Organisation | None:
    """Find the one unit of `place` that bears or bore `name`."""
    return find_units([(place.pk, name)]).get((place.pk, name)) if place else None
