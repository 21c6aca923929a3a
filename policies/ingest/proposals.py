"""The proposals that letters answer, with their sessions and official classes: found where known, made where not."""

from collections.abc import Iterable

from policies import reader
from policies.ingest.fitting import fitted, names
from policies.ingest.places import Places
from policies.models import Category, Kind, Place, Proposal, Proposer, Reply, Session, number_key
from policies.models.rows import insert
from policies.reader import Body, Letter

# Terms and sessions that there can be; a damaged number is none.
COUNTED = range(1, 100)

LONGEST_KEY = Proposal._meta.get_field("number_key").max_length

Held = tuple[Place, str, int, int]
"""Place, body, term and number of a session."""


def store_proposals(letters: list[tuple[Reply, Letter]], places: Places) -> None:
    """Store what each letter answers. A proposal that another letter answered is the same, whatever else this one says."""
    read = [(reply, letter, each) for reply, letter in letters for each in letter.proposals]
    held = [_held(letter, each, places.of_session(letter, each, reply.place)) for reply, letter, each in read]
    sessions = _sessions(held)
    categories = _official_categories(each.category for _, _, each in read)
    known = _known_proposals(sessions.values(), (_number(each) for _, _, each in read))
    made, proposers, answers = [], [], []
    for (reply, letter, each), key in zip(read, held, strict=True):
        proposal = _proposal(each, sessions.get(key), categories)
        if found := known.get(same := _same(proposal)):
            proposal = found
        else:
            made.append(proposal)
            proposers.append((proposal, letter))
            if same:
                known[same] = proposal
        answers.append((reply, proposal))
    insert(Proposal, made)
    insert(Proposer, [proposer for proposal, letter in proposers for proposer in _proposers(proposal, letter)])
    answered = dict.fromkeys((reply.pk, proposal.pk) for reply, proposal in answers)
    through = Reply.proposals.through
    insert(through, [through(reply_id=reply, proposal_id=proposal) for reply, proposal in answered])


def _held(letter: Letter, read: reader.Proposal, place: Place | None) -> Held | None:
    """Return the session that the letter names. None where it names none, or not of which place."""
    if place is None or read.term not in COUNTED or read.session not in COUNTED:
        return None
    return place, read.body.value, read.term, read.session


def _sessions(wanted: Iterable[Held | None]) -> dict[Held, Session]:
    wanted = [key for key in dict.fromkeys(wanted) if key]
    held = Session.objects.filter(
        place__in={key[0] for key in wanted}, term__in={key[2] for key in wanted}, number__in={key[3] for key in wanted}
    )
    found = {
        (session.place, session.body, session.term, session.number): session for session in held.select_related("place")
    }
    missing = [key for key in wanted if key not in found]
    made = insert(
        Session, [Session(place=place, body=body, term=term, number=number) for place, body, term, number in missing]
    )
    return found | dict(zip(missing, made, strict=True))


def _known_proposals(sessions: Iterable[Session], numbers: Iterable[str]) -> dict[tuple, Proposal]:
    keys = {number_key(number) for number in numbers} - {""}
    proposals = Proposal.objects.filter(session__in=list(sessions), number_key__in=keys)
    return {_same(proposal): proposal for proposal in proposals}


def _same(proposal: Proposal) -> tuple | None:
    """Return what two mentions of one proposal share; None where it cannot be told from others."""
    if proposal.session_id is None or not proposal.number_key:
        return None
    return proposal.session_id, proposal.kind, proposal.number_key


def _proposal(read: reader.Proposal, session: Session | None, categories: dict[str, Category]) -> Proposal:
    number = _number(read)
    return Proposal(
        session=session,
        kind=_kind(read),
        number=number,
        number_key=number_key(number),
        category=categories.get(_class(read.category)),
        **fitted(Proposal, title=read.title, category_number=read.category_number),
    )


def _number(read: reader.Proposal) -> str:
    """Return the number as the columns take it; nothing where there is no digit or letter in it."""
    number = fitted(Proposal, number=read.number)["number"]
    return number if 0 < len(number_key(number)) <= LONGEST_KEY else ""  # ㈱ is three characters of a key


def _kind(read: reader.Proposal) -> str:
    if read.body == Body.CPPCC:
        return Kind.PROPOSAL
    return Kind.BILL if (read.title or "").endswith("议案") else Kind.SUGGESTION


def _proposers(proposal: Proposal, letter: Letter) -> Iterable[Proposer]:
    addressees = names(Proposer, (addressee.value for addressee in letter.addressees))
    return (Proposer(proposal=proposal, position=position, name=name) for position, name in enumerate(addressees))


def _class(name: str | None) -> str:
    return fitted(Category, name=name)["name"]


def _official_categories(printed: Iterable[str | None]) -> dict[str, Category]:
    """Find or make the classes that letters print: 商贸监管类. They are the body's own, so they stand at the top."""
    wanted = [name for name in dict.fromkeys(map(_class, printed)) if name]
    found = {category.name: category for category in Category.objects.filter(name__in=wanted, parent=None)}
    for name in wanted:
        if name not in found:
            category = found[name] = Category(name=name)
            category.full_clean()  # makes the slug
            category.save()
    return found
