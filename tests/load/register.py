"""The made-up places and their units, registered as demonstration, so that no letter of them passes for a real one."""

from django.db import transaction

from policies.derived import lock_record, reindex_units
from policies.models import Organisation, Place
from policies.models.rows import insert
from tests.load.country import Country


@transaction.atomic
def register(country: Country) -> tuple[int, int]:
    """Register what is not yet, all at once. Returns the numbers of places and units made."""
    lock_record()
    known = {place.name: place for place in Place.objects.filter(is_demo=True)}
    made = 0
    for level in (country.provinces, country.cities, country.counties):
        missing = [place for place in level if place.name not in known]
        rows = [
            Place(name=place.name, level=place.level, parent=place.above and known[place.above.name], is_demo=True)
            for place in missing
        ]
        known |= {row.name: row for row in insert(Place, rows)}
        made += len(rows)
    slugs = set(Organisation.objects.filter(place__is_demo=True).values_list("slug", flat=True))
    units = [
        Organisation(place=known[place.name], name=unit, slug=unit)
        for place in country.places()
        for unit in place.units()
        if unit not in slugs
    ]
    reindex_units([unit.pk for unit in insert(Organisation, units)])
    return made, len(units)
