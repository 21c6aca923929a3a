"""What must hold of the record at any time, worked out naively: row by row, and without the code that keeps it."""

from policies.derived import differences
from policies.models import Action, Category, Evidence, Organisation, Reply, Status, Tally, Update

NEED_EVIDENCE = {"in_progress", "ongoing", "done", "dropped"}


def check() -> None:
    """Raise AssertionError where the record does not hold together."""
    assert list(differences()) == []
    actions = list(
        Action.objects.select_related("reply__place", "lead")
        .prefetch_related("categories", "deadline_changes", "updates__corrections", "updates__evidence")
        .select_related("commitment")
    )
    known = {action.pk: action for action in actions}
    statuses = {action.pk: told(home(action, known)) for action in actions}
    _check_words(actions)
    _check_deadlines(actions)
    _check_merges(actions, known)
    for action in actions:
        listed = is_public(action) and home(action, known) is action
        kept, true = (
            (action.status, action.is_public, action.is_listed),
            (statuses[action.pk], is_public(action), listed),
        )
        assert kept == true, f"action {action.pk}"
    _check_counts([action for action in actions if is_public(action) and home(action, known) is action], statuses)
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
    seen = Action.objects.filter(published_at__isnull=False).values_list("pk", "quote", "start", "reply")
    return words | {("action", pk): rest for pk, *rest in seen}


def is_public(action: Action) -> bool:
    reply = action.reply
    shown_letter = reply.published_at is not None and reply.withdrawn_at is None
    return action.published_at is not None and action.removed_at is None and shown_letter


def home(action: Action, known: dict[int, Action]) -> Action:
    """Return the action on which what became of this one is told."""
    other = known.get(action.same_as_id)
    return other if other is not None and is_public(other) else action


def told(action: Action) -> str:
    """Return what the latest published report of the lead says, corrections in the place of what they correct."""
    heard = []
    for update in action.updates.all():
        corrected = any(other.state == "published" for other in update.corrections.all())
        if update.state == "published" and not corrected and update.organisation_id == action.lead_id:
            heard.append(update)
    heard.sort(key=lambda update: (update.happened_on, update.published_at, update.pk))
    return heard[-1].status if heard else "unreported"


def _check_words(actions: list[Action]) -> None:
    for action in actions:
        assert action.quote == action.reply.text[action.start : action.end] != ""
        assert action.commitment.reply_id == action.reply_id
    kept = [action for action in actions if action.removed_at is None]
    for one in kept:
        for other in kept:
            if one.pk < other.pk and one.reply_id == other.reply_id:
                assert one.end <= other.start or other.end <= one.start, "two actions hold the same words"


def _check_deadlines(actions: list[Action]) -> None:
    for action in actions:
        at = action.due_on_first
        for change in sorted(action.deadline_changes.all(), key=lambda change: change.pk):
            assert change.before == at != change.after
            assert change.reason.strip()
            at = change.after
        assert action.due_on == at


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
