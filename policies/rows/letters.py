"""Rows of letters, and the one letter of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F

from policies.models import Action, Addressee, Commitment, Issuer, Place, Proposal, Reply
from policies.rows.asked import Question, together
from policies.rows.given import give_list, give_many
from policies.rows.held import SELDOM_OF_REPLY, held_by
from policies.rows.written import written


@dataclass(frozen=True, slots=True)
class OnPage:
    """A public letter with everything that its page shows of itself."""

    reply: Reply
    held: frozenset[str]
    """Which of `SELDOM_OF_REPLY` hold anything."""
    actions: list[Action]
    """The public ones, in the order of the letter."""
    commitments: list[Commitment]
    addressees: list[Addressee]
    """Whom the page tells apart."""


class Told(NamedTuple):
    """What the row of a letter says of one of its actions."""

    pk: int
    reply_id: int
    status: str


def fill_letters(replies: Iterable[Reply], day: date | None = None) -> None:
    """Give rows of lists what they show beside themselves: who signed, and their public actions as `shown_actions`.

    Of the actions a row counts how many have each status, now or at the end of a past day.
    """
    give_beside(replies, *together(*beside(replies, day)))


def beside(replies: Iterable[Reply], day: date | None) -> tuple[Question, Question]:
    """Ask for what `give_beside` gives."""
    keys = [reply.pk for reply in replies]
    return signers_of.of(keys), _statuses_then.of(keys, day=day) if day else _statuses.of(keys)


def give_beside(replies: Iterable[Reply], signers: list[Issuer], statuses: list[tuple]) -> None:
    give_many(replies, "issuers", signers, "reply_id")
    give_list(replies, "shown_actions", [Told(*each) for each in statuses], "reply_id")


def letter_on_page(pk: int) -> OnPage | None:
    """Return a public letter as its page shows it, or None."""
    own = _letters_with_places, signers_of, _proposals, _actions, _commitments, _addressees
    held, silent, found, signers, proposals, actions, commitments, addressees = together(
        held_by(Reply, pk, SELDOM_OF_REPLY), _silent_place.of(), *(statement.of([pk]) for statement in own)
    )
    if not found:
        return None
    if silent:  # where every place names its proposers the rule lets all through, and takes ten times as long to ask
        addressees = _told_addressees([pk])
    give_many(found, "issuers", signers, "reply_id")
    give_many(found, "proposals", proposals, "of")
    return OnPage(found[0], held, actions, commitments, addressees)


@written
def listed_letters(keys):
    """Return public letters with what a row of a list shows of them."""
    return Reply.objects.public().for_listing().filter(pk__in=keys)


@written
def signers_of(replies):
    return Issuer.objects.select_related("organisation").filter(reply__in=replies)


@written
def _statuses(replies):
    found = Action.objects.public().unsplit().filter(reply__in=replies)
    return found.values_list("pk", "reply", "status")  # a model's row takes three times as long to make


@written
def _statuses_then(replies, *, day: date):
    found = Action.objects.public().at(day).unsplit().filter(reply__in=replies)
    return found.values_list("pk", "reply", f"{found.stood}status")


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
def _silent_place():
    return Place.objects.filter(names_proposers=False)[:1]


@written
def _addressees(replies):
    return Addressee.objects.filter(reply__in=replies)


@written
def _told_addressees(replies):
    return Addressee.objects.public().filter(reply__in=replies)


@written
def _commitments(replies):
    return Commitment.objects.filter(reply__in=replies)
