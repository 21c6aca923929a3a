"""The timeline of an action: everything once published, what was withdrawn or corrected shown as such, and deadlines that moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from policies.models import Action, DeadlineChange, Evidence, EvidenceKind, State, Update, line_of


@dataclass(frozen=True, slots=True)
class Entry:
    update: Update
    is_partners: bool
    is_withdrawn: bool
    correction: Update | None
    """The published update that replaces this one."""
    evidence: list[Evidence]
    """Of an entry that stands; the page shows of a file that is not public its title alone."""

    @property
    def on(self) -> date:
        return self.update.happened_on


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that became another, by a record with its reason."""

    change: DeadlineChange

    @property
    def on(self) -> date:
        return timezone.localdate(self.change.changed_at)


def timeline_of(
    action: Action, updates: list[Update], deadline_changes: Iterable[DeadlineChange]
) -> list[Entry | Moved]:
    """Return the updates of an action and the changes of its deadline, newest first."""
    corrections = {update.replaces_id: update for update in updates if update.state == State.PUBLISHED}
    partners = by_partners((update, action.lead_id) for update in updates)
    entries = [_entry(update, update.pk in partners, corrections.get(update.pk)) for update in updates]
    moved = [Moved(change) for change in reversed(list(deadline_changes))]
    return sorted([*entries, *moved], key=lambda each: each.on, reverse=True)


def by_partners(news: Iterable[tuple[Update, int | None]]) -> set[int]:
    """Return the keys of the updates, each given with who leads its action, that neither it reported nor a successor."""
    others = [(update, lead) for update, lead in news if update.organisation_id != lead]
    lines = line_of({lead for _, lead in others} - {None})
    return {update.pk for update, lead in others if update.organisation_id not in lines.get(lead, ())}


def _entry(update: Update, is_partners: bool, correction: Update | None) -> Entry:
    is_withdrawn = update.state == State.WITHDRAWN
    stands = not is_withdrawn and correction is None
    return Entry(
        update=update,
        is_partners=is_partners,
        is_withdrawn=is_withdrawn,
        correction=correction,
        evidence=[_shown(piece) for piece in update.evidence.all()] if stands else [],
    )


def _shown(piece: Evidence) -> Evidence:
    """Leave of a file that is not public nothing but its title."""
    if piece.kind == EvidenceKind.FILE and not piece.file_is_public:
        return Evidence(kind=piece.kind, title=piece.title)
    return piece
