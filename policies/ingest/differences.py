"""What a newer reading of a letter says otherwise than the one before and than the record: for staff to take or leave.

What staff decided stays decided: they saw the earlier reading and corrected it, so only what the newer reading says
anew is a difference, and what they removed is never proposed again.
"""

from collections.abc import Iterable, Iterator

from policies.models import Action, Reply

# Keys of a reading -> fields of a letter.
FIELDS = {
    "title": "title",
    "document_number": "document_number",
    "index_number": "index_number",
    "subject": "subject",
    "department": "department",
    "issued_on": "issued_on",
    "published_on": "published_on",
    "outcome": "outcome_mark",
}
NAMES = ("issuers", "addressees")


def differences(before: dict, after: dict, reply: Reply, actions: Iterable[Action]) -> Iterator[tuple[str, str]]:
    """Yield the code of a doubt and what it is about, for each difference.

    `before` and `after` are two readings as JSON; `actions` are all those of the letter, removed ones too.
    `reading_field` is about the key of a reading, the others about the place where an action starts.
    """
    yield from _of_fields(before, after, reply)
    old, new = sentences(before), sentences(after)
    recorded = list(actions)
    for start, read in new.items():
        if old.get(start) == read:
            continue
        near = [action for action in recorded if _overlap(action, read)]
        kept = [action for action in near if action.removed_at is None]
        if not near:
            yield "reading_adds", str(start)
        elif len(kept) == 1 and not _is(kept[0], read):
            yield "reading_changes", str(start)
    standing = {action.start for action in recorded if action.removed_at is None}
    for start, read in old.items():
        if start in standing and not any(_meet(read, other) for other in new.values()):
            yield "reading_drops", str(start)


def sentences(reading: dict) -> dict[int, dict]:
    """Return the actions of a reading by the place where they start."""
    commitments = reading.get("commitments", ())
    return {action["start"]: action for commitment in commitments for action in commitment["actions"]}


def written(reply: Reply, key: str):
    """Return what the record says about a key of a reading, as a reading would say it."""
    if key in NAMES:
        return [party.name for party in getattr(reply, key).all()]
    value = getattr(reply, FIELDS[key])
    return value.isoformat() if hasattr(value, "isoformat") else value or None


def _of_fields(before: dict, after: dict, reply: Reply) -> Iterator[tuple[str, str]]:
    for key in (*FIELDS, *NAMES):
        # A newer reading that finds nothing where the record has a value says nothing against it.
        if after.get(key) and before.get(key) != after[key] != written(reply, key):
            yield "reading_field", key


def _is(action: Action, read: dict) -> bool:
    """Say whether the action stands on record as it was read."""
    due_on = action.due_on.isoformat() if action.due_on else None
    recorded = (action.start, action.end, action.strength, action.due_text or None, due_on)
    return recorded == tuple(read[key] for key in ("start", "end", "strength", "due_text", "due_on"))


def _overlap(action: Action, read: dict) -> bool:
    return action.start < read["end"] and read["start"] < action.end


def _meet(one: dict, other: dict) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]
