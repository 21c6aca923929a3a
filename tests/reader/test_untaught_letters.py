"""Letters that the reader was never taught with: eight sets, each written and labelled by somebody who knew nothing of it.

`train.py` leaves them out, and no rule was written for what the reader makes of them. A set that taught it stands in
`test_labelled_sets.py`.
"""

import pytest

from policies.reader import as_json, read_letter
from policies.reader.score import judge, tally
from tests.labelled import UNTAUGHT

from .judged import letters, shares

SETS = sorted(path.name for path in UNTAUGHT.iterdir())
LEAST = 0.97
LEAST_OF_STRENGTH = 0.93
LETTER_FIELDS = [
    "title", "document_number", "index_number", "subject", "issuers", "issued_on", "published_on", "addressees",
    "addressee_count", "outcome", "proposals",
]  # fmt: skip


@pytest.fixture(scope="module")
def counts():
    return tally(
        [
            judgement
            for name in SETS
            for letter, text, label in letters(UNTAUGHT / name)
            for judgement in judge(label, as_json(read_letter(text), letter))
        ]
    )


def test_the_sets_are_whole():
    labels = [label for name in SETS for _, _, label in letters(UNTAUGHT / name)]
    actions = [action for label in labels for part in label["commitments"] for action in part["actions"]]
    assert (len(SETS), len(labels), len(actions)) == (8, 192, 855)


@pytest.mark.parametrize("field", ["actions", "actions.heading", "actions.due_on", "commitments"])
def test_their_actions(counts, field):
    assert min(shares(counts[field])) >= LEAST


def test_how_firm_they_are(counts):
    assert min(shares(counts["actions.strength"])) >= LEAST_OF_STRENGTH


@pytest.mark.parametrize("field", LETTER_FIELDS)
def test_the_fields_of_the_letters(counts, field):
    assert min(shares(counts[field])) >= LEAST


def test_letters_without_promises_stay_silent():
    silent = [
        (letter, text) for name in SETS for letter, text, label in letters(UNTAUGHT / name) if not label["commitments"]
    ]
    speaking = [letter for letter, text in silent if read_letter(text).commitments]
    assert (len(silent), speaking) == (19, [])
