"""What is kept of the record: an action's status and visibility, and the tallies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import F, Q

from policies.models import Action, Category, Organisation, Status, Tally, Update, line_of
from policies.models.rows import rewrite

KEPT = [
    "is_public",
    "is_listed",
    "is_demo",
    "status",
    "status_since",
    "last_update_on",
    "last_published_at",
    "counted_in",
]

# The name of the lock that every change takes, among the advisory locks of the database.
ONE_CHANGE = 4_847


def one_at_a_time() -> None:
    """Wait until no other change is under way, and hold the others until this transaction ends.

    A status, a count or a merge rests on rows that another change may touch: a letter withdrawn while an update on it
    is published, a tree moved while an action is counted. What is read after this call is what stands. SQLite lets one
    transaction write at a time by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_CHANGE])


def settle(actions: Iterable[Action]) -> None:
    """Bring what is kept about `actions`, and about those merged with or superseded by them, in line with the record."""
    pks = {action.pk for action in actions}
    pks |= set(Action.objects.filter(pk__in=pks, same_as__isnull=False).values_list("same_as", flat=True))
    pks |= set(Action.objects.filter(Q(same_as__in=pks) | Q(superseded_by__in=pks)).values_list("pk", flat=True))
    delta: Counter[str] = Counter()
    changed = []
    for action, kept in _worked_out(list(_with_what_counts(Action.objects.filter(pk__in=pks)))):
        if all(getattr(action, name) == value for name, value in kept.items()):
            continue
        delta.subtract(action.counted_in)
        delta.update(kept["counted_in"])
        for name, value in kept.items():
            setattr(action, name, value)
        changed.append(action)
    rewrite(Action, changed, KEPT)
    _add_to_tallies(delta)


def settle_new(actions: list[Action]) -> list[Action]:
    """Bring actions that are not stored yet in line: what nobody has published or reported about is in no count."""
    for action in actions:
        action.is_demo = action.reply.is_demo
    return actions


def differences() -> Iterator[str]:
    """Yield a line for everything kept that is not what the record says. Reads every action once."""
    counted: Counter[str] = Counter()
    pks = list(Action.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), 1000):
        chunk = _with_what_counts(Action.objects.filter(pk__in=pks[first : first + 1000]))
        for action, kept in _worked_out(list(chunk)):
            counted.update(kept["counted_in"])
            for name, value in kept.items():
                if getattr(action, name) != value:
                    yield f"action {action.pk}: {name} is {getattr(action, name)!r}, not {value!r}"
    stored = dict(Tally.objects.filter(n__gt=0).values_list("key", "n"))
    for key in sorted(stored.keys() | +counted):
        if stored.get(key, 0) != counted[key]:
            yield f"tally {key}: {stored.get(key, 0)}, not {counted[key]}"


def _with_what_counts(actions):
    return actions.select_related("reply__place").prefetch_related("categories").order_by("pk")


def _worked_out(actions: list[Action]) -> Iterator[tuple[Action, dict]]:
    """Yield each action with the values that ought to be kept about it."""
    shown = _shown_others(actions)
    # What was merged into an action that is public no more stands for itself again, without what went with that one.
    canonical = {action.pk: action.same_as_id if action.same_as_id in shown else action.pk for action in actions}
    updates = defaultdict(list)
    standing = Update.objects.standing().filter(action__in=set(canonical.values()))
    for update in standing.annotate(leads=F("action__lead")).order_by("happened_on", "published_at", "pk"):
        updates[update.action_id].append(update)
    lines = line_of({update.leads for found in updates.values() for update in found if update.leads})
    categories = _Tree(Category, {category.pk for action in actions for category in action.categories.all()})
    units = _Tree(Organisation, {action.lead_id for action in actions if action.lead_id})
    for action in actions:
        kept = _told(updates[canonical[action.pk]], lines)
        kept["is_public"] = _is_public(action)
        replaced = action.split_at is not None or action.superseded_by_id in shown
        kept["is_listed"] = kept["is_public"] and canonical[action.pk] == action.pk and not replaced
        kept["is_demo"] = action.reply.is_demo
        kept["counted_in"] = _cells(action, kept, categories, units)
        yield action, kept


def _is_public(action: Action) -> bool:
    return action.published_at is not None and action.removed_at is None and action.reply.is_public


def _shown_others(actions: list[Action]) -> set[int]:
    """Return which of the actions that these were merged into or superseded by are public."""
    pks = {pk for action in actions for pk in (action.same_as_id, action.superseded_by_id) if pk}
    return {found.pk for found in Action.objects.filter(pk__in=pks).select_related("reply") if _is_public(found)}


def _told(updates: list[Update], lines: dict[int, set[int]]) -> dict:
    """Work out the status that standing updates tell, oldest first, and since when.

    The lead's updates count, and those of the units that took over from it (`lines`).
    """
    kept = {"status": Status.UNREPORTED.value, "status_since": None, "last_update_on": None, "last_published_at": None}
    for update in updates:
        if update.leads and update.organisation_id in lines[update.leads]:
            if update.status != kept["status"]:
                kept["status"], kept["status_since"] = update.status, update.happened_on
            kept["last_update_on"] = update.happened_on
    if updates:
        kept["last_published_at"] = max(update.published_at for update in updates)
    return kept


def _cells(action: Action, kept: dict, categories: "_Tree", units: "_Tree") -> list[str]:
    """Return the keys of the tallies in which the action counts: every sub-total that holds it, once."""
    if not kept["is_listed"]:
        return []
    above_categories = {0}.union(*(categories.upward(category.pk) for category in action.categories.all()))
    above_units = {0} | units.upward(action.lead_id)
    return sorted(
        f"{int(kept['is_demo'])}.{category}.{unit}.{status}"
        for category in above_categories
        for unit in above_units
        for status in ("", kept["status"])
    )


class _Tree:
    """The parents of some rows, fetched a level at a time."""

    def __init__(self, model, pks: set[int]):
        self.parents: dict[int, int | None] = {}
        while pks:
            found = dict(model.objects.filter(pk__in=pks).values_list("pk", "parent"))
            self.parents |= found
            pks = {parent for parent in found.values() if parent and parent not in self.parents}

    def upward(self, pk: int | None) -> set[int]:
        """Return `pk` and everything above it."""
        path = set()
        while pk and pk not in path:
            path.add(pk)
            pk = self.parents.get(pk)
        return path


def _add_to_tallies(delta: Counter[str]) -> None:
    delta = Counter({key: n for key, n in delta.items() if n})
    Tally.objects.bulk_create([_empty(key) for key in sorted(delta) if delta[key] > 0], ignore_conflicts=True)
    by_amount = defaultdict(list)
    for key, n in delta.items():
        by_amount[n].append(key)
    for n, keys in by_amount.items():
        Tally.objects.filter(key__in=keys).update(n=F("n") + n)


def _empty(key: str) -> Tally:
    demo, category, unit, status = key.split(".")
    return Tally(
        key=key,
        is_demo=demo == "1",
        category_id=int(category) or None,
        organisation_id=int(unit) or None,
        status=status,
    )
