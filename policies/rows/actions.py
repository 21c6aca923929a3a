"""Rows of actions, and the one action of a page."""

from collections.abc import Iterable

from django.db.models import F

from policies.models import Action, Category, DeadlineChange, Evidence, Partner, Proposal, QuoteChange, Reply, Update
from policies.rows.given import give_many, give_one
from policies.rows.letters import signers
from policies.rows.units import units_by_key
from policies.rows.written import written


def fill_actions(actions: Iterable[Action]) -> None:
    """Give rows of lists what they show beside themselves: who leads them, and their letters without the text."""
    give_one(actions, "lead", units_by_key({action.lead_id for action in actions}))
    give_one(actions, "reply", _letters({action.reply_id for action in actions}))


def action_by_key(pk: int) -> Action | None:
    """Return a public action, or None."""
    return next(iter(_actions([pk])), None)


def action_on_page(pk: int, held: frozenset[str]) -> Action | None:
    """Return a public action with everything that its page shows, but for its updates; of `SELDOM_OF_ACTION` what is `held`."""
    for action in _actions_with_letters([pk]):
        letter = [action.reply]
        give_many(letter, "issuers", signers([action.reply_id]), "reply_id")
        give_many(letter, "proposals", _proposals([action.reply_id]), "of")
        for relation, statement, by in SELDOM:
            give_many([action], relation, statement([pk]) if relation in held else [], by)
        return action
    return None


def updates_on(action: Action) -> list[Update]:
    """Return everything once published about a public action, newest first, as its timeline shows it."""
    updates = _updates([action.pk])
    give_many(updates, "evidence", _evidence([update.pk for update in updates]), "of")
    return updates


@written
def _actions(keys):
    return Action.objects.public().filter(pk__in=keys)


@written
def _actions_with_letters(keys):
    return Action.objects.public().select_related("reply__place", "commitment", "lead").filter(pk__in=keys)


@written
def _letters(keys):
    return Reply.objects.without_text().filter(pk__in=keys)


@written
def _proposals(replies):
    return Proposal.objects.filter(replies__in=replies).annotate(of=F("replies"))


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
    return Update.objects.public().for_timeline().select_related("organisation").filter(action__in=actions)


@written
def _evidence(updates):
    return Evidence.objects.filter(updates__in=updates).annotate(of=F("updates"))


SELDOM = (
    ("categories", _categories, "of"),
    ("partners", _partners, "action_id"),
    ("deadline_changes", _deadline_changes, "action_id"),
    ("quote_changes", _quote_changes, "action_id"),
)
"""Relations of an action that most leave empty."""
