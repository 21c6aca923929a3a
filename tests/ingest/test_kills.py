"""A run that is killed at any moment and repeated comes to what an undisturbed one comes to.

Few letters and one kill in `make test` and `.ci/run`; 1,500 letters killed twenty times in `make long`.
"""

import hashlib
import random
import subprocess
import time
from pathlib import Path

import pytest

from tests.processes import Apart
from tests.sizes import sized

# The mark django_db: else nobody sets up the database that is copied.
pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LETTERS, KILLS = sized(small=(16, 1), full=(40, 1), long=(1_500, 20))
CHUNK = sized(small="4", full="8", long="40")


@pytest.fixture(scope="module")
def prepared(migrated) -> Apart:
    """A database with the places of some made-up letters, and the letters in an archive beside it."""
    prepared, folder = migrated.copy("prepared"), migrated.folder
    prepared.run(str(folder / "letters.zip"), "--letters", str(LETTERS), "--register", module="tests.load")
    return prepared


def test_a_run_that_is_killed_and_repeated_comes_to_the_same(prepared):
    undisturbed, killed = prepared.copy("undisturbed"), prepared.copy("killed")
    command = ["ingest", str(prepared.folder / "letters.zip"), "--jobs", "2", "--chunk", CHUNK]
    began = time.monotonic()
    undisturbed.run(*command)
    lasted = time.monotonic() - began

    chance = random.Random(20)
    deaths = sum(
        _killed(killed, command, lasted * chance.uniform(0.3, 0.9 if KILLS < 5 else 0.5)) for _ in range(KILLS)
    )
    assert deaths or KILLS == 1
    killed.run(*command)

    assert killed.everything() == undisturbed.everything()
    assert killed.run("check_derived") == "状态和计数与记录全部相符。\n"
    assert _digests(killed.files) == _digests(undisturbed.files)
    assert len(_digests(killed.files)) == LETTERS


def _killed(apart: Apart, command: list[str], seconds: float) -> bool:
    """Start a run and kill it after so long; say whether it was still running."""
    process = apart.start(*command)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    return process.returncode != 0


def _digests(folder: Path) -> set[str]:
    """Return the digests of the files kept; each is named by its own."""
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.stem for path in kept)
    return {path.stem for path in kept}
