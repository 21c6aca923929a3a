"""The record of a unit or a category: what is late, its newest actions and letters."""

from django.conf import settings
from django.http import QueryDict

from policies.filters import find_actions, find_replies
from policies.kept import kept
from policies.paging import paginate
from policies.summaries import Lateness, lateness, letters_for_listing
from policies.views.scope import Scope

LETTERS_SHOWN = 10


def record_of(name: str, slug: str, scope: Scope) -> dict:
    """Return what the page of the unit or category `slug` shows, as the lists narrowed to `name=slug` find it."""
    query = _narrowed(name, slug, scope)
    actions, letters = find_actions(query), find_replies(query)
    return scope.context | {
        "query": query,
        "found": actions.qs,
        "late": _late(name, slug, scope),
        "actions": paginate(actions.qs.for_listing(), actions.order).items,
        "letters": paginate(letters_for_listing(letters.qs, scope.day), letters.order, size=LETTERS_SHOWN).items,
        "stale_days": settings.STALE_AFTER_DAYS,
    }


def _narrowed(name: str, slug: str, scope: Scope) -> QueryDict:
    query = scope.query
    query.setlist(name, [slug])
    return query


@kept
def _late(name: str, slug: str, scope: Scope) -> Lateness:
    return lateness(find_actions(_narrowed(name, slug, scope)).qs)
