"""The record of a unit or a category: what is late, its newest actions and letters."""

from django.conf import settings
from django.http import QueryDict

from policies.filters import find_actions, find_replies
from policies.paging import paginate
from policies.summaries import lateness, letters_for_listing

LETTERS_SHOWN = 10


def record_of(name: str, slug: str, *, demo: bool) -> dict:
    """Return what the page of the unit or category `slug` shows, as the lists narrowed to `name=slug` find it."""
    query = QueryDict(mutable=True)
    query.setlist(name, [slug])
    if demo:
        query["demo"] = "1"
    actions, letters = find_actions(query), find_replies(query)
    return {
        "demo": demo,
        "query": query,
        "late": lateness(actions.qs),
        "actions": paginate(actions.qs.for_listing(), actions.order).items,
        "letters": paginate(letters_for_listing(letters.qs), letters.order, size=LETTERS_SHOWN).items,
        "stale_days": settings.STALE_AFTER_DAYS,
    }
