"""A worker that is killed anywhere leaves nothing half written, and the next one comes to what an undisturbed one does."""

import random
from pathlib import Path

import openpyxl
import pytest

from tests.pending_work import ROWS
from tests.processes import Apart

pytestmark = pytest.mark.django_db  # else nobody sets up the database that is copied
KILLS = 10
STATEMENTS = 600
"""That the two pieces of work cost, about."""
WORK = ("work", "--until-empty")


@pytest.fixture(scope="module")
def prepared(migrated) -> Apart:
    prepared = migrated.copy("worker_prepared")
    prepared.run(module="tests.pending_work")
    return prepared


def test_killed_anywhere_nothing_is_half_written_and_the_next_worker_does_it_all(prepared, capsys):
    undisturbed = prepared.copy("worker_undisturbed")
    undisturbed.run(*WORK)
    before, after = prepared.everything(), undisturbed.everything()
    assert before != after
    chance, deaths = random.Random(KILLS), 0
    for _ in range(KILLS):
        killed = prepared.copy("worker_killed")
        process = killed.start(str(chance.randint(20, STATEMENTS)), *WORK, module="tests.kill_at_statement")
        process.communicate()
        deaths += process.returncode == -9
        assert killed.everything() in (before, after)
        assert all(len(rows) == ROWS for rows in _workbooks(killed))
        killed.run(*WORK)
        assert killed.everything() == after
        assert [len(rows) for rows in _workbooks(killed)] == [ROWS]
        _forget(killed)
    with capsys.disabled():
        print(f"\n{deaths} deaths in {KILLS} runs of the worker")
    assert deaths >= KILLS * 0.6


def _folder(apart: Apart) -> Path:
    return Path(f"{apart.files}-work") / "workbooks"


def _workbooks(apart: Apart) -> list[list]:
    """Return the rows of every workbook that lies ready."""
    return [
        list(openpyxl.load_workbook(file)["actions"].iter_rows(min_row=2, values_only=True))
        for file in _folder(apart).glob("*.xlsx")
    ]


def _forget(apart: Apart) -> None:
    for file in _folder(apart).iterdir():
        file.unlink()
