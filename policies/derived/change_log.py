"""Traces of changes, for programs that keep a copy: their only writer.

A change notes which rows it wrote; at its end, once, everything that is told otherwise since is marked with the moment.
Rather too much is marked than too little: a letter is marked as a whole. Moments follow each other as changes do, since
only one is under way at a time. A change that marked something is public, and begins an edition; any other leaves the
caches of all readers as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model, Q, QuerySet, Value
from django.utils import timezone

from policies.derived.affected import Reached, reached_by
from policies.derived.reply_index import index_replies
from policies.derived.unit_counts import count_actions
from policies.models import (
    Category,
    ChangedKind,
    Organisation,
    Place,
    Proposal,
    RegisterChange,
    Reply,
    Session,
    begin_edition,
)

AT_ONCE = 500
# Whose rows are public by the rule.
PUBLIC = {
    ChangedKind.PLACES: Place.objects.public,
    ChangedKind.SESSIONS: Session.objects.public,
    ChangedKind.PROPOSALS: Proposal.objects.public,
    ChangedKind.ORGANISATIONS: Organisation.objects.on_record,
    ChangedKind.CATEGORIES: Category.objects.on_record,
}


@dataclass(slots=True)
class _Scope:
    """The change under way."""

    written: dict[type[Model], set[int]] = field(default_factory=lambda: defaultdict(set))
    """Keys of rows that were written, by model."""
    reached: Reached = field(default_factory=Reached)


_under_way: ContextVar[_Scope | None] = ContextVar("traces", default=None)


@contextmanager
def traced() -> Iterator[None]:
    """Mark at the end what was noted inside, file the letters that it reached anew, and count the units' actions.

    Stands in a transaction.

    Where something public was marked, a new edition begins. It is part of what is under way where there is something.
    """
    if _under_way.get() is not None:
        yield
        return
    scope = _Scope()
    token = _under_way.set(scope)
    try:
        yield
        _mark_all(scope)
        index_replies(scope.reached.letters | scope.reached.below)
        count_actions(_units(scope.reached))
        if scope.reached.is_public:
            begin_edition()
    finally:
        _under_way.reset(token)


def note(model: type[Model], pks: Iterable[int]) -> None:
    """Note rows that were written; outside of a change they are marked at once."""
    with traced():
        _under_way.get().written[model].update(pks)


def note_doomed(model: type[Model], pks: Iterable[int]) -> None:
    """Note rows that are about to be erased: what they reach is looked up while they are still there."""
    with traced():
        reached_by({model: set(pks)}, _under_way.get().reached)


def note_named(*, units: Iterable[int] = (), categories: Iterable[int] = (), sessions: Iterable[int] = ()) -> None:
    """Note rows that something public names no more, or for the first time: they may have come or gone with it."""
    with traced():
        seen = _under_way.get().reached
        seen.named[ChangedKind.ORGANISATIONS].update(units)
        # Of categories there is a list of the invented places and one of all others; either may have gained or lost one.
        seen.written[ChangedKind.CATEGORIES].update(categories)
        seen.named[ChangedKind.SESSIONS].update(sessions)


def note_erased(rows: dict[ChangedKind, QuerySet]) -> None:
    """Note what of letters was ever public and is about to be erased: nothing will be left of it that could say so."""
    now = timezone.now()
    with traced():
        for kind, once_public in rows.items():
            keys = once_public.order_by().values_list("pk", flat=True).distinct()
            gone = [RegisterChange(kind=kind, key=key, changed_at=now, gone_at=now) for key in sorted(keys)]
            RegisterChange.objects.bulk_create(gone, batch_size=AT_ONCE)
            _under_way.get().reached.is_public |= bool(gone)


def mark_everything() -> None:
    """Mark whatever is public as changed now, and file all letters: of a record that was made as a whole."""
    now = timezone.now()
    rows = {kind: set(rule().model.objects.order_by().values_list("pk", flat=True)) for kind, rule in PUBLIC.items()}
    _mark(rows, {}, Reached(), now)
    Reply.objects.filter(published_at__isnull=False).update(changed_at=now)
    index_replies(Reply.objects.public().order_by().values_list("pk", flat=True))
    count_actions(Organisation.objects.order_by().values_list("pk", flat=True))
    begin_edition()


def differences() -> Iterator[str]:
    """Yield a line for each row of a register whose trace does not say whether it is public, and each letter without a day."""
    for kind, public_rows in PUBLIC.items():
        public = set(public_rows().order_by().values_list("pk", flat=True))
        told = set(RegisterChange.objects.filter(kind=kind, gone_at__isnull=True).values_list("key", flat=True))
        yield from (f"trace {kind} {pk}: public, and not known to be" for pk in sorted(public - told))
        yield from (f"trace {kind} {pk}: known as public, and is not" for pk in sorted(told - public))
    untold = Reply.objects.filter(published_at__isnull=False, changed_at__isnull=True).order_by("pk")
    yield from (f"reply {pk}: published, and never changed" for pk in untold.values_list("pk", flat=True))


def _mark_all(scope: _Scope) -> None:
    seen, now = scope.reached, timezone.now()
    reached_by(scope.written, seen)
    reached = {kind: seen.written[kind] | seen.named[kind] for kind in PUBLIC}
    for kind, came_or_went in _mark(reached, seen.written, seen, now).items():
        seen.add_neighbours(kind, came_or_went)
    _mark(seen.beside, seen.beside, seen, now)
    for pks in _pieces(seen.letters | seen.retold):
        marked = Reply.objects.filter(pk__in=pks, published_at__isnull=False).update(changed_at=now)
        seen.is_public |= bool(marked)


def _units(seen: Reached) -> set[int]:
    """Return the units that were written, or lead more or fewer actions than before."""
    return seen.written[ChangedKind.ORGANISATIONS] | seen.named[ChangedKind.ORGANISATIONS]


Keys = Mapping[ChangedKind, set[int]]
"""Keys of rows of registers, by kind."""


def _mark(reached: Keys, written: Keys, seen: Reached, now: datetime) -> dict[ChangedKind, set[int]]:
    """Mark those of the rows that were written, came or went; return which came or went, where any did."""
    came_or_went: dict[ChangedKind, set[int]] = defaultdict(set)
    for piece in _pieces_of_kinds(reached):
        public, known = _public(piece), _known(piece)
        for kind in piece:
            new = public[kind] - known[kind].keys()
            back = {pk for pk in public[kind] & known[kind].keys() if known[kind][pk]}
            gone = {pk for pk, gone_at in known[kind].items() if gone_at is None and pk not in public[kind]}
            changed = back | (public[kind] & written.get(kind, set()) - new)
            RegisterChange.objects.bulk_create(RegisterChange(kind=kind, key=pk, changed_at=now) for pk in sorted(new))
            if changed:
                RegisterChange.objects.filter(kind=kind, key__in=changed).update(changed_at=now, gone_at=None)
            if gone:
                RegisterChange.objects.filter(kind=kind, key__in=gone).update(changed_at=now, gone_at=now)
            if new | back | gone:
                came_or_went[kind] |= new | back | gone
            seen.is_public |= bool(new | changed | gone)
    return came_or_went


def _public(piece: dict[ChangedKind, list[int]]) -> dict[ChangedKind, set[int]]:
    """Return which of these rows the rules make public, by kind: in one statement, as there are rules for five kinds."""
    first, *others = [
        PUBLIC[kind]().filter(pk__in=pks).order_by().values_list(Value(kind.value), "pk") for kind, pks in piece.items()
    ]
    public: dict[ChangedKind, set[int]] = {kind: set() for kind in piece}
    for kind, pk in first.union(*others, all=True) if others else first:
        public[ChangedKind(kind)].add(pk)
    return public


def _known(piece: dict[ChangedKind, list[int]]) -> dict[ChangedKind, dict[int, datetime | None]]:
    """Return what traces say of these rows, by kind and key: since when they are public no more, None where they are."""
    known: dict[ChangedKind, dict[int, datetime | None]] = {kind: {} for kind in piece}
    among = [Q(kind=kind, key__in=pks) for kind, pks in piece.items()]
    for kind, key, gone_at in RegisterChange.objects.filter(Q(*among, _connector=Q.OR)).values_list(
        "kind", "key", "gone_at"
    ):
        known[ChangedKind(kind)][key] = gone_at
    return known


def _pieces_of_kinds(reached: Keys) -> Iterator[dict[ChangedKind, list[int]]]:
    """Cut keys of several kinds into pieces that hold some of each."""
    pieces = {kind: list(_pieces(pks)) for kind, pks in reached.items()}
    for turn in range(max(map(len, pieces.values()), default=0)):
        yield {kind: those[turn] for kind, those in pieces.items() if turn < len(those)}


def _pieces(pks: Iterable[int]) -> Iterator[list[int]]:
    pks = sorted(pks)
    return (pks[first : first + AT_ONCE] for first in range(0, len(pks), AT_ONCE))
