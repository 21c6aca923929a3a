"""Which unit a name means: only where it is certain."""

from policies.models import Organisation, Place


def find_unit(name: str, place: Place | None) -> Organisation | None:
    """Find the one unit of `place` that bears or bore `name`. Never makes one: staff decide about the others."""
    if place is None:
        return None
    found = list(Organisation.objects.named(name).filter(place=place)[:2])
    return found[0] if len(found) == 1 else None
