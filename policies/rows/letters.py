"""Rows of letters, and the one letter of a page."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Prefetch, prefetch_related_objects

from policies.models import Action, Commitment, Issuer, Proposal, Reply
from policies.rows.given import give_list, give_many
from policies.rows.written import written


def fill_letters(replies: Iterable[Reply], day: date | None = None) -> None:
    """Give rows of lists what they show beside themselves: who signed, and their public actions as `shown_actions`.

    Of the actions a row counts how many have each status, now or at the end of a past day.
    """
    keys = [reply.pk for reply in replies]
    give_many(replies, "issuers", signers(keys), "reply_id")
    if day is None:
        give_list(replies, "shown_actions", _statuses(keys), "reply_id")
    else:
        counted = Action.objects.public().at(day).unsplit().only("reply", "status")
        prefetch_related_objects(replies, Prefetch("actions", counted, "shown_actions"))


def letter_on_page(pk: int) -> Reply | None:
    """Return a public letter with everything that its page shows, but for its actions and commitments."""
    for reply in _letters_with_places([pk]):
        give_many([reply], "issuers", signers([pk]), "reply_id")
        give_many([reply], "proposals", _proposals([pk]), "of")
        return reply
    return None


def actions_in(reply: Reply) -> list[Action]:
    """Return the public actions of a letter, in its order."""
    return _actions([reply.pk])


def commitments_in(reply: Reply) -> list[Commitment]:
    return _commitments([reply.pk])


@written
def signers(replies):
    return Issuer.objects.select_related("organisation").filter(reply__in=replies)


@written
def _statuses(replies):
    return Action.objects.public().unsplit().only("reply", "status").filter(reply__in=replies)


@written
def _letters_with_places(keys):
    return Reply.objects.public().select_related("place").filter(pk__in=keys)


@written
def _proposals(replies):
    found = Proposal.objects.select_related("session__place", "category")
    return found.filter(replies__in=replies).annotate(of=F("replies"))


@written
def _actions(replies):
    found = Action.objects.public().unsplit().select_related("same_as", "lead")
    return found.filter(reply__in=replies).order_by("start", "pk")


@written
def _commitments(replies):
    return Commitment.objects.filter(reply__in=replies)
