"""Rows of proposals, and the one proposal of a page."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Prefetch, prefetch_related_objects

from policies.models import Action, Handling, Proposal, Proposer, Reply, Satisfaction, Update
from policies.rows.given import give_list, give_many
from policies.rows.letters import signers
from policies.rows.written import written


def fill_proposals(proposals: Iterable[Proposal], day: date | None = None) -> None:
    """Give rows of lists the letters that answer them as `shown_replies`: those public now, or by the end of a past day."""
    if day is None:
        replies = _letters([proposal.pk for proposal in proposals])
        give_many(replies, "issuers", signers({reply.pk for reply in replies}), "reply_id")
        give_list(proposals, "shown_replies", replies, "of")
    else:
        replies = Reply.objects.public().at(day).without_text().prefetch_related("issuers").order_by("issued_on", "pk")
        prefetch_related_objects(proposals, Prefetch("replies", replies, "shown_replies"))


def proposal_on_page(pk: int) -> Proposal | None:
    """Return a proposal that the public sees, with what tells its place and whether that names proposers."""
    return next(iter(_proposals([pk])), None)


def letters_answering(proposal: Proposal) -> list[Reply]:
    """Return the public letters that answer it, oldest first, with who signed and their actions as `shown_actions`."""
    replies = _letters([proposal.pk])
    keys = [reply.pk for reply in replies]
    give_many(replies, "issuers", signers(keys), "reply_id")
    give_list(replies, "shown_actions", _actions(keys), "reply_id")
    return replies


@written
def proposers_of(proposals):
    return Proposer.objects.public().filter(proposal__in=proposals)


@written
def handlings_of(proposals):
    return Handling.objects.public().select_related("organisation").filter(proposal__in=proposals)


@written
def satisfactions_of(proposals):
    return Satisfaction.objects.filter(proposal__in=proposals)


@written
def news_about(actions):
    """Return what was published about actions and stands, newest first."""
    found = Update.objects.public().standing().select_related("organisation").filter(action__in=actions)
    return found.order_by("-happened_on", "-published_at", "-pk")


@written
def _proposals(keys):
    return Proposal.objects.public().select_related("session__place", "category").with_place().filter(pk__in=keys)


@written
def _letters(proposals):
    found = Reply.objects.public().without_text().select_related("place").filter(proposals__in=proposals)
    return found.annotate(of=F("proposals")).order_by("issued_on", "pk")


@written
def _actions(replies):
    return Action.objects.public().unsplit().select_related("same_as").filter(reply__in=replies)
