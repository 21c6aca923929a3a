"""Search rows of what is found by its names: proposals that a letter answers, and units.

A proposal is found by its title, its number, its meeting, and the numbers of the letters that answer it in public. What
no letter answers is never public and has no row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import translation

from policies.derived.search_rows import chunks, surplus, write, wrong
from policies.models import Organisation, OrganisationName, Proposal, Reply, Session
from policies.search import PROPOSALS, UNITS, Index, folded

DIGITS = "〇一二三四五六七八九"


def reindex_answered(replies: Iterable[int]) -> None:
    """Bring the search rows of what these letters (keys) answer in line: their heads, or whether they are public, changed."""
    for chunk in chunks(replies):
        answered = Reply.proposals.through.objects.filter(reply__in=chunk)
        reindex_proposals(sorted(set(answered.values_list("proposal", flat=True))))


def reindex_proposals(proposals: Iterable[int]) -> None:
    """Bring the search rows of these proposals (keys) in line; drop those that no letter answers any more."""
    for chunk in chunks(proposals):
        index, words = _of_proposals(chunk)
        write([(index, words)])
        index.remove(set(chunk) - words.keys())


def reindex_units(units: Iterable[int]) -> None:
    """Bring the search rows of these units (keys) in line."""
    for chunk in chunks(units):
        write([_of_units(chunk)])


def differences() -> Iterator[str]:
    """Yield a line for every row of a proposal or a unit that is missing, wrong, or of something that is not there."""
    left = {PROPOSALS: PROPOSALS.keys(), UNITS: UNITS.keys()}
    for model, worked_out in ((Proposal, _of_proposals), (Organisation, _of_units)):
        for chunk in chunks(model.objects.order_by("pk").values_list("pk", flat=True)):
            yield from wrong([worked_out(chunk)], left)
    yield from surplus(left)


def _of_proposals(pks: list[int]) -> tuple[Index, dict[int, str]]:
    answered = Reply.proposals.through.objects.filter(proposal__in=pks).values("proposal")
    proposals = Proposal.objects.filter(pk__in=answered).select_related("session__place")
    numbers = defaultdict(list)
    public = Reply.objects.public().filter(proposals__in=pks).order_by("pk")
    for pk, number in public.values_list("proposals", "document_number"):
        numbers[pk].append(number)
    # The record's own words are Chinese, in whichever language the page is that saves them.
    with translation.override(None):
        return PROPOSALS, {
            proposal.pk: folded(
                proposal.title,
                proposal.called,
                *(_said(proposal.session) if proposal.session else ()),
                *numbers[proposal.pk],
            )
            for proposal in proposals
        }


def _of_units(pks: list[int]) -> tuple[Index, dict[int, str]]:
    names = defaultdict(list)
    for pk, name in (
        OrganisationName.objects.filter(organisation__in=pks).order_by("pk").values_list("organisation", "name")
    ):
        names[pk].append(name)
    units = Organisation.objects.filter(pk__in=pks).values_list("pk", "name")
    return UNITS, {pk: folded(name, *(other for other in names[pk] if other != name)) for pk, name in units}


def _said(session: Session) -> tuple[str, str]:
    """Return the meeting as pages write it, and as people do: 全国政协13届5次会议, 全国政协十三届五次会议."""
    body = f"{session.place.name}{session.get_body_display()}"
    return str(session), f"{body}{_counted(session.term)}届{_counted(session.number)}次会议"


def _counted(n: int) -> str:
    """Return 13 as 十三; beyond 99 there is no meeting."""
    tens, ones = divmod(n, 10)
    if n > 99:
        return str(n)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones or not tens else "")
