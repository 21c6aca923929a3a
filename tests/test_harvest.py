"""Whoever keeps a copy by asking for what changed misses nothing: after any changes it equals a fresh download."""

import os

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.record.afterwards import Afterwards
from tests.record.copied import bring_up_to_date, differing, download
from tests.record.letters import Letters
from tests.record.progress import Progress
from tests.record.registers import Registers
from tests.record.sentences import Sentences
from tests.record.world import furnish

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
SEQUENCES = int(os.environ.get("SEQS", 500 if LONG else 10))


class Copied(Progress, Letters, Sentences, Afterwards, Registers):
    """Everything that anybody can do, in any order, while somebody keeps a copy."""

    def __init__(self):
        super().__init__()
        self.client = Client()
        self.copy, self.since = download(self.client)

    def teardown(self):
        try:
            bring_up_to_date(self.client, self.copy, self.since)
            assert differing(self.copy, download(self.client)[0]) == []
        finally:
            super().teardown()


@pytest.mark.django_db
def test_a_copy_kept_by_harvesting_is_what_a_fresh_download_is():
    furnish()
    asked = settings(
        max_examples=SEQUENCES,
        stateful_step_count=10,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if LONG else [Phase.generate],
    )
    run_state_machine_as_test(Copied, settings=asked)
