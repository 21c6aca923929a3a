"""What is told otherwise once certain rows were written: the letters in which they stand, and the registers named there."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Model, Q

from policies.models import (
    Action,
    Addressee,
    Category,
    ChangedKind,
    Commitment,
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
    ReaderCorrection,
    Reply,
    Satisfaction,
    Session,
    Update,
)
from policies.models.tree import all_below

Keys = set[int]


@dataclass
class Reached:
    written: dict[str, Keys] = field(default_factory=lambda: defaultdict(set))
    """Rows of registers of which something else is told than before, by kind."""
    named: dict[str, Keys] = field(default_factory=lambda: defaultdict(set))
    """Rows of registers that may have come or gone."""
    beside: dict[str, Keys] = field(default_factory=lambda: defaultdict(set))
    """Rows that name one which came or went."""
    letters: Keys = field(default_factory=set)
    """Letters of which something is told otherwise, and that may stand under other units and categories than before."""
    retold: Keys = field(default_factory=set)
    """Letters in which something is told otherwise, and that stand where they stood."""
    below: Keys = field(default_factory=set)
    """Letters that are told as before, and may stand under others than before: what stands below a unit or category."""
    is_public: bool = False
    """Readers see something else than before."""

    def add_neighbours(self, kind: str, pks: Keys) -> None:
        """Add what names rows that came or went: what stands below them, whom they took over from, what they reported."""
        if kind == ChangedKind.ORGANISATIONS:
            names_them = Q(parent__in=pks) | Q(succeeded_by__in=pks)
            self.beside[kind] |= _keys(Organisation.objects.filter(names_them))
            self.retold |= letters_of(Update.objects.filter(organisation__in=pks), "action__reply")
            self.retold |= letters_of(Action.objects.filter(lead__in=pks), "reply")
            self.beside[ChangedKind.PROPOSALS] |= letters_of(Handling.objects.filter(organisation__in=pks), "proposal")
        elif kind in (ChangedKind.CATEGORIES, ChangedKind.PLACES):
            model = Category if kind == ChangedKind.CATEGORIES else Place
            self.beside[kind] |= _keys(model.objects.filter(parent__in=pks))


def letters_of(rows, path: str) -> Keys:
    return set(rows.order_by().values_list(path, flat=True)) - {None}


def _keys(rows) -> Keys:
    return letters_of(rows, "pk")


def reached_by(noted: dict[type[Model], Keys], seen: Reached) -> None:
    """Add to `seen` what rows that were written reach."""
    for model, pks in noted.items():
        if pks and model in REACHES:
            REACHES[model](set(pks), seen)


def _letters(pks: Keys, seen: Reached) -> None:
    """Letters themselves, which came or went perhaps, and whatever they name with them.

    Where no meeting is known, the first letter's place says whether a proposal's other letters tell whom they answer.
    """
    known = dict(Reply.objects.filter(pk__in=pks, published_at__isnull=False).order_by().values_list("pk", "place"))
    if not (pks := set(known)):
        return
    seen.letters |= pks
    seen.named[ChangedKind.PLACES] |= set(known.values()) - {None}
    signers = Issuer.objects.filter(reply__in=pks, organisation__isnull=False)
    for unit, heir in signers.order_by().values_list("organisation", "organisation__succeeded_by"):
        seen.named[ChangedKind.ORGANISATIONS] |= {unit, heir} - {None}
    _, answered, sessions, categories = _proposals(Reply.proposals.through.objects.filter(reply__in=pks))
    seen.written[ChangedKind.PROPOSALS] |= answered
    seen.retold |= _keys(Reply.objects.filter(Q(follows__in=pks) | Q(proposals__in=answered)).distinct())
    seen.named[ChangedKind.SESSIONS] |= sessions
    seen.written[ChangedKind.CATEGORIES] |= categories


def _proposals(links) -> tuple[Keys, ...]:
    rows = links.values_list("reply", "proposal", "proposal__session", "proposal__category")
    return tuple(set(column) - {None} for column in zip(*rows, strict=True)) or (set(), set(), set(), set())


def _add_line_of_successors(seen: Reached) -> None:
    """Who took over from a unit on record is public with it."""
    units = seen.named[ChangedKind.ORGANISATIONS]
    units |= letters_of(
        Organisation.succeeded_by.through.objects.filter(from_organisation__in=units), "to_organisation"
    )


def _in(model: type[Model], path: str, **once_public) -> Callable[[Keys, Reached], None]:
    """Rows that stand in a letter; with `once_public`, those of them that readers see or saw: no draft."""

    def add(pks: Keys, seen: Reached) -> None:
        seen.retold |= letters_of(model.objects.filter(pk__in=pks, **once_public), path)

    return add


def _of_a_proposal(model: type[Model]) -> Callable[[Keys, Reached], None]:
    def add(pks: Keys, seen: Reached) -> None:
        seen.written[ChangedKind.PROPOSALS] |= letters_of(model.objects.filter(pk__in=pks), "proposal")

    return add


def _answered(pks: Keys, seen: Reached) -> None:
    """Proposals: their letters tell their titles and numbers, and they tell their meeting and category."""
    seen.written[ChangedKind.PROPOSALS] |= pks
    found = Proposal.objects.filter(pk__in=pks)
    seen.named[ChangedKind.SESSIONS] |= letters_of(found, "session")
    seen.written[ChangedKind.CATEGORIES] |= letters_of(found.filter(replies__published_at__isnull=False), "category")
    seen.letters |= letters_of(found, "replies")


def _sessions(pks: Keys, seen: Reached) -> None:
    seen.written[ChangedKind.SESSIONS] |= pks
    _answered(_keys(Proposal.objects.filter(session__in=pks)), seen)


def _places(pks: Keys, seen: Reached) -> None:
    """Places: their name stands in everything of theirs, and they say whether proposers are told."""
    seen.written[ChangedKind.PLACES] |= pks
    seen.written[ChangedKind.ORGANISATIONS] |= _keys(Organisation.objects.filter(place__in=pks))
    _sessions(_keys(Session.objects.filter(place__in=pks)), seen)
    here = Reply.objects.filter(place__in=pks, published_at__isnull=False)
    seen.letters |= _keys(here)
    seen.written[ChangedKind.PROPOSALS] |= letters_of(here, "proposals")
    seen.written[ChangedKind.CATEGORIES] |= letters_of(here, "proposals__category")


def _units(pks: Keys, seen: Reached) -> None:
    """Units: their name stands wherever they sign, lead, help or report."""
    seen.written[ChangedKind.ORGANISATIONS] |= pks
    seen.named[ChangedKind.ORGANISATIONS] |= pks
    _add_line_of_successors(seen)
    seen.below |= letters_of(
        Issuer.objects.filter(organisation__in=all_below(Organisation.objects.all(), pks)), "reply"
    )
    _issuers(_keys(Issuer.objects.filter(organisation__in=pks)), seen)
    seen.written[ChangedKind.PROPOSALS] |= letters_of(Handling.objects.filter(organisation__in=pks), "proposal")
    seen.retold |= letters_of(Action.objects.filter(lead__in=pks), "reply")
    seen.retold |= letters_of(Partner.objects.filter(organisation__in=pks), "action__reply")
    seen.retold |= letters_of(Update.objects.filter(organisation__in=pks), "action__reply")


def _issuers(pks: Keys, seen: Reached) -> None:
    """Signers: their letter tells them, and who signed is told to have handled what the letter answers."""
    signed = letters_of(Issuer.objects.filter(pk__in=pks), "reply")
    seen.letters |= signed
    seen.written[ChangedKind.PROPOSALS] |= letters_of(Reply.objects.filter(pk__in=signed), "proposals")


def _names(pks: Keys, seen: Reached) -> None:
    seen.written[ChangedKind.ORGANISATIONS] |= letters_of(OrganisationName.objects.filter(pk__in=pks), "organisation")


def _categories(pks: Keys, seen: Reached) -> None:
    seen.written[ChangedKind.CATEGORIES] |= pks
    answered = Reply.proposals.through.objects.filter(proposal__category__in=all_below(Category.objects.all(), pks))
    seen.below |= letters_of(answered, "reply")
    seen.written[ChangedKind.PROPOSALS] |= _keys(Proposal.objects.filter(category__in=pks))
    seen.retold |= letters_of(Category.actions.through.objects.filter(category__in=pks), "action__reply")


def _meanings(pks: Keys, seen: Reached) -> None:
    """What the marks A to D mean in a place."""
    _places(letters_of(OutcomeClass.objects.filter(pk__in=pks), "place"), seen)


def _evidence(pks: Keys, seen: Reached) -> None:
    rests_on_it = Update.objects.filter(evidence__in=pks, published_at__isnull=False)
    seen.retold |= letters_of(rests_on_it, "action__reply")


def _corrections(pks: Keys, seen: Reached) -> None:
    """What readers wrote: once answered, it stands on the page of an action, and in nothing that is marked."""
    seen.is_public |= ReaderCorrection.objects.public().filter(pk__in=pks).exists()


REACHES: dict[type[Model], Callable[[Keys, Reached], None]] = {
    Reply: _letters,
    Action: _in(Action, "reply", published_at__isnull=False),
    Commitment: _in(Commitment, "reply"),
    Partner: _in(Partner, "action__reply"),
    Addressee: _in(Addressee, "reply"),
    Issuer: _issuers,
    Update: _in(Update, "action__reply", published_at__isnull=False),
    Evidence: _evidence,
    ReaderCorrection: _corrections,
    Proposal: _answered,
    Proposer: _of_a_proposal(Proposer),
    Handling: _of_a_proposal(Handling),
    Satisfaction: _of_a_proposal(Satisfaction),
    Session: _sessions,
    Place: _places,
    OutcomeClass: _meanings,
    Organisation: _units,
    OrganisationName: _names,
    Category: _categories,
}


def named_by(obj: Model) -> dict[str, Iterable[int]]:
    """Return what a stored row names as it stands in the database: it may name something else in a moment."""
    names = {Proposal: ("session", "category"), Issuer: ("organisation",)}.get(type(obj), ())
    rows = Proposal.objects.filter(replies__published_at__isnull=False) if type(obj) is Proposal else type(obj).objects
    stored = rows.filter(pk=obj.pk).values(*names).first() if names and obj.pk else None
    kinds = {"session": "sessions", "category": "categories", "organisation": "units"}
    return {kinds[name]: {pk} for name, pk in (stored or {}).items() if pk}
