"""What a letter answers: the proposals named in it, as people correct them."""

from django.utils.translation import gettext as _

from policies import reader
from policies.changes.base import change, unpublished
from policies.changes.doubts import settle_doubts
from policies.changes.registry import erase, keep
from policies.derived import reindex, reindex_proposals
from policies.ingest.places import Places
from policies.models import BodyChoices, Category, Kind, Place, Proposal, Reply, Session, number_key
from policies.models.rights import require, scope_of
from policies.refusal import Refused


@change
def edit_proposal(
    *,
    reply: Reply,
    proposal: Proposal | None = None,
    kind: str,
    number: str = "",
    title: str = "",
    category: Category | None = None,
    place: Place | None = None,
    term: int | None = None,
    meeting: int | None = None,
    by,
) -> Proposal:
    """Say what an unpublished letter answers: correct one of its proposals or, without `proposal`, add one.

    `place`, `term` (届) and `meeting` (次) name the session, which is made where it is not on record. A proposal that
    is already on record under that session, kind and number is taken as it is. One that letters or units of others
    name too is theirs as much: it is not changed from here. Raises Refused for it, and for half of a session.
    """
    require(by, "edit_proposal", reply)
    reply = unpublished(reply)
    if not number.strip() and not title.strip():
        raise Refused(_("写明编号或标题，才知道答复的是哪一件。"))
    session = _session(kind, place, term, meeting, by)
    known = _on_record(session, kind, number, but=proposal)
    if known is None and proposal is None:  # a button pressed twice names it once
        known = reply.proposals.filter(kind=kind, number=number, title=title).first()
    if known is not None:
        reply.proposals.add(known)
        if proposal is not None:
            _answer_no_more(reply, proposal)
        proposal = known
    else:
        proposal = Proposal.objects.get(pk=proposal.pk) if proposal else Proposal()
        asked = {"session": session, "kind": kind, "number": number, "title": title, "category": category}
        if any(getattr(proposal, name) != value for name, value in asked.items()):
            _refuse_what_others_rest_on(proposal, reply, by)
        for name, value in asked.items():
            setattr(proposal, name, value)
        keep(obj=proposal, by=by)
        reply.proposals.add(proposal)
    reindex([reply.pk])
    named = {"session": proposal.session, "number": proposal.number, "proposal_title": proposal.title}
    settle_doubts([reply], {"proposals", *(field for field, value in named.items() if value)}, by=by)
    return proposal


@change
def drop_proposal(*, reply: Reply, proposal: Proposal, by) -> None:
    """Say that an unpublished letter does not answer this proposal."""
    require(by, "drop_proposal", reply)
    reply = unpublished(reply)
    _answer_no_more(reply, proposal)
    reindex([reply.pk])


@change
def find_sessions(*, reply: Reply, by) -> None:
    """Give the letter's proposals the sessions that it names, now that its place is known."""
    letter = reader.read_letter(reply.text)
    places = Places([letter], [reply.place])
    for read in letter.proposals:
        held_at = places.of_session(letter, read, reply.place)
        key = number_key(read.number or "")
        proposal = reply.proposals.filter(session__isnull=True, number_key=key).first()
        if proposal and held_at and read.term and read.session:
            edit_proposal(
                reply=reply,
                proposal=proposal,
                kind=proposal.kind,
                number=proposal.number,
                title=proposal.title,
                category=proposal.category,
                place=held_at,
                term=read.term,
                meeting=read.session,
                by=by,
            )


def _session(kind: str, place: Place | None, term: int | None, meeting: int | None, by) -> Session | None:
    if not term and not meeting:
        return None
    if not (place and term and meeting):
        raise Refused(_("会议要写全：行政区、届和次；不清楚的话都留空。"))
    body = BodyChoices.CPPCC if kind == Kind.PROPOSAL else BodyChoices.NPC
    known = Session.objects.filter(place=place, body=body, term=term, number=meeting).first()
    return known or keep(obj=Session(place=place, body=body, term=term, number=meeting), by=by)


def _on_record(session: Session | None, kind: str, number: str, *, but: Proposal | None) -> Proposal | None:
    if session is None or not number_key(number):
        return None
    found = Proposal.objects.filter(session=session, kind=kind, number_key=number_key(number))
    return found.exclude(pk=but.pk if but else None).first()


def _refuse_what_others_rest_on(proposal: Proposal, reply: Reply, by) -> None:
    scope = scope_of(by)
    if proposal.pk is None or scope.everything:
        return
    letters = proposal.replies.exclude(pk=reply.pk).prefetch_related("issuers")
    handled = set(proposal.handlings.values_list("organisation", flat=True))
    if handled and not handled & scope.units or any(not letter.is_of(scope) for letter in letters):
        raise Refused(_("别的单位的答复或交办也指着这件提案或建议，不能从这里改；有误请管理员更正。"))


def _answer_no_more(reply: Reply, proposal: Proposal) -> None:
    """Take the proposal from the letter; what nothing else names was only a misreading and goes."""
    reply.proposals.remove(proposal)
    if not (proposal.replies.exists() or proposal.handlings.exists() or proposal.satisfactions.exists()):
        erase(obj=proposal)
    else:
        reindex_proposals([proposal.pk])
