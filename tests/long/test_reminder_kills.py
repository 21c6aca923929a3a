"""Reminders killed a hundred times, anywhere, each time on a database of its own. Run by `make long`."""

import random

import pytest

from tests import reminder_runs
from tests.mail_server import STAGES, MailServer

pytestmark = pytest.mark.django_db  # else nobody sets up the database that is copied
KILLS = 100


def test_killed_anywhere_and_run_again_everybody_got_every_matter_once(migrated, capsys):
    prepared = reminder_runs.prepare(migrated.copy("remind_prepared"))
    with MailServer() as undisturbed:
        prepared.copy("remind_undisturbed").run(*reminder_runs.COMMAND, **reminder_runs.sent_to(undisturbed))
    chance = random.Random(KILLS)
    deaths = again = 0
    for _ in range(KILLS):
        killed, stage = prepared.copy("remind_killed"), chance.choice([*STAGES, *["statement"] * 4])
        with MailServer() as server:
            deaths += reminder_runs.kill(killed, server, stage, chance.randint(1, reminder_runs.PEOPLE))
            reminder_runs.finish(killed, server, undisturbed.mails)
            again += server.again.total()
    with capsys.disabled():
        print(f"\n{deaths} deaths in {KILLS} runs; the same mail again after {again} of them, no matter told twice")
    assert deaths >= KILLS * 0.8
