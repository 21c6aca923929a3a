"""A dump and those who go on working: by themselves, on a database of their own."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.database]  # else nobody sets up the database that is copied


def test_a_dump_sees_one_edition_and_holds_nobody_up(migrated):
    told = migrated.copy("snapshot").run(module="tests.dump_snapshot").splitlines()
    assert told == ["went on", "one edition", "then another"]
