"""The record of a unit or a category: what is late, its newest actions and letters."""

from django.conf import settings
from django.http import QueryDict

from policies.filters import find_actions, find_replies
from policies.kept import kept
from policies.rows.record import fill_record
from policies.summaries import Lateness, lateness
from policies.views.away import away_from_list
from policies.views.record_rows import first_of_record
from policies.views.scope import Scope


def record_of(name: str, slug: str, scope: Scope) -> dict:
    """Return what the page of the unit or category `slug` shows, as the lists narrowed to `name=slug` find it."""
    query = _narrowed(name, slug, scope)
    actions, letters = find_actions(query), find_replies(query)
    late = _late(name, slug, scope)
    overdue, newest, newest_letters = first_of_record(name, actions, letters, is_late=late.overdue != "0")
    fill_record([*overdue, *newest], newest_letters, scope.day)
    return scope.context | {
        "query": query,
        "found": actions,
        "away": away_from_list("action", actions),
        "late": late,
        "overdue": overdue,
        "actions": newest,
        "letters": newest_letters,
        "stale_days": settings.STALE_AFTER_DAYS,
    }


def _narrowed(name: str, slug: str, scope: Scope) -> QueryDict:
    query = scope.query
    query.setlist(name, [slug])
    return query


@kept
def _late(name: str, slug: str, scope: Scope) -> Lateness:
    return lateness(find_actions(_narrowed(name, slug, scope)).countable)
