"""The right side of a letter's page: its doubts, its proposals, its commitments, each with what can be done to it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Prefetch

from policies.admin.actions.operations import EDIT, JOIN, REMOVE, SPLIT, TWIN
from policies.admin.columns import admin_url
from policies.admin.operations import Deed, Offer, offers
from policies.admin.replies.operations import ACCEPT, DROP_PROPOSAL, EDIT_COMMITMENT, EDIT_PROPOSAL, REGISTER
from policies.admin.replies.reading_diff import both_sides
from policies.admin.replies.readings import DEEDS as DOUBT_DEEDS
from policies.ingest.categories import Proposed, propose_categories
from policies.models import ANSWERED_BY, DIFFERENCES, Action, Commitment, Doubt, Proposal, Reply, seen
from policies.models.rights import may

# A phrase that every letter of a place holds is no sign of a twin; whoever looks needs no more than these.
MOST_TWINS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """An action beside its letter."""

    action: Action
    offers: dict[str, Offer]
    twins: list[tuple[Action, Offer]]


def proposal_offers(reply: Reply, user, posted: Offer | None) -> list[tuple]:
    """Return each proposal of the letter with the deeds about it, and last (None, …) to name another one."""
    rows: list[Proposal | None] = [*sorted(reply.proposals.all(), key=lambda proposal: proposal.pk), None]
    if posted is not None and posted.deed is EDIT_PROPOSAL and "proposal" in posted.form.errors:
        # It was taken from the letter meanwhile: what was typed is shown where another one is named.
        return [*proposal_offers(reply, user, None)[:-1], (None, posted, None)]
    return [
        (
            proposal,
            _about(EDIT_PROPOSAL, reply, user, posted, proposal=proposal),
            _about(DROP_PROPOSAL, reply, user, posted, proposal=proposal) if proposal else None,
        )
        for proposal in rows
    ]


def commitment_offers(
    reply: Reply, commitments: list[Commitment], cards: list[Card], user, posted: Offer | None
) -> list[tuple]:
    """Return each commitment that has actions with the deed that corrects it, and last (None, …) to begin another.

    They come in the order of the letter.
    """
    begins = {}
    for card in cards:
        begins.setdefault(card.action.commitment_id, card.action.start)
    shown = sorted((each for each in commitments if each.pk in begins), key=lambda each: begins[each.pk])
    return [
        (
            commitment,
            _about(EDIT_COMMITMENT, reply, user, posted, commitment=commitment),
            [card for card in cards if commitment and card.action.commitment_id == commitment.pk],
        )
        for commitment in [*shown, None]
    ]


def _about(deed: Deed, reply: Reply, user, posted: Offer | None, **about) -> Offer | None:
    """Offer a deed about one part of the letter; what was posted about that part stands in its place."""
    name, part = next(iter(about.items()))
    if posted is not None and posted.deed is deed and posted.form.data.get(name, "") == str(part.pk if part else ""):
        return posted
    if not (deed.offered(reply) and may(user, deed.name, reply)):
        return None
    key = part.pk if part else "new"
    form = deed.form(obj=reply, auto_id=f"id_{deed.name}_{key}_%s", **about)
    return Offer(deed, form, admin_url(reply), f"{admin_url(reply)}#{name}-{key}")


def cards_of(reply: Reply, actions: list[Action], twins: dict[int, list[Action]], user) -> list[Card]:
    """Return the actions in order, each with what can be done to it; `twins` are the same words in other letters."""
    cards = []
    for action, following in zip_longest(actions, actions[1:]):
        action.reply = reply  # fetched once, for all of them
        back = f"{admin_url(reply)}#card-{action.pk}"
        joins = following is not None and following.commitment_id == action.commitment_id
        deeds = (EDIT, SPLIT, JOIN, REMOVE) if joins else (EDIT, SPLIT, REMOVE)
        can = {offer.deed.name: offer for offer in offers(deeds, action, user, back=back)}
        cards.append(Card(action, can, _merges(action, twins.get(action.pk, ()), user, back)))
    return cards


def twins_of(reply: Reply, actions: list[Action], user) -> dict[int, list[Action]]:
    """Return, by action, the same sentence in other letters of the place that `user` sees: proposed as the same promise."""
    alone = [action for action in actions if action.same_as_id is None]
    if reply.place is None or not alone:
        return {}
    found = defaultdict(list)
    letters = Prefetch("reply", Reply.objects.without_text())
    same = seen(user, Action.objects.same_words_as(alone, place=reply.place))
    for twin in same.prefetch_related(letters).order_by("pk"):
        found[twin.quote_key].append(twin)
    return {action.pk: found[action.quote_key][:MOST_TWINS] for action in alone}


def _merges(action: Action, twins: Iterable[Action], user, back: str) -> list[tuple[Action, Offer]]:
    if not (TWIN.offered(action) and may(user, TWIN.name, action)):
        return []
    return [
        (
            twin,
            Offer(
                TWIN,
                TWIN.form(obj=action, by=user, initial={"into": twin.pk, "seen": twin.pk}, auto_id=False),
                admin_url(action),
                back,
            ),
        )
        for twin in twins
    ]


def category_offers(reply: Reply, actions: list[Action], user) -> list[tuple[Proposed, Offer]]:
    """Return what is proposed for a letter without a category, each with the deed that accepts it for all actions."""
    bare = actions and not any(action.categories.all() for action in actions)
    if not (bare and ACCEPT.offered(reply) and may(user, ACCEPT.name, reply)):
        return []
    back = f"{admin_url(reply)}#commitments"
    return [
        (proposed, Offer(ACCEPT, _accepting(reply, proposed), admin_url(reply), back))
        for proposed in propose_categories(reply)
    ]


def _accepting(reply: Reply, proposed: Proposed):
    return ACCEPT.form(obj=reply, initial={"categories": [proposed.category]}, auto_id=False)


def doubts_of(reply: Reply, actions: list[Action], user) -> tuple[list[tuple], list[tuple]]:
    """Return the open doubts of the letter, and apart from them what a newer reading says otherwise.

    A doubt comes with the place on the page where its answer is entered and with its deeds, a difference with what the
    record says, what the reading says, and its deeds.
    """
    found = Doubt.objects.filter(reading__reply=reply, resolved_at__isnull=True).select_related("reading")
    rows, differing = [], []
    for doubt in found:
        doubt.reading.reply = reply
        back = f"{admin_url(reply)}#doubts"
        deeds = _cures(doubt, reply, user, back) + offers(DOUBT_DEEDS, doubt, user, back=back)
        if doubt.code in DIFFERENCES:
            differing.append((doubt, *both_sides(doubt, reply, actions), deeds))
        else:
            rows.append((doubt, _entry(doubt, reply, actions), deeds))
    return rows, differing


def _cures(doubt: Doubt, reply: Reply, user, back: str) -> list[Offer]:
    """Offer to register the unit that a doubt names, where its place is known."""
    if doubt.code != "unit_unknown" or not (REGISTER.offered(reply) and may(user, REGISTER.name, reply)):
        return []
    return [Offer(REGISTER, REGISTER.form(obj=reply, name=doubt.about, auto_id=False), admin_url(reply), back)]


# Where the page asks for what is no field of the letter itself.
ELSEWHERE = {"proposals": "proposals", "session": "proposals", "number": "proposals", "proposal_title": "proposals",
             "actions": "add", "units": "edit"}  # fmt: skip


def _entry(doubt: Doubt, reply: Reply, actions: list[Action]) -> str:
    """Return the id of the entry that answers a doubt; nothing for a doubt that only a look settles."""
    field = ANSWERED_BY.get(doubt.code)
    if doubt.code == "unsure_promise":
        read = (action for action in actions if " ".join(action.quote.split()).startswith(doubt.about))
        return next((f"card-{action.pk}" for action in read), "letter")
    if field is None:
        return ""
    if field == "deadline":
        return next((f"card-{action.pk}" for action in actions if action.due_text == doubt.about), "")
    return ELSEWHERE.get(field) or f"id_edit_reply_{reply.pk}_{field}"
