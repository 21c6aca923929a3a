"""What must hold of the record at any time, worked out naively: row by row, and without the code that keeps it."""

from policies.derived import differences
from policies.models import Action, Category, Evidence, Organisation, Reply, Status, Tally, Update

NEED_EVIDENCE = {"in_progress", "ongoing", "done", "dropped"}


def check() -> None:
    """Raise AssertionError where the record does not hold together."""
    assert list(differences()) == []
    actions = list(
        Action.objects.select_related("reply__place", "lead")
        .prefetch_related("categories", "deadline_changes", "updates__corrections", "updates__evidence", "replacements")
        .select_related("commitment")
    )
    known = {action.pk: action for action in actions}
    statuses = {action.pk: told(home(action, known)) for action in actions}
    _check_words(actions)
    _check_deadlines(actions)
    _check_merges(actions, known)
    for action in actions:
        kept = (action.status, action.is_public, action.is_listed)
        assert kept == (statuses[action.pk], is_public(action), is_listed(action, known)), f"action {action.pk}"
    _check_counts([action for action in actions if is_listed(action, known)], statuses)
    _check_replacements(actions)
    _check_withdrawn()
    for action in actions:
        for update in action.updates.all():
            _check_update(update)


def shown() -> dict:
    """Return what the public has once seen, and nobody may change in its place."""
    published = Update.objects.filter(published_at__isnull=False)
    words = {
        ("update", pk): rest
        for pk, *rest in published.values_list("pk", "status", "happened_on", "reason", "organisation", "published_at")
    }
    seen = Action.objects.filter(published_at__isnull=False).prefetch_related("quote_changes")
    return words | {("action", action.pk): (action.reply_id, _first_words(action)) for action in seen}


def _first_words(action: Action) -> str:
    """Return the quote as it was first shown; what it was corrected to since stands in records that are a chain."""
    records = sorted(action.quote_changes.all(), key=lambda record: record.pk)
    words = [record.before for record in records] + [action.quote]
    assert [record.after for record in records] == words[1:]
    return words[0]


def is_public(action: Action) -> bool:
    reply = action.reply
    shown_letter = reply.published_at is not None and reply.withdrawn_at is None
    return action.published_at is not None and action.removed_at is None and shown_letter


def is_listed(action: Action, known: dict[int, Action]) -> bool:
    """Say whether it stands for itself: public, not merged away, not split, and not superseded by what is public."""
    newer = known.get(action.superseded_by_id)
    replaced = action.split_at is not None or (newer is not None and is_public(newer))
    return is_public(action) and home(action, known) is action and not replaced


def home(action: Action, known: dict[int, Action]) -> Action:
    """Return the action on which what became of this one is told."""
    other = known.get(action.same_as_id)
    return other if other is not None and is_public(other) else action


def told(action: Action) -> str:
    """Return what the latest published report of the lead says, corrections in the place of what they correct."""
    heard, heirs = [], _line(action.lead) if action.lead else set()
    for update in action.updates.all():
        corrected = any(other.state == "published" for other in update.corrections.all())
        if update.state == "published" and not corrected and update.organisation_id in heirs:
            heard.append(update)
    heard.sort(key=lambda update: (update.happened_on, update.published_at, update.pk))
    return heard[-1].status if heard else "unreported"


def _line(unit: Organisation) -> set[int]:
    """Return the unit and all that took over from it."""
    return {unit.pk}.union(*(_line(heir) for heir in unit.succeeded_by.all()))


def _check_replacements(actions: list[Action]) -> None:
    """What was superseded or split says by one open record, and what stands for itself by none."""
    for action in actions:
        open_ones = [record for record in action.replacements.all() if record.undone_at is None]
        replaced = (action.superseded_by_id is not None) + (action.split_at is not None)
        assert len(open_ones) == replaced <= 1, f"action {action.pk}"


def _check_words(actions: list[Action]) -> None:
    for action in actions:
        assert action.quote == action.reply.text[action.start : action.end] != ""
        assert action.commitment.reply_id == action.reply_id
    kept = [action for action in actions if action.removed_at is None and action.split_at is None]
    for one in kept:
        for other in kept:
            if one.pk < other.pk and one.reply_id == other.reply_id:
                assert one.end <= other.start or other.end <= one.start, "two actions hold the same words"


def _check_deadlines(actions: list[Action]) -> None:
    """Each deadline is where dated changes, one after the other, brought the first one."""
    for action in actions:
        records = sorted(action.deadline_changes.all(), key=lambda change: change.pk)
        days = [*(record.before for record in records), action.due_on]
        assert days[0] in _first_days(action)
        assert [record.after for record in records] == days[1:]
        assert all(record.before != record.after and record.reason.strip() for record in records)


def _first_days(action: Action) -> list:
    """Return where the changes of a deadline may begin: a part's page shows those of the whole before its own."""
    whole = action.split_from
    if whole is None or whole.due_on_first != action.due_on_first:
        return [action.due_on_first]
    return [action.due_on_first, *(record.after for record in whole.deadline_changes.all())]


def _check_merges(actions: list[Action], known: dict[int, Action]) -> None:
    for action in actions:
        if action.same_as_id:
            assert known[action.same_as_id].same_as_id is None, "merged into what is merged itself"
            assert not action.updates.all(), "updates left behind by a merge"


def _check_counts(listed: list[Action], statuses: dict[int, str]) -> None:
    """Count by hand what the tallies hold: each status, each unit and each category, those below it included."""
    rows = Tally.objects.values_list("is_demo", "organisation", "category", "status", "n")
    tallied = {tuple(key): n for *key, n in rows}
    units, categories = ({row.pk: row.parent_id for row in model.objects.all()} for model in (Organisation, Category))
    for demo in (False, True):
        here = [action for action in listed if action.reply.is_demo == demo]
        for status in ("", *Status.values):
            counted = [action for action in here if not status or statuses[action.pk] == status]
            assert tallied.get((demo, None, None, status), 0) == len(counted), status
        for unit in units:
            led = [action for action in here if unit in _upward(action.lead_id, units)]
            assert tallied.get((demo, unit, None, ""), 0) == len(led), unit
        for category in categories:
            held = [
                action for action in here
                if any(category in _upward(each.pk, categories) for each in action.categories.all())
            ]  # fmt: skip
            assert tallied.get((demo, None, category, ""), 0) == len(held), category


def _upward(pk: int | None, parents: dict[int, int | None]) -> list[int]:
    path = []
    while pk is not None:
        path.append(pk)
        pk = parents[pk]
    return path


def _check_withdrawn() -> None:
    """Nothing that is public belongs to a letter that was withdrawn, or that is not published."""
    hidden = Reply.objects.exclude(published_at__isnull=False, withdrawn_at__isnull=True).values("pk")
    assert not Reply.objects.public().filter(pk__in=hidden).exists()
    assert not Action.objects.public().filter(reply__in=hidden).exists()
    assert not Update.objects.public().filter(action__reply__in=hidden).exists()
    shown_by = Update.objects.filter(state="published", action__is_public=True).exclude(action__reply__in=hidden)
    assert not Evidence.objects.public().exclude(updates__in=shown_by).exists()


def _check_update(update: Update) -> None:
    if update.state != "draft":
        assert update.reason.strip()
    if update.state in ("submitted", "published") and update.status in NEED_EVIDENCE:
        assert update.evidence.all()
    published = [other for other in update.corrections.all() if other.state == "published"]
    assert len(published) <= 1
    assert not (published and update.state == "withdrawn")
    if update.state == "published":
        assert update.published_by_id not in (update.created_by_id, update.submitted_by_id)
