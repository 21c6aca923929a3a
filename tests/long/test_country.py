"""10,000 letters: each is stored, counted and found, and the rate is printed. Run by `make long`."""

import time

import pytest

pytestmark = pytest.mark.django_db  # else nobody sets up the database that is copied
LETTERS = 10_000


def test_a_country_is_taken_in(migrated, capsys):
    apart = migrated.copy("country")
    archive = str(apart.folder / "country.zip")
    apart.run(archive, "--letters", str(LETTERS), "--register", module="tests.load")
    began = time.monotonic()
    told = apart.run("ingest", archive, "--jobs", "2")
    lasted = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{LETTERS} letters in {lasted:.0f} s: {LETTERS / lasted:.0f} letters/s, the start included")
    assert told.endswith(f"共 {LETTERS} 件：收录 {LETTERS} 件。\n")
    assert apart.run("check_derived") == "状态和计数与记录全部相符。\n"
