"""Rows of actions, and the one action of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Subquery

from policies.models import (
    Action,
    Category,
    DeadlineChange,
    Evidence,
    Issuer,
    Partner,
    Proposal,
    QuoteChange,
    Reply,
    Update,
)
from policies.rows.asked import Question, together
from policies.rows.given import give_many, give_one
from policies.rows.held import SELDOM_OF_ACTION, held_by
from policies.rows.units import units_by_key
from policies.rows.written import written


@dataclass(frozen=True, slots=True)
class OnPage:
    """A public action with everything that its page shows of itself."""

    action: Action
    held: frozenset[str]
    """Which of `SELDOM_OF_ACTION` hold anything."""
    updates: list[Update]


def fill_actions(actions: Iterable[Action]) -> None:
    """Give rows of lists what they show beside themselves: who leads them, and of their letters title, number and day."""
    give_beside(actions, *together(*beside(actions)))


def beside(actions: Iterable[Action]) -> tuple[Question, Question]:
    """Ask for what `give_beside` gives."""
    return (
        units_by_key.of({action.lead_id for action in actions}),
        _letters.of({action.reply_id for action in actions}),
    )


def give_beside(actions: Iterable[Action], units: list, letters: list[Reply]) -> None:
    give_one(actions, "lead", units)
    give_one(actions, "reply", letters)


def action_by_key(pk: int) -> Action | None:
    """Return a public action, or None."""
    return next(iter(_actions([pk])), None)


def action_on_page(pk: int) -> OnPage | None:
    """Return a public action as its page shows it, or None."""
    own = _actions_with_letters, _signers, _proposals, _categories, _updates, _evidence
    held, found, signers, proposals, categories, updates, evidence = together(
        held_by(Action, pk, SELDOM_OF_ACTION), *(statement.of([pk]) for statement in own)
    )
    if not found:
        return None
    action = found[0]
    give_many([action.reply], "issuers", signers, "reply_id")
    give_many([action.reply], "proposals", proposals, "of")
    give_many([action], "categories", categories, "of")
    seldom = together(*(statement.of([pk] if name in held else []) for name, statement in SELDOM.items()))
    for name, rows in zip(SELDOM, seldom, strict=True):
        give_many([action], name, rows, "action_id")
    give_many(updates, "evidence", evidence, "of")
    return OnPage(action, held, updates)


def updates_on(action: Action) -> list[Update]:
    """Return everything once published about a public action, newest first, as its timeline shows it."""
    updates, evidence = together(_updates.of([action.pk]), _evidence.of([action.pk]))
    give_many(updates, "evidence", evidence, "of")
    return updates


@written
def listed_actions(keys, *, day: date | None = None):
    """Return public actions with what a row of a list shows of them, now or at the end of a past day."""
    return Action.objects.public().at(day).for_listing().filter(pk__in=keys)


@written
def _actions(keys):
    return Action.objects.public().filter(pk__in=keys)


@written
def _actions_with_letters(keys):
    return Action.objects.public().select_related("reply__place", "commitment", "lead").filter(pk__in=keys)


@written
def _letters(keys):
    return Reply.objects.only("title", "document_number", "issued_on").filter(pk__in=keys)


@written
def _signers(action):
    return Issuer.objects.filter(reply=_letter_of(action))


@written
def _proposals(action):
    return Proposal.objects.filter(replies=_letter_of(action)).annotate(of=F("replies"))


def _letter_of(action) -> Subquery:
    """The letter of one action. Where tables are joined instead, PostgreSQL weighs longer how than it takes."""
    return Subquery(Action.objects.filter(pk__in=action).order_by().values("reply")[:1])


@written
def _categories(actions):
    return Category.objects.filter(actions__in=actions).annotate(of=F("actions"))


@written
def _partners(actions):
    return Partner.objects.select_related("organisation").filter(action__in=actions)


@written
def _deadline_changes(actions):
    return DeadlineChange.objects.filter(action__in=actions)


@written
def _quote_changes(actions):
    return QuoteChange.objects.filter(action__in=actions)


@written
def _updates(actions):
    return Update.objects.public().for_timeline().filter(action__in=actions)


@written
def _evidence(actions):
    return Evidence.objects.filter(updates__action__in=actions).annotate(of=F("updates"))


SELDOM = {"partners": _partners, "deadline_changes": _deadline_changes, "quote_changes": _quote_changes}
"""Relations of an action that most leave empty."""
