"""Letters of ministries, provinces, cities and counties, labelled by people who did not know the reader.

What is held is what the shipped reader makes of all of them; how it does on letters that it was not taught with
is said by `python -m tests.reader.train --check` (docs/decisions/005-promises-by-learned-weights.md).
"""

import pytest

from policies.reader import as_json, read_letter
from policies.reader.score import judge, tally
from tests.labelled import LETTERS

from .judged import letters, shares

# Letters and actions of each set.
SETS = {
    "cities": (30, 131),
    "counties": (34, 73),
    "mixed_1": (35, 90),
    "mixed_2": (36, 153),
    "mixed_3": (35, 151),
    "mixed_4": (40, 130),
    "mixed_5": (30, 130),
    "mixed_6": (30, 131),
    "mixed_7": (30, 166),
    "mixed_8": (30, 114),
    "mixed_9": (34, 143),
    "mixed_10": (34, 105),
    "mixed_11": (32, 125),
    "mixed_12": (32, 124),
    "mixed_13": (32, 101),
    "mixed_14": (32, 118),
    "mixed_15": (32, 116),
    "mixed_16": (32, 117),
    "mixed_17": (32, 135),
    "mixed_18": (32, 137),
    "mixed_19": (32, 119),
    "mixed_20": (32, 92),
    "mixed_21": (32, 113),
    "mixed_22": (32, 121),
    "mixed_23": (32, 124),
    "mixed_24": (32, 118),
    "mixed_25": (32, 147),
    "mixed_26": (32, 95),
    "mixed_27": (32, 76),
    "mixed_28": (32, 93),
    "mixed_29": (32, 97),
    "mixed_30": (32, 130),
    "mixed_31": (32, 150),
    "mixed_32": (32, 131),
    "mixed_33": (32, 187),
    "mixed_34": (32, 126),
    "mixed_35": (32, 138),
    "mixed_36": (32, 128),
    "mixed_37": (32, 141),
    "mixed_38": (32, 148),
    "mixed_39": (32, 146),
    "mixed_40": (32, 163),
    "mixed_41": (32, 147),
    "mixed_42": (32, 124),
    "mixed_43": (32, 143),
    "mixed_44": (32, 129),
    "mixed_45": (32, 145),
}
LEAST = 0.97
LEAST_OF_A_SET = 0.95
"""One sentence more or less is a whole hundredth of a small set."""


@pytest.fixture(scope="module")
def counts():
    return {
        name: tally(
            [
                judgement
                for letter, text, label in letters(LETTERS / name)
                for judgement in judge(label, as_json(read_letter(text), letter))
            ]
        )
        for name in SETS
    }


@pytest.mark.parametrize("name", SETS)
def test_the_sets_are_whole(name):
    labels = [label for _, _, label in letters(LETTERS / name)]
    actions = [action for label in labels for part in label["commitments"] for action in part["actions"]]
    assert (len(labels), len(actions)) == SETS[name]


@pytest.mark.parametrize("name", SETS)
def test_the_actions_of_each_set(counts, name):
    assert min(shares(counts[name]["actions"])) >= LEAST_OF_A_SET


@pytest.mark.parametrize("field", ["actions", "actions.strength", "actions.heading", "commitments"])
def test_all_sets_together(counts, field):
    together = sum((counts[name][field] for name in SETS), start=type(counts["cities"][field])())
    assert min(shares(together)) >= LEAST


@pytest.mark.parametrize("field", ["title", "issuers", "issued_on", "addressees", "proposals", "document_number"])
def test_the_fields_of_all_letters(counts, field):
    together = sum((counts[name][field] for name in SETS), start=type(counts["cities"][field])())
    assert min(shares(together)) >= LEAST


@pytest.mark.parametrize("name", SETS)
def test_a_letter_without_promises_stays_silent(name):
    silent = [(letter, text) for letter, text, label in letters(LETTERS / name) if not label["commitments"]]
    speaking = [letter for letter, text in silent if read_letter(text).commitments]
    assert (len(silent) > 0, speaking) == (True, [])
