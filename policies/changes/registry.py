"""The registers behind the record: places, units, categories, sessions and the like, one row at a time."""

from collections.abc import Iterable

from policies.changes.base import change, save_checked
from policies.changes.doubts import settle_doubts
from policies.changes.evidence import note_file
from policies.derived import (
    forget,
    note,
    note_doomed,
    note_named,
    reindex,
    reindex_proposals,
    reindex_units,
    settle,
    traced,
)
from policies.derived.affected import named_by
from policies.ingest import find_unit
from policies.models import (
    Action,
    Category,
    Evidence,
    Handling,
    Issuer,
    Organisation,
    OrganisationName,
    OutcomeClass,
    Partner,
    Place,
    Proposal,
    Proposer,
    Satisfaction,
    Session,
)
from policies.models.rights import require
from policies.models.tree import all_below

# Letters, actions and updates have changes of their own, with rules of their own.
REGISTERS = (
    Category,
    Evidence,
    Handling,
    Organisation,
    OrganisationName,
    OutcomeClass,
    Place,
    Proposal,
    Proposer,
    Satisfaction,
    Session,
)

# Reviewers keep what is on record about a proposal; everything else is for administrators.
CASE = (Handling, Proposal, Proposer, Satisfaction, Session)
DEED = dict.fromkeys(CASE, "save_case") | {Evidence: "save_evidence"}


def deed_of(model) -> str:
    """Return the deed, as `rights` knows it, of saving a row of a register."""
    return DEED.get(model, "save_register")


@change
def save(*, obj, by):
    """Save one row of a register, and bring in line what hangs on it: counts, and names that now mean a unit.

    Raises TypeError for what is no register.
    """
    if not isinstance(obj, REGISTERS):
        raise TypeError(f"{type(obj).__name__} is no register; it has changes of its own")
    require(by, deed_of(type(obj)), obj)
    return keep(obj=obj, by=by)


@change
def keep(*, obj, by):
    """Save one row of a register as part of a change that has already asked whether `by` may make it."""
    was_public = _is_public(obj) if isinstance(obj, Evidence) else None
    save_checked(obj)
    if isinstance(obj, Evidence):
        note_file(obj, was_public=was_public, by=by)
    elif isinstance(obj, Place):
        settle(Action.objects.filter(reply__place=obj))
        _reindex_of_sessions(Session.objects.filter(place=obj))
    elif isinstance(obj, Category):
        settle(Action.objects.filter(categories__in=all_below(Category.objects.all(), [obj.pk])))
    elif isinstance(obj, Organisation):
        reindex_units([obj.pk])
        _link_names(obj, by)
        settle(Action.objects.filter(lead__in=all_below(Organisation.objects.all(), [obj.pk])))
    elif isinstance(obj, OrganisationName):
        reindex_units([obj.organisation_id])
        _link_names(obj.organisation, by)
    elif isinstance(obj, Proposal):
        reindex(obj.replies.values_list("pk", flat=True))
        if obj.category:
            _hand_down(obj)
    elif isinstance(obj, Session):
        _reindex_of_sessions([obj])
    return obj


def erase(*, obj) -> None:
    """Erase one row of a register, and what is found by it."""
    model, pk = type(obj), obj.pk
    with traced():
        note_named(**named_by(obj))
        note_doomed(model, [pk])
        if isinstance(obj, OrganisationName):
            note(Organisation, [obj.organisation_id])
        obj.delete()
    if model is Proposal:
        forget(proposals=[pk])
    elif model is Organisation:
        forget(units=[pk])
    elif model is OrganisationName:
        reindex_units([obj.organisation_id])


def _reindex_of_sessions(sessions) -> None:
    reindex_proposals(Proposal.objects.filter(session__in=sessions).values_list("pk", flat=True))


def _is_public(evidence: Evidence) -> bool | None:
    """Say whether the file of a piece of evidence was public until now; None of what is not stored yet."""
    return Evidence.objects.filter(pk=evidence.pk).values_list("file_is_public", flat=True).first()


def _hand_down(proposal: Proposal) -> None:
    """Give the proposal's category to the actions of its letters that have none."""
    bare = list(Action.objects.filter(reply__proposals=proposal).without_category().distinct())
    for action in bare:
        action.categories.add(proposal.category)
    settle(bare)


def _link_names(unit: Organisation, by) -> None:
    """Link what letters of the unit's place call by a name that is now certain."""
    names = [unit.name, *unit.names.values_list("name", flat=True)]
    partners = Partner.objects.filter(name__in=names, action__reply__place=unit.place)
    link_units(Issuer.objects.filter(name__in=names, reply__place=unit.place), partners, unit.place, by=by)


def link_units(issuers, partners, place: Place, *, by) -> None:
    """Link those of the querysets that no unit is linked to, where the name is certain in `place`.

    A letter's only signer, newly linked, leads what nobody leads. Whoever linked a name settled the doubt about it.
    """
    found = {}
    for name in {*_unlinked(issuers), *_unlinked(partners)}:
        if unit := find_unit(name, place):
            found[name] = unit
    for name, unit in found.items():
        partners.filter(name=name, organisation__isnull=True).update(organisation=unit)
        signed = list(issuers.filter(name=name, organisation__isnull=True).values_list("reply", flat=True))
        issuers.filter(name=name, organisation__isnull=True).update(organisation=unit)
        lead_what_nobody_leads(signed, unit)
        settle_doubts(signed, {"units"}, by=by, about=name)


def lead_what_nobody_leads(replies: Iterable[int], unit: Organisation) -> None:
    """Give `unit` the actions without a lead of those letters that it alone signed."""
    several = Issuer.objects.exclude(organisation=unit).filter(reply__in=replies).values("reply")
    undecided = Action.objects.filter(reply__in=replies, lead__isnull=True).exclude(reply__in=several)
    led = list(undecided)
    Action.objects.filter(pk__in=[action.pk for action in led]).update(lead=unit)
    settle(led)


def _unlinked(parties) -> set[str]:
    return set(parties.filter(organisation__isnull=True).values_list("name", flat=True))
