"""The record cannot lie: after any sequence of changes by anybody, what is kept is what the changes say.

20 sequences in `make test`, 100 on each database in `.ci/run`, 10,000 on each in `make long`. A new change joins by a
rule in tests/record/.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from policies import changes
from tests.record.afterwards import Afterwards
from tests.record.letters import Letters
from tests.record.progress import Progress
from tests.record.registers import Registers
from tests.record.sentences import Sentences
from tests.record.world import World, furnish
from tests.sizes import sized

SEQUENCES = sized(small=20, full=100, long=10_000)
STEPS = 10
# Of few sequences, some change may happen in none.
MISSING = sized(small=16, full=8, long=0)
# Questions, and changes of one letter's reading to which a sequence would seldom come: they have tests of their own.
ELSEWHERE = {"closed_to_updates", "deed_of", "try_many", "register_unit", "resolve_doubt", "take_difference"}
# What only the ledger of staff holds: nothing that is kept hangs on it.
ELSEWHERE |= {"edit_ledger", "check_ledger"}
# So have corrections from readers: nothing that is kept hangs on them.
FROM_READERS = {"receive_correction", "answer_correction", "decline_correction", "withdraw_answer", "mail_answer_again"}
# So have accounts, which are no part of the record.
ACCOUNTS = {
    "change_role",
    "deactivate_account",
    "edit_account",
    "invite_account",
    "invite_again",
    "join_unit",
    "reactivate_account",
    "set_membership_dates",
    "unlock_account",
}


class Life(Progress, Letters, Sentences, Afterwards, Registers):
    """Everything that anybody can do, in any order."""


@pytest.mark.thorough
@pytest.mark.django_db
def test_any_sequence_of_changes_leaves_the_record_true():
    furnish()
    World.tried.clear()
    asked = settings(max_examples=SEQUENCES, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Life, settings=asked)
    # Sequences in which everything is refused prove nothing.
    told = {name for name in changes.__all__ if callable(getattr(changes, name)) and name[0].islower()}
    never = {name for name in told - ELSEWHERE - FROM_READERS - ACCOUNTS if not World.tried[name]["made"]}
    assert len(never) <= MISSING, never
    assert sum(came["made"] for came in World.tried.values()) >= 2 * SEQUENCES
