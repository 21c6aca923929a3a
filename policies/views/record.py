"""The record of a unit or a category: what is late, its newest actions and letters."""

from django.conf import settings
from django.http import QueryDict

from policies.filters import find_actions, find_replies
from policies.kept import kept
from policies.paging import first_rows
from policies.rows.asked import together
from policies.rows.record import fill_record
from policies.rows.written import asking
from policies.summaries import Lateness, lateness
from policies.views.away import away_from_list
from policies.views.scope import Scope

ACTIONS_SHOWN, LETTERS_SHOWN, OVERDUE_SHOWN = 10, 5, 3
"""Of each the first few: the lists, which sort and filter, are one step away."""


def record_of(name: str, slug: str, scope: Scope) -> dict:
    """Return what the page of the unit or category `slug` shows, as the lists narrowed to `name=slug` find it."""
    query = _narrowed(name, slug, scope)
    actions, letters = find_actions(query), find_replies(query)
    late = _late(name, slug, scope)
    # Sought in vain, what is overdue would be sought through all deadlines.
    lists = (
        [first_rows(actions.qs.overdue().for_listing(), actions.offered["due"], OVERDUE_SHOWN)]
        if late.overdue != "0"
        else []
    )
    lists += [
        first_rows(actions.rows.for_listing(), actions.order, ACTIONS_SHOWN),
        first_rows(letters.rows.for_listing(), letters.order, LETTERS_SHOWN),
    ]
    *overdue, newest, newest_letters = together(*map(asking, lists))
    overdue = [action for rows in overdue for action in rows]
    fill_record([*overdue, *newest], newest_letters, scope.day)
    return scope.context | {
        "query": query,
        "found": actions.qs,
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
    return lateness(find_actions(_narrowed(name, slug, scope)).qs)
