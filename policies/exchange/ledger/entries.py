"""The actions of a ledger with all that its columns say of them, some hundreds at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from policies.models import Action, State, Update, line_of

AT_ONCE = 500
WAITING = (State.DRAFT, State.SUBMITTED, State.RETURNED)


@dataclass(slots=True)
class Held:
    """One action as the ledger holds it."""

    action: Action
    report: Update | None = None
    """The update by which its status holds."""
    waiting: list[Update] = field(default_factory=list)
    """What was reported and is not public."""
    of_letter: dict[str, str] = field(default_factory=dict)
    """What the columns say of its letter, once worked out: the actions of one letter share it."""

    @property
    def flags(self) -> list[str]:
        action = self.action
        told = [(action.is_overdue(), "已逾期"), (action.is_silent(), "已过所述期限，尚未反馈")]
        told += [(action.is_stale(), "久未更新"), (bool(self.waiting), "有进展还没有公开")]
        told += [(bool(action.same_as_id), f"同于第 {action.same_as_id} 号")]
        told += [(bool(action.superseded_by_id), f"由第 {action.superseded_by_id} 号取代")]
        return [words for holds, words in told if holds]

    @property
    def address(self) -> str:
        return settings.SITE_URL + reverse("admin:policies_action_change", args=[self.action.pk])


def in_ledger(actions: QuerySet) -> QuerySet:
    """Leave what a ledger has a row for: what stands, in the order of the letters."""
    standing = actions.filter(removed_at__isnull=True, split_at__isnull=True, reply__withdrawn_at__isnull=True)
    return standing.order_by("reply__issued_on", "reply", "start")


def hold(actions: QuerySet) -> Iterator[Held]:
    """Yield `actions` in their order, each with its row of the ledger. Queries grow with hundreds, not with rows."""
    pks = list(actions.values_list("pk", flat=True))
    for first in range(0, len(pks), AT_ONCE):
        found = held_by_pk(pks[first : first + AT_ONCE])
        yield from (found[pk] for pk in pks[first : first + AT_ONCE] if pk in found)


def held_by_pk(pks: Iterable[int]) -> dict[int, Held]:
    """Return the rows of some hundred actions, by the keys of these."""
    updates = Update.objects.select_related("organisation").order_by("happened_on", "published_at", "pk")
    found = (
        Action.objects.filter(pk__in=pks)
        .select_related("reply__place", "commitment", "lead", "ledger")
        .defer("reply__text")
        .prefetch_related(
            "categories",
            "partners",
            "reply__issuers",
            "reply__satisfactions",
            "reply__proposals__session__place",
            "reply__proposals__proposers",
            Prefetch("updates", updates.standing().prefetch_related("evidence"), "standing_updates"),
            Prefetch("updates", updates.filter(state__in=WAITING), "waiting_updates"),
        )
    )
    actions = list(found)
    lines = line_of({action.lead_id for action in actions} - {None})
    letters: dict[int, dict] = {action.reply_id: {} for action in actions}
    return {action.pk: _held(action, lines.get(action.lead_id, set()), letters[action.reply_id]) for action in actions}


def _held(action: Action, line: set[int], of_letter: dict) -> Held:
    """Of the lead, and of units that took over from it, the latest report holds."""
    reports = [update for update in action.standing_updates if update.organisation_id in line]
    return Held(action, reports[-1] if reports else None, action.waiting_updates, of_letter)
