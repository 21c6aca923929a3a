"""How well readings agree with labels made by hand (docs/reading.md): field by field, action by action."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

UNSCORED = {"commitments", "notes"}
PLACES = {"start", "end"}
DETAILS = ("strength", "due_text", "due_on", "partners")


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    """Something else is labelled; of an action, other bounds of the same sentence."""
    MISSED = "missed"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One value, as labelled and as read. Where both say that there is none, there is no judgement."""

    field: str
    verdict: Verdict
    labelled: Any
    found: Any


def comparable(value: Any) -> Any:
    """Leave out white space in words, and the places of actions, as the labels do (docs/reading.md, ruling 8)."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [comparable(part) for part in value]
    if isinstance(value, dict):
        return {key: comparable(part) for key, part in value.items() if key not in PLACES}
    return value


def judge(label: dict[str, Any], reading: dict[str, Any]) -> list[Judgement]:
    """Compare one reading, as `as_json` gives it, with its label."""
    label, reading = comparable(label), comparable(reading)
    fields = [_value(key, value, reading.get(key)) for key, value in label.items() if key not in UNSCORED]
    labelled, found = label["commitments"], reading["commitments"]
    return [
        judgement
        for judgement in (*fields, *_headings(labelled, found), *_actions(_flat(labelled), _flat(found)))
        if judgement is not None
    ]


def tally(judgements: list[Judgement]) -> dict[str, Counter[Verdict]]:
    """Count the verdicts on each field, in the order in which the fields come."""
    counts: dict[str, Counter[Verdict]] = {}
    for judgement in judgements:
        counts.setdefault(judgement.field, Counter())[judgement.verdict] += 1
    return counts


def _value(field: str, labelled: Any, found: Any) -> Judgement | None:
    nothing = (None, [], "")
    if labelled in nothing and found in nothing:
        return None
    if labelled == found:
        verdict = Verdict.RIGHT
    elif found in nothing:
        verdict = Verdict.MISSED
    else:
        verdict = Verdict.INVENTED if labelled in nothing else Verdict.WRONG
    return Judgement(field, verdict, labelled, found)


def _heading(commitment: dict[str, Any]) -> str:
    return (commitment["number"] or "") + (commitment["heading"] or "")


def _headings(labelled: list[dict], found: list[dict]) -> Iterator[Judgement]:
    """Judge which parts of the letter hold promises; the heading of each is judged with its actions too."""
    here, there = Counter(map(_heading, labelled)), Counter(map(_heading, found))
    for heading in (here & there).elements():
        yield Judgement("commitments", Verdict.RIGHT, heading, heading)
    for heading in (here - there).elements():
        yield Judgement("commitments", Verdict.MISSED, heading, None)
    for heading in (there - here).elements():
        yield Judgement("commitments", Verdict.INVENTED, None, heading)


def _flat(commitments: list[dict]) -> list[dict]:
    return [
        action | {"heading": _heading(commitment)} for commitment in commitments for action in commitment["actions"]
    ]


def _actions(labelled: list[dict], found: list[dict]) -> Iterator[Judgement | None]:
    left = list(found)
    unmatched = []
    for action in labelled:
        same = next((other for other in left if other["text"] == action["text"]), None)
        if same is None:
            unmatched.append(action)
            continue
        left.remove(same)
        yield Judgement("actions", Verdict.RIGHT, action["text"], same["text"])
        for detail in (*DETAILS, "heading"):
            yield _value(f"actions.{detail}", action[detail], same[detail])
    for action in unmatched:
        near = next((other for other in left if _within(other["text"], action["text"])), None)
        if near is None:
            yield Judgement("actions", Verdict.MISSED, action["text"], None)
        else:
            left.remove(near)
            yield Judgement("actions", Verdict.WRONG, action["text"], near["text"])
    for action in left:
        yield Judgement("actions", Verdict.INVENTED, None, action["text"])


def _within(one: str, other: str) -> bool:
    return one in other or other in one
