"""The commitments and actions of letters, as they were read."""

from collections import defaultdict
from collections.abc import Iterable

from policies import reader
from policies.derived import settle_new
from policies.ingest.fitting import fitted, names
from policies.ingest.units import find_units
from policies.models import Action, Commitment, Issuer, Organisation, Partner, Reply, only_one, quote_key
from policies.models.rows import insert
from policies.reader import Letter


def store_actions(letters: list[tuple[Reply, Letter]]) -> None:
    """Store what the letters promise. Whoever alone signed one answers for it; its proposals give the categories."""
    read = [(reply, letter, each) for reply, letter in letters for each in letter.commitments]
    commitments = insert(Commitment, _commitments(letters))
    leads = _leads(letters)
    found = [
        (_action(commitment, letter, action, leads.get(reply.pk)), letter, action)
        for commitment, (reply, letter, each) in zip(commitments, read, strict=True)
        for action in each.actions
    ]
    actions = insert(Action, settle_new([action for action, _, _ in found]))
    _store_categories(letters, actions)
    _store_partners(found)


def _commitments(letters: Iterable[tuple[Reply, Letter]]) -> Iterable[Commitment]:
    return (
        Commitment(
            reply=reply,
            position=position,
            **fitted(Commitment, number=letter.words(read.number), heading=letter.words(read.heading)),
        )
        for reply, letter in letters
        for position, read in enumerate(letter.commitments, start=1)
    )


def _leads(letters: Iterable[tuple[Reply, Letter]]) -> dict[int, Organisation | None]:
    signed = defaultdict(list)
    for issuer in Issuer.objects.filter(reply__in=[reply for reply, _ in letters]).select_related("organisation"):
        signed[issuer.reply_id].append(issuer)
    return {reply: only_one(issuers) for reply, issuers in signed.items()}


def _action(commitment: Commitment, letter: Letter, read: reader.Action, lead: Organisation | None) -> Action:
    deadline, quote = read.deadline, letter.words(read.span)
    return Action(
        reply=commitment.reply,
        commitment=commitment,
        quote=quote,
        quote_key=quote_key(quote),
        start=read.span.start,
        end=read.span.end,
        strength=read.strength.value,
        due_on=deadline.on if deadline else None,
        due_on_first=deadline.on if deadline else None,
        lead=lead,
        **fitted(Action, due_text=letter.words(deadline.words) if deadline else ""),
    )


def _store_categories(letters: Iterable[tuple[Reply, Letter]], actions: list[Action]) -> None:
    """Give each action the categories of the proposals that its letter answers."""
    given = defaultdict(list)
    answers = Reply.proposals.through.objects.filter(
        reply__in=[reply for reply, _ in letters], proposal__category__isnull=False
    )
    for reply, category in answers.order_by("pk").values_list("reply", "proposal__category"):
        given[reply].append(category)
    through = Action.categories.through
    insert(
        through,
        [
            through(action_id=action.pk, category_id=category)
            for action in actions
            for category in dict.fromkeys(given[action.reply_id])
        ],
    )


def _store_partners(found: list[tuple[Action, Letter, reader.Action]]) -> None:
    partners = [
        Partner(action=action, position=position, name=name)
        for action, letter, read in found
        for position, name in enumerate(names(Partner, map(letter.words, read.partners)))
    ]
    units = find_units((partner.action.reply.place_id, partner.name) for partner in partners)
    for partner in partners:
        partner.organisation = units.get((partner.action.reply.place_id, partner.name))
    insert(Partner, partners)
