"""The list of units, and the record of one."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render

from policies.filters import find_actions, find_organisations, find_replies
from policies.models import Organisation
from policies.paging import paginate
from policies.summaries import bounded, by_organisation, lateness, letters_for_listing, tallied
from policies.views.errors import not_found
from policies.views.listing import listing

LETTERS_SHOWN = 10


def organisation_list(request):
    found = find_organisations(request.GET)
    shown = listing(request, found, found.qs.select_related("place"))
    context = {
        "found": found,
        "demo": found.is_demo,
        "listing": shown,
        "bars": by_organisation(shown.page.items, demo=found.is_demo),
        "total": bounded(found.qs),
    }
    return render(request, "policies/organisation_list.html", context)


def organisation_page(request, slug: str):
    unit = Organisation.objects.public().select_related("place", "parent").filter(slug=slug).first()
    if unit is None:
        return not_found(request)
    demo = unit.place.is_demo
    query = QueryDict(mutable=True)
    query.setlist("organisation", [slug])
    if demo:
        query["demo"] = "1"
    actions, letters = find_actions(query), find_replies(query)
    relatives = Organisation.objects.public()
    context = {
        "unit": unit,
        "title_is_chinese": True,
        "demo": demo,
        "names": unit.names.all(),
        "parent": relatives.filter(pk=unit.parent_id).first(),
        "below": by_organisation(relatives.filter(parent=unit), demo=demo),
        "successors": list(relatives.filter(succeeds=unit)),
        "predecessors": list(relatives.filter(succeeded_by=unit)),
        "bar": tallied(demo=demo, organisation=unit),
        "late": lateness(actions.qs),
        "actions": paginate(actions.qs.for_listing(), actions.order).items,
        "letters": paginate(letters_for_listing(letters.qs), letters.order, size=LETTERS_SHOWN).items,
        "query": query,
        "stale_days": settings.STALE_AFTER_DAYS,
    }
    return render(request, "policies/organisation.html", context)
