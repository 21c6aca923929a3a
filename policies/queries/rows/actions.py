"""What rows of actions show beside themselves, and the one action of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from policies.models import Action, DeadlineChange, Partner, QuoteChange, Reply, Update
from policies.models.shortcuts import alone
from policies.queries.rows.related import PUBLIC_HISTORY, nonempty_relations, with_nonempty

OPTIONAL = (
    "partners", "deadline_changes", "quote_changes", "updates", "duplicates", "supersedes", "parts", "replacements", "reader_corrections",
    PUBLIC_HISTORY,
)  # fmt: skip
"""Relations of an action that most leave empty."""


@dataclass(frozen=True, slots=True)
class ActionPage:
    """A public action with everything that its page shows of itself."""

    action: Action
    related: frozenset[str]
    """Which of `OPTIONAL` hold anything."""
    updates: list[Update]
    """Everything once published about it, newest first."""
    partners: list[Partner]
    deadline_changes: list[DeadlineChange]
    quote_changes: list[QuoteChange]


def listed_actions(keys: Iterable[int], *, day: date | None = None) -> QuerySet[Action]:
    """Return public actions with what a row of a list shows of them, now or at the end of a past day."""
    return Action.objects.public().at(day).for_listing().filter(pk__in=list(keys))


def fill_actions(actions: Iterable[Action]) -> None:
    """Fetch for rows of lists who leads them, and of their letters title, number and day."""
    letters = Prefetch("reply", Reply.objects.only("title", "document_number", "issued_on"))
    prefetch_related_objects(actions, "lead", letters)


def public_action(pk: int) -> Action | None:
    return Action.objects.public().filter(pk=pk).first()


def action_page(pk: int) -> ActionPage | None:
    """Return a public action as its page shows it, or None."""
    action = alone(_actions_with_letters().filter(pk=pk))
    if action is None:
        return None
    related = nonempty_relations(action, OPTIONAL)
    prefetch_related_objects([action], "reply__issuers", "reply__proposals", "categories")
    return ActionPage(
        action,
        related,
        published_updates(action) if "updates" in related else [],
        list(action.partners.select_related("organisation")) if "partners" in related else [],
        list(action.deadline_changes.all()) if "deadline_changes" in related else [],
        list(action.quote_changes.all()) if "quote_changes" in related else [],
    )


def published_updates(action: Action) -> list[Update]:
    """Return everything once published about a public action, newest first, as its timeline shows it."""
    return list(_timelines().filter(action=action))


@cache
def _actions_with_letters() -> QuerySet[Action]:
    rows = Action.objects.public().select_related("reply__place", "commitment", "lead")
    return with_nonempty(rows, OPTIONAL)


@cache
def _timelines() -> QuerySet[Update]:
    return Update.objects.public().for_timeline().prefetch_related("evidence")
