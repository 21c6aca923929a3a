"""The record of a unit, a category or a proposer: what is late, its newest actions and letters."""

from django.conf import settings
from django.http import QueryDict

from policies.models import Action
from policies.public.views.export_links import away_from_list
from policies.public.views.scope import Scope
from policies.queries.cache import cached_per_edition
from policies.queries.filters import ActionFilter, find_actions, find_replies
from policies.queries.paging import Along, first_rows
from policies.queries.rows.actions import fill_actions
from policies.queries.rows.letters import fill_letters
from policies.queries.totals import Lateness, lateness

ACTIONS_SHOWN, LETTERS_SHOWN, OVERDUE_SHOWN = 10, 5, 3
"""Of each the first few: the lists, which sort and filter, are one step away."""


def record_of(name: str, slug: str, scope: Scope) -> dict:
    """Return what the page of the unit or category `slug` shows, as the lists narrowed to `name=slug` find it."""
    query = _narrowed(name, slug, scope)
    actions, letters = find_actions(query), find_replies(query)
    late = _late(name, slug, scope)
    overdue = _longest_overdue(actions) if late.overdue != "0" else []
    newest = list(first_rows(actions.rows.for_listing(), actions.order, ACTIONS_SHOWN))
    newest_letters = list(first_rows(letters.rows.for_listing(), letters.order, LETTERS_SHOWN))
    fill_actions([*overdue, *newest])
    fill_letters(newest_letters, scope.day)
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


def _longest_overdue(actions: ActionFilter) -> list[Action]:
    rows, due = actions.rows.for_listing(), actions.offered["due"]
    if isinstance(due, Along):
        due = due.narrowed_to(due.there.longest_overdue())
    else:
        rows = rows.overdue()
    return list(first_rows(rows, due, OVERDUE_SHOWN))


def _narrowed(name: str, slug: str, scope: Scope) -> QueryDict:
    query = scope.query
    query.setlist(name, [slug])
    return query


@cached_per_edition
def _late(name: str, slug: str, scope: Scope) -> Lateness:
    return lateness(find_actions(_narrowed(name, slug, scope)).countable)
