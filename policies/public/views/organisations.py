"""The list of units, and the record of one."""

from dataclasses import replace

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from policies.models import Organisation
from policies.models.shortcuts import alone
from policies.public.linked_data import organisation_of
from policies.public.views import descriptions
from policies.public.views.errors import not_found
from policies.public.views.highlight import tell_in_units
from policies.public.views.listing import Around, around_list, kept_by, listing, total_listed
from policies.public.views.record import record_of
from policies.public.views.scope import Scope, in_scope
from policies.queries.filters import find_organisations
from policies.queries.rows.related import PUBLIC_HISTORY
from policies.queries.rows.units import fill_units, unit_page
from policies.queries.totals import by_organisation, tallied, with_before


def organisation_list(request):
    around, context = around_list(request.GET, find_organisations, _beside_list)
    shown, found = listing(request, around), around.found
    if around.wanted:  # their other names are told where they hold what is sought
        fill_units(shown.page.items)
    tell_in_units(shown.page.items, around.wanted)
    context = context | {
        "listing": shown,
        "bars": by_organisation(shown.page.items, demo=found.is_demo, day=found.day),
        "total": total_listed(shown.page, found),
    }
    return render(request, "organisation_list.html", context)


def _beside_list(around: Around, _params) -> dict:
    return {
        "description": descriptions.of_list(_("有公开的答复或举措的单位，以及各单位举措的状态。"), around),
        "kept": kept_by(around.found, [name for name in around.found.filters if name != "q"]),
    }


def _led_by(slugs: list[str], scope: Scope) -> QueryDict:
    query = scope.query
    query.setlist("organisation", slugs)
    return query


@in_scope
def organisation_page(request, slug: str, scope: Scope):
    unit, present = unit_page(slug)
    if unit is None:
        return not_found(request)
    scope = replace(scope, demo=unit.place.is_demo)
    of = {"demo": scope.demo, "day": scope.day}
    before = with_before(unit, **of) if "succeeds" in present else None
    bar, names = tallied(organisation=unit, **of), unit.former_names if "names" in present else []
    parent = alone(Organisation.objects.public().filter(pk=unit.parent_id)) if unit.parent_id else None
    context = record_of("organisation", slug, scope) | {
        "unit": unit,
        "description": descriptions.of_organisation(unit, bar),
        "linked_data": [] if scope.demo else [organisation_of(unit, names=names, parent=parent)],
        "has_history": PUBLIC_HISTORY in present,
        "names": names,
        "parent": parent,
        "below": by_organisation(unit.children.public(), **of) if "children" in present else [],
        "successors": list(unit.succeeded_by.public()) if unit.ended_on else [],
        "predecessors": list(unit.succeeds.public()) if before else [],
        "with_before": before,
        "before_query": _led_by(before.slugs, scope) if before else None,
        "bar": bar,
    }
    return render(request, "organisation.html", context)
