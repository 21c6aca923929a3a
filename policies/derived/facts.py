"""What an action's status rests on, with the day of each fact: publication, reports, deadlines, and what took its place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Q
from django.utils import timezone

from policies.models import Action, DeadlineChange, How, Replacement, Update, line_of


@dataclass(frozen=True, slots=True)
class Report:
    """A published update: it counts from `since` until it was withdrawn, but for the days on which a correction does."""

    pk: int
    replaces: int | None
    status: str
    happened_on: date
    published_at: datetime
    since: date
    until: date | None
    of_lead: bool
    """Reported on behalf of the lead, or of a unit that took over from it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Days on which others stood in an action's place; `until` is None where they still do."""

    since: date
    until: date | None
    is_split: bool


@dataclass(slots=True)
class Facts:
    begun: date | None
    """The day of its publication; None for what is not public now."""
    due_on: date | None
    made_on: date | None
    """The date of its letter."""
    reports: list[Report] = field(default_factory=list)
    """Its own, with those of what was merged into it."""
    merged_since: date | None = None
    """Since when it is one with a public action of another letter."""
    reports_there: list[Report] = field(default_factory=list)
    moves: list[tuple[date, date | None]] = field(default_factory=list)
    """The days on which its deadline moved, each with the deadline before it, oldest first."""
    taken: list[Taken] = field(default_factory=list)


def facts_of(actions: Iterable[Action]) -> dict[int, Facts]:
    """Gather the facts about `actions`, by key, in a fixed number of queries. Their letters must be at hand."""
    actions = {action.pk: action for action in actions}
    others = _others(actions.values())
    held, moved = _reports(actions, others)
    facts = {}
    for pk, action in actions.items():
        facts[pk] = found = Facts(
            _begun(action), action.due_on, action.reply.issued_on, sorted(held[pk] + moved[pk], key=_when)
        )
        if action.same_as_id and (there := _begun(others[action.same_as_id])):
            found.merged_since = max(there, found.begun or there)
            found.reports_there = held[action.same_as_id]
    _add_moves(facts)
    _add_replacements(facts)
    return facts


def day_of(moment: datetime) -> date:
    """Return the day in Shanghai."""
    return timezone.localtime(moment).date()


def _begun(action: Action) -> date | None:
    public = action.published_at is not None and action.removed_at is None and action.reply.is_public
    return day_of(action.published_at) if public else None


def _others(actions: Iterable[Action]) -> dict[int, Action]:
    """Return the actions that these were merged into, by key."""
    pks = {action.same_as_id for action in actions if action.same_as_id}
    return {other.pk: other for other in Action.objects.filter(pk__in=pks).select_related("reply")} if pks else {}


def _reports(actions: dict[int, Action], others: dict[int, Action]) -> tuple[dict, dict]:
    """Return the reports held by each action, and those that each brought into another when it was merged."""
    held, moved = defaultdict(list), defaultdict(list)
    known = actions | others
    found = Update.objects.on_record().filter(Q(action__in=known) | Q(moved_from__in=actions))
    updates = list(found.annotate(leads=F("action__lead")).order_by("happened_on", "published_at", "pk"))
    leads = {update.leads for update in updates} | {action.lead_id for action in known.values()}
    lines = line_of(leads - {None}) if updates else {}
    for update in updates:
        held[update.action_id].append(_report(update, update.leads, lines))
        if update.moved_from_id in actions:
            lead = actions[update.moved_from_id].lead_id
            moved[update.moved_from_id].append(_report(update, lead, lines))
    return held, moved


def _report(update: Update, lead: int | None, lines: dict[int, set[int]]) -> Report:
    return Report(
        pk=update.pk,
        replaces=update.replaces_id,
        status=update.status,
        happened_on=update.happened_on,
        published_at=update.published_at,
        since=day_of(update.published_at),
        until=day_of(update.withdrawn_at) if update.withdrawn_at else None,
        of_lead=lead is not None and update.organisation_id in lines[lead],
    )


def _when(report: Report) -> tuple:
    return report.happened_on, report.published_at, report.pk


def _add_moves(facts: dict[int, Facts]) -> None:
    for change in DeadlineChange.objects.filter(action__in=facts).order_by("changed_at", "pk"):
        facts[change.action_id].moves.append((day_of(change.changed_at), change.before))


def _add_replacements(facts: dict[int, Facts]) -> None:
    rows = Replacement.objects.filter(action__in=facts).select_related("by_action__reply").order_by("made_at", "pk")
    for row in rows:
        since, until = day_of(row.made_at), day_of(row.undone_at) if row.undone_at else None
        if row.how == How.SUPERSEDED:
            public = _begun(row.by_action)
            if public is None:
                continue
            since = max(since, public)
        facts[row.action_id].taken.append(Taken(since, until, row.how == How.SPLIT))
