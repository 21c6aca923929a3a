"""What rows of proposals show beside themselves, and the one proposal of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from policies.models import Action, Handling, Proposal, Proposer, Reply, Satisfaction, Update
from policies.models.shortcuts import alone
from policies.queries.rows.related import PUBLIC_HISTORY, nonempty_relations, with_nonempty


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal that the public sees, with everything that its page shows of itself."""

    proposal: Proposal
    """With what tells its place, and whether that names proposers."""
    has_history: bool
    replies: list[Reply]
    """The public letters that answer it, oldest first, with who signed and their actions as `shown_actions`."""
    proposers: list[Proposer]
    handlings: list[Handling]
    satisfactions: list[Satisfaction]


def listed_proposals(keys: Iterable[int]) -> QuerySet[Proposal]:
    """Return proposals that the public sees with what a row of a list shows of them."""
    return Proposal.objects.public().for_listing().filter(pk__in=list(keys))


def fill_proposals(proposals: Iterable[Proposal], day: date | None = None) -> None:
    """Fetch for rows of lists their meetings, categories, and the letters that answer them as `shown_replies`.

    Those are public now, or were by the end of a past day.
    """
    letters = Reply.objects.public().at(day).only("kind", "title", "document_number", "issued_on")
    answers = Prefetch("replies", _oldest_first(letters.prefetch_related("issuers")), "shown_replies")
    prefetch_related_objects(proposals, "session__place", "category", answers)


def proposal_page(pk: int) -> ProposalPage | None:
    """Return a proposal as its page shows it, or None."""
    proposal = alone(_proposals_with_sessions().filter(pk=pk))
    if proposal is None:
        return None
    return ProposalPage(
        proposal,
        bool(nonempty_relations(proposal, [PUBLIC_HISTORY])),
        list(_answers().filter(proposals=pk)),
        list(_proposers().filter(proposal=pk)),
        list(_handlings().filter(proposal=pk)),
        list(proposal.satisfactions.all()),
    )


def news_about(actions: Iterable[int]) -> list[Update]:
    """Return what was published about actions (keys) and stands, newest first."""
    return list(_news().filter(action__in=list(actions)))


@cache
def _proposals_with_sessions() -> QuerySet[Proposal]:
    rows = Proposal.objects.public().select_related("session__place", "category").with_place()
    return with_nonempty(rows, [PUBLIC_HISTORY])


@cache
def _answers() -> QuerySet[Reply]:
    shown = Prefetch("actions", Action.objects.public().unsplit().select_related("same_as"), "shown_actions")
    return _oldest_first(Reply.objects.public().for_listing().prefetch_related("issuers", shown))


@cache
def _proposers() -> QuerySet[Proposer]:
    return Proposer.objects.public()


@cache
def _handlings() -> QuerySet[Handling]:
    return Handling.objects.public().select_related("organisation")


@cache
def _news() -> QuerySet[Update]:
    return Update.objects.public().standing().for_timeline()


def _oldest_first(letters: QuerySet[Reply]) -> QuerySet[Reply]:
    return letters.order_by("issued_on", "pk")
