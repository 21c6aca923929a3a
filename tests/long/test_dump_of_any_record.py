"""Whatever people did to a record, its dump rebuilds it: a dump of the rebuilt one has the same bytes."""

import os
import tempfile
from pathlib import Path

import pytest
from django.apps import apps
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from policies.derived import differences
from policies.exchange.dump.read import opened
from policies.exchange.dump.rebuild import rebuild
from policies.exchange.dump.write import write_dump
from policies.models.rows import go_on_counting
from tests.dump_record import tables_of, wipe
from tests.record.test_record import Life
from tests.record.world import furnish

SEQUENCES = int(os.environ.get("SEQUENCES", "200"))


class Dumped(Life):
    """Everything that anybody can do, in any order; at its end the record is rebuilt from its dump."""

    def at_the_end(self):
        super().at_the_end()
        with tempfile.TemporaryDirectory() as folder:
            self.rebuild(Path(folder))

    def teardown(self):
        super().teardown()
        # What was rebuilt is undone, but PostgreSQL takes back no count: the next keys would be some that are there.
        go_on_counting(apps.get_app_config("policies").get_models())

    def rebuild(self, folder: Path) -> None:
        write_dump(folder / "first")
        wipe()
        rebuild(opened(folder / "first"), told=lambda table, rows: None)
        write_dump(folder / "again")
        assert tables_of(folder / "again") == tables_of(folder / "first")
        assert list(differences()) == []


@pytest.mark.django_db
def test_the_dump_of_any_record_rebuilds_it():
    furnish()
    asked = settings(max_examples=SEQUENCES, stateful_step_count=20, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Dumped, settings=asked)
