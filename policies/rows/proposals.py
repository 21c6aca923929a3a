"""Rows of proposals, and the one proposal of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from policies.models import Action, Category, Handling, Issuer, Proposal, Proposer, Reply, Satisfaction, Session, Update
from policies.rows.asked import together
from policies.rows.given import give_list, give_many, give_one
from policies.rows.held import SELDOM_OF_PROPOSAL, held_by
from policies.rows.written import written


@dataclass(frozen=True, slots=True)
class OnPage:
    """A proposal that the public sees, with everything that its page shows of itself."""

    proposal: Proposal
    """With what tells its place, and whether that names proposers."""
    held: frozenset[str]
    """Which of `SELDOM_OF_PROPOSAL` hold anything."""
    replies: list[Reply]
    """The public letters that answer it, oldest first, with who signed and their actions as `shown_actions`."""
    proposers: list[Proposer]
    handlings: list[Handling]
    satisfactions: list[Satisfaction]


def fill_proposals(proposals: Iterable[Proposal], day: date | None = None) -> None:
    """Give rows of lists their meetings and categories, and the letters that answer them as `shown_replies`.

    Those are public now, or were by the end of a past day.
    """
    keys = [proposal.pk for proposal in proposals]
    sessions, categories, replies, signers = together(
        _sessions.of({proposal.session_id for proposal in proposals}),
        _categories.of({proposal.category_id for proposal in proposals}),
        _letters_told.of(keys, day=day),
        _signers.of(keys),
    )
    give_one(proposals, "session", sessions)
    give_one(proposals, "category", categories)
    give_many(replies, "issuers", signers, "reply_id")
    give_list(proposals, "shown_replies", replies, "of")


def proposal_on_page(pk: int) -> OnPage | None:
    """Return a proposal as its page shows it, or None."""
    own = _proposals, _letters, _signers, _actions
    held, found, replies, signers, actions = together(
        held_by(Proposal, pk, SELDOM_OF_PROPOSAL), *(statement.of([pk]) for statement in own)
    )
    if not found:
        return None
    give_many(replies, "issuers", signers, "reply_id")
    give_list(replies, "shown_actions", actions, "reply_id")
    seldom = together(*(statement.of([pk] if name in held else []) for name, statement in SELDOM.items()))
    return OnPage(found[0], held, replies, *seldom)


@written
def listed_proposals(keys):
    """Return proposals that the public sees with what a row of a list shows of them."""
    return Proposal.objects.public().for_listing().filter(pk__in=keys)


@written
def news_about(actions):
    """Return what was published about actions and stands, newest first."""
    return Update.objects.public().standing().for_timeline().filter(action__in=actions)


@written
def _proposals(keys):
    return Proposal.objects.public().select_related("session__place", "category").with_place().filter(pk__in=keys)


@written
def _letters(proposals):
    found = Reply.objects.public().for_listing().filter(proposals__in=proposals)
    return found.annotate(of=F("proposals")).order_by("issued_on", "pk")


@written
def _sessions(keys):
    return Session.objects.select_related("place").filter(pk__in=keys)


@written
def _categories(keys):
    return Category.objects.filter(pk__in=keys)


@written
def _letters_told(proposals, *, day: date | None):
    """Return the letters that answer proposals, with what the row of a list, and the entry of a feed, says of them."""
    found = Reply.objects.public().at(day).only("kind", "title", "document_number", "issued_on")
    return found.filter(proposals__in=proposals).annotate(of=F("proposals")).order_by("issued_on", "pk")


@written
def _signers(proposals):
    return Issuer.objects.filter(
        reply__in=Reply.proposals.through.objects.filter(proposal__in=proposals).values("reply")
    )


@written
def _actions(proposals):
    found = Action.objects.public().unsplit().select_related("same_as")
    return found.filter(reply__in=Reply.proposals.through.objects.filter(proposal__in=proposals).values("reply"))


@written
def _proposers(proposals):
    return Proposer.objects.public().filter(proposal__in=proposals)


@written
def _handlings(proposals):
    return Handling.objects.public().select_related("organisation").filter(proposal__in=proposals)


@written
def _satisfactions(proposals):
    return Satisfaction.objects.filter(proposal__in=proposals)


SELDOM = {"proposers": _proposers, "handlings": _handlings, "satisfactions": _satisfactions}
"""Relations of a proposal that some leave empty."""
