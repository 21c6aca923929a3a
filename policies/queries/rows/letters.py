"""What rows of letters show beside themselves, and the one letter of a page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from policies.models import Action, Addressee, Commitment, Issuer, Proposal, Reply
from policies.models.shortcuts import alone
from policies.queries.rows.related import PUBLIC_HISTORY, nonempty_relations, with_nonempty

OPTIONAL = ("followed_by", "head_changes", "satisfactions", PUBLIC_HISTORY)
"""Relations of a letter that most leave empty."""


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A public letter with everything that its page shows of itself."""

    reply: Reply
    related: frozenset[str]
    """Which of `OPTIONAL` hold anything."""
    actions: list[Action]
    """The public ones, in the order of the letter."""
    commitments: list[Commitment]
    addressees: list[Addressee]
    """Those whom the page may name."""


class ListedAction(NamedTuple):
    """What the row of a letter says of one of its actions."""

    pk: int
    reply_id: int
    status: str


def listed_letters(keys: Iterable[int]) -> QuerySet[Reply]:
    """Return public letters with what a row of a list shows of them."""
    return Reply.objects.public().for_listing().filter(pk__in=list(keys))


def fill_letters(replies: Iterable[Reply], day: date | None = None) -> None:
    """Fetch for rows of lists who signed, and their public actions as `shown_actions`, now or at the end of a past day."""
    prefetch_related_objects(replies, Prefetch("issuers", Issuer.objects.select_related("organisation")))
    found = Action.objects.public().at(day).unsplit().filter(reply__in=[reply.pk for reply in replies])
    listed = defaultdict(list)
    for row in found.values_list("pk", "reply", f"{found.prefix}status"):  # a model's row takes three times as long
        action = ListedAction(*row)
        listed[action.reply_id].append(action)
    for reply in replies:
        reply.shown_actions = listed[reply.pk]


def letter_page(pk: int) -> LetterPage | None:
    """Return a public letter as its page shows it, or None."""
    reply = alone(_letters_with_places().filter(pk=pk))
    if reply is None:
        return None
    prefetch_related_objects(
        [reply],
        Prefetch("issuers", Issuer.objects.select_related("organisation")),
        Prefetch("proposals", Proposal.objects.select_related("session__place", "category")),
    )
    return LetterPage(
        reply,
        nonempty_relations(reply, OPTIONAL),
        list(_actions().filter(reply=pk)),
        list(reply.commitments.all()),
        list(_addressees().filter(reply=pk)),
    )


@cache
def _letters_with_places() -> QuerySet[Reply]:
    return with_nonempty(Reply.objects.public().select_related("place"), OPTIONAL)


@cache
def _actions() -> QuerySet[Action]:
    return Action.objects.public().unsplit().select_related("same_as", "lead").order_by("start", "pk")


@cache
def _addressees() -> QuerySet[Addressee]:
    return Addressee.objects.public()
