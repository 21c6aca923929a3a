"""Whole letters against their labels, commitment by commitment and field by field."""

import json
from pathlib import Path

import pytest

from policies.reader import as_json, decode, read_letter
from policies.reader.score import comparable

LETTERS = Path(__file__).parent.parent / "letters"
NAMES = sorted(path.stem for path in LETTERS.glob("*.json"))


def read(name):
    return as_json(read_letter(decode((LETTERS / f"{name}.txt").read_bytes())), name)


def label(name):
    return json.loads((LETTERS / f"{name}.json").read_text(encoding="utf-8"))


def test_there_are_thirty_six_letters_with_156_actions():
    actions = [action for name in NAMES for c in label(name)["commitments"] for action in c["actions"]]
    assert (len(NAMES), len(actions)) == (36, 156)


@pytest.mark.parametrize("name", NAMES)
def test_the_commitments_read_as_labelled(name):
    assert comparable(read(name)["commitments"]) == comparable(label(name)["commitments"])


@pytest.mark.parametrize("name", NAMES)
def test_the_fields_of_the_letter_read_as_labelled(name):
    expected = {key: value for key, value in label(name).items() if key not in ("commitments", "notes")}
    assert {key: value for key, value in read(name).items() if key in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_places_count_into_the_text(name):
    reading = read(name)
    actions = [action for commitment in reading["commitments"] for action in commitment["actions"]]
    assert [reading["text"][a["start"] : a["end"]] for a in actions] == [a["text"] for a in actions]
    places = [(a["start"], a["end"]) for a in actions]
    assert places == sorted(places)


def test_the_same_letter_in_another_encoding_reads_the_same():
    name = "d27_hewan_sw_076_2026_11"
    other = as_json(read_letter(decode((LETTERS / f"{name}.gb18030.txt").read_bytes())), name)
    assert other == read(name)
