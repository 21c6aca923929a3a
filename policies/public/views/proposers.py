"""Whoever bears a name in a place: their proposals, and what became of these."""

from dataclasses import replace

from django.shortcuts import render

from policies.public.views import descriptions
from policies.public.views.errors import not_found
from policies.public.views.record import record_of
from policies.public.views.scope import Scope, in_scope
from policies.queries.filters import by_proposer, find_proposals, named_in
from policies.queries.paging import paginate
from policies.queries.rows.proposals import fill_proposals
from policies.queries.totals import counted_one_by_one

PROPOSALS_SHOWN = 20


@in_scope
def proposer_page(request, place: int, name: str, scope: Scope):
    """The page of a name, not of a person. Search engines are asked to leave it out: they would make one person of it."""
    value = named_in(place, name)
    named = by_proposer([value]).get(value)
    if named is None:
        return not_found(request)
    record = record_of("proposer", value, replace(scope, demo=named.place.is_demo))
    proposals = find_proposals(record["query"])
    shown = paginate(proposals.rows.for_listing(), proposals.order, size=PROPOSALS_SHOWN).items
    fill_proposals(shown, scope.day)
    bar = counted_one_by_one(record["found"])
    context = record | {
        "named": named,
        "description": descriptions.of_proposer(named.name, named.place, bar),
        "unindexed": True,
        "bar": bar,
        "proposals": shown,
    }
    return render(request, "proposer.html", context)
