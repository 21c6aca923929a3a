"""Letters that were written and labelled before the reader met them: what it reaches on each is held."""

import json

import pytest

from policies.reader import as_json, decode, read_letter
from policies.reader.score import Verdict, comparable, judge, tally

from .test_letters import LETTERS

HELD = LETTERS / "held"
NAMES = sorted(path.stem for path in HELD.glob("*.json"))


def read(name):
    return as_json(read_letter(decode((HELD / f"{name}.txt").read_bytes())), name)


def label(name):
    return json.loads((HELD / f"{name}.json").read_text(encoding="utf-8"))


def actions(reading):
    """Return every action under its heading, comparable one by one."""
    return [
        (commitment["number"], commitment["heading"], action)
        for commitment in comparable(reading["commitments"])
        for action in commitment["actions"]
    ]


def test_thirty_letters_are_held_of_which_three_promise_nothing():
    promising = [name for name in NAMES if label(name)["commitments"]]
    assert (len(NAMES), len(promising)) == (30, 27)


@pytest.mark.parametrize("name", NAMES)
def test_the_fields_of_the_letter_read_as_labelled(name):
    expected = {key: value for key, value in label(name).items() if key not in ("commitments", "notes")}
    assert {key: value for key, value in read(name).items() if key in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_commitments_read_as_labelled(name):
    assert comparable(read(name)["commitments"]) == comparable(label(name)["commitments"])


def test_precision_and_recall_over_all_held_letters():
    counts = tally([judgement for name in NAMES for judgement in judge(label(name), read(name))])
    assert counts["actions"] == {Verdict.RIGHT: 119}
    assert {
        field: count for field, count in counts.items() if field.startswith("actions.") and set(count) > {"right"}
    } == {}
