"""The rows of a letter: what was read, as it was read."""

from policies import reader
from policies.derived import settle
from policies.ingest.places import find_session
from policies.ingest.units import find_unit
from policies.models import (
    Action,
    Addressee,
    Category,
    Commitment,
    Doubt,
    Issuer,
    Kind,
    Partner,
    Place,
    Proposal,
    Proposer,
    Reading,
    Reply,
    ReplyForm,
    number_key,
    quote_key,
    text_key,
)
from policies.reader import Body, Letter

# A damaged 等…名代表 may claim any number.
MOST_ADDRESSEES = 9_999


def store_letter(letter: Letter, *, place: Place | None, source_url: str, source_sha256: str) -> Reply:
    """Store the letter itself, its parties, and the proposals that it answers."""
    reply = Reply.objects.create(
        place=place,
        form=ReplyForm.ABSTRACT if letter.title and "摘要" in letter.title.value else ReplyForm.FULL,
        issued_on=letter.issued_on.value if letter.issued_on else None,
        published_on=letter.published_on.value if letter.published_on else None,
        addressee_count=min(letter.addressee_count, MOST_ADDRESSEES),
        outcome_mark=_value(letter.outcome),
        text=letter.text,
        text_key=text_key(letter.text),
        source_url=source_url,
        source_sha256=source_sha256,
        **_fitted(
            Reply,
            title=_value(letter.title),
            document_number=_value(letter.document_number),
            index_number=_value(letter.index_number),
            subject=_value(letter.subject),
            department=_value(letter.department),
        ),
    )
    for model, found in ((Issuer, letter.issuers), (Addressee, letter.addressees)):
        model.objects.bulk_create(
            model(reply=reply, position=position, name=name, organisation=find_unit(name, place))
            for position, name in enumerate(_names(model, (party.value for party in found)))
        )
    reply.proposals.set([_store_proposal(letter, read, reply) for read in letter.proposals])
    return reply


def store_actions(reply: Reply, letter: Letter) -> int:
    """Store the commitments and actions that were read, and return the number of actions."""
    lead = reply.only_signer
    commitments = Commitment.objects.bulk_create(
        Commitment(
            reply=reply,
            position=position,
            **_fitted(Commitment, number=letter.words(read.number), heading=letter.words(read.heading)),
        )
        for position, read in enumerate(letter.commitments, start=1)
    )
    found = [
        (commitment, action)
        for commitment, read in zip(commitments, letter.commitments, strict=True)
        for action in read.actions
    ]
    actions = Action.objects.bulk_create(_action(commitment, letter, read, lead) for commitment, read in found)
    _store_categories(reply, actions)
    _store_partners(reply, letter, actions, [read for _, read in found])
    settle(actions)
    return len(actions)


def store_reading(reply: Reply, letter: Letter) -> Reading:
    """Store what the reader made of the letter, with its doubts and those that only the record can have."""
    reading = Reading.objects.create(reply=reply, reader_version=reader.VERSION, result=reader.as_json(letter))
    doubts = [Doubt(reading=reading, code=doubt.code, about=doubt.about[:300]) for doubt in letter.doubts]
    if reply.place_id is None:
        doubts.append(Doubt(reading=reading, code="place_unknown"))
    elif letter.proposals and reply.proposals.filter(session__isnull=True).exists():
        doubts.append(Doubt(reading=reading, code="session_unknown"))
    unknown = reply.issuers.filter(organisation__isnull=True).values_list("name", flat=True)
    doubts += [Doubt(reading=reading, code="unit_unknown", about=name) for name in unknown]
    if reply.document_number:
        twins = Reply.objects.filter(document_number=reply.document_number).exclude(pk=reply.pk)
        doubts += [
            Doubt(reading=reading, code="same_number", about=str(pk)) for pk in twins.values_list("pk", flat=True)
        ]
    settled = Doubt.objects.filter(reading__reply=reply, resolved_at__isnull=False)
    earlier = {(doubt.code, doubt.about): doubt for doubt in settled}
    for doubt in doubts:
        # What a person settled of an earlier reading need not be settled again.
        if known := earlier.get((doubt.code, doubt.about)):
            doubt.resolved_at, doubt.resolved_by_id = known.resolved_at, known.resolved_by_id
    Doubt.objects.bulk_create(doubts)
    return reading


def _action(commitment: Commitment, letter: Letter, read: reader.Action, lead) -> Action:
    deadline, quote = read.deadline, letter.words(read.span)
    return Action(
        reply_id=commitment.reply_id,
        commitment=commitment,
        quote=quote,
        quote_key=quote_key(quote),
        start=read.span.start,
        end=read.span.end,
        strength=read.strength.value,
        due_on=deadline.on if deadline else None,
        due_on_first=deadline.on if deadline else None,
        lead=lead,
        **_fitted(Action, due_text=letter.words(deadline.words) if deadline else ""),
    )


def _store_categories(reply: Reply, actions: list[Action]) -> None:
    """Give each action the categories of the proposals that its letter answers."""
    categories = list(Category.objects.filter(proposal__replies=reply).distinct())
    given = Action.categories.through
    given.objects.bulk_create(given(action=action, category=category) for action in actions for category in categories)


def _store_partners(reply: Reply, letter: Letter, actions: list[Action], found: list[reader.Action]) -> None:
    named = [_names(Partner, map(letter.words, read.partners)) for read in found]
    units = {name: find_unit(name, reply.place) for name in {name for names in named for name in names}}
    Partner.objects.bulk_create(
        Partner(action=action, position=position, name=name, organisation=units[name])
        for action, names in zip(actions, named, strict=True)
        for position, name in enumerate(names)
    )


def _store_proposal(letter: Letter, read: reader.Proposal, reply: Reply) -> Proposal:
    session = find_session(letter, read, reply.place)
    kind = _kind(read)
    number = _fitted(Proposal, number=read.number)["number"]
    if session and number_key(number):
        known = Proposal.objects.filter(session=session, kind=kind, number_key=number_key(number)).first()
        if known:
            return known
    proposal = Proposal.objects.create(
        session=session,
        kind=kind,
        number=number if number_key(number) else "",
        number_key=number_key(number),
        category=_official_category(read.category),
        **_fitted(Proposal, title=read.title, category_number=read.category_number),
    )
    Proposer.objects.bulk_create(
        Proposer(proposal=proposal, position=position, name=name)
        for position, name in enumerate(_names(Proposer, (addressee.value for addressee in letter.addressees)))
    )
    return proposal


def _kind(read: reader.Proposal) -> str:
    if read.body == Body.CPPCC:
        return Kind.PROPOSAL
    return Kind.BILL if (read.title or "").endswith("议案") else Kind.SUGGESTION


def _official_category(name: str | None) -> Category | None:
    """Find or make the class that the letter prints: 商贸监管类. It is the body's own, so it stands at the top."""
    name = _fitted(Category, name=name)["name"]
    if not name:
        return None
    if known := Category.objects.filter(name=name, parent=None).first():
        return known
    category = Category(name=name)
    category.full_clean()  # makes the slug
    category.save()
    return category


def _fitted(model, **values: str | None) -> dict[str, str]:
    """Return the values as the columns take them: cut where damage made them endless. The reading keeps them whole."""
    limits = {name: model._meta.get_field(name).max_length for name in values}
    return {name: (value or "")[: limits[name]] for name, value in values.items()}


def _names(model, names) -> list[str]:
    """Return the names in order, each once, as the column takes them."""
    return list(dict.fromkeys(_fitted(model, name=name)["name"] for name in names))


def _value(found) -> str:
    return found.value if found else ""
