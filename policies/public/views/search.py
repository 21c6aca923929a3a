"""The search of everything: of each kind the first few hits, how many there are, and the way to its list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from policies.public.views.highlight import (
    tell_in_actions,
    tell_in_letters,
    tell_in_proposals,
    tell_in_units,
    wanted_by,
)
from policies.public.views.listing import wrong_in
from policies.queries.counting import up_to_a_thousand
from policies.queries.filters import (
    PublicFilter,
    find_actions,
    find_everything,
    find_organisations,
    find_proposals,
    find_replies,
)
from policies.queries.paging import ranked_page
from policies.queries.rows.actions import fill_actions, listed_actions
from policies.queries.rows.letters import fill_letters, listed_letters
from policies.queries.rows.proposals import fill_proposals, listed_proposals
from policies.queries.rows.units import fill_units, listed_units
from policies.search import LONGEST

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: its name, its list, and how its rows are found, fetched by their keys, and shown."""

    label: str
    route: str
    template: str
    find: Callable[[QueryDict], PublicFilter]
    fetch: Callable[[list[int]], list]
    fill: Callable
    tell: Callable


@dataclass(frozen=True, slots=True)
class Hits:
    kind: Kind
    items: list
    total: str
    address: str
    """Of the list that finds the same."""


KINDS = (
    Kind(
        pgettext_lazy("plural", "举措"),
        "action_list",
        "_actions.html",
        find_actions,
        listed_actions,
        fill_actions,
        tell_in_actions,
    ),
    Kind(
        pgettext_lazy("plural", "答复"),
        "reply_list",
        "_letters.html",
        find_replies,
        listed_letters,
        fill_letters,
        tell_in_letters,
    ),
    Kind(
        gettext_lazy("提案和建议"),
        "proposal_list",
        "_proposals.html",
        find_proposals,
        listed_proposals,
        fill_proposals,
        tell_in_proposals,
    ),
    Kind(
        pgettext_lazy("plural", "单位"),
        "organisation_list",
        "_units.html",
        find_organisations,
        listed_units,
        fill_units,
        tell_in_units,
    ),
)


def search(request):
    found = find_everything(request.GET)
    wrong, wanted = wrong_in(found, request.GET), wanted_by(found)
    asked = QueryDict(mutable=True)
    for name in found.filters:
        asked.setlist(name, list(found.found(name)))
    hits = [_hits(kind, asked, wanted) for kind in KINDS] if found.found("q") and not wrong else []
    context = {
        "unindexed": True,
        "demo": found.is_demo,
        "sought": request.GET.get("q", "").strip()[:LONGEST],
        "wanted": wanted,
        "wrong": wrong,
        "hits": hits,
        "nothing": bool(hits) and not any(each.items for each in hits),
    }
    return render(request, "search.html", context)


def _hits(kind: Kind, asked: QueryDict, wanted: tuple[str, ...]) -> Hits:
    found = kind.find(asked)
    page = ranked_page(found.order, "", SHOWN, kind.fetch)
    kind.fill(page.items)
    kind.tell(page.items, wanted)
    return Hits(kind, page.items, up_to_a_thousand(page.found), f"{reverse(kind.route)}?{asked.urlencode()}")
