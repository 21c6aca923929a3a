"""Reminders killed at several points and run again: everybody gets every matter exactly once. And two runs at once."""

import random

import pytest

from tests import reminder_runs
from tests.mail_server import STAGES, MailServer
from tests.sizes import sized

# The mark django_db: else nobody sets up the database that is copied.
pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
POINTS = sized(small=3, full=10)


@pytest.fixture(scope="module")
def prepared(migrated):
    return reminder_runs.prepare(migrated.copy("remind_prepared"))


@pytest.fixture(scope="module")
def together(prepared):
    """What a server got from a run, and what another said that was begun meanwhile."""
    apart, second = prepared.copy("remind_twice"), []

    def begin_another(stage: str, n: int) -> None:
        """The first run waits for its answer until the second one has given up."""
        if (stage, n) == ("DATA", 1):
            process = apart.start(*reminder_runs.COMMAND, **reminder_runs.sent_to(server))
            second.append((process.communicate()[0], process.returncode))

    with MailServer(begin_another) as server:
        apart.run(*reminder_runs.COMMAND, **reminder_runs.sent_to(server))
        return server, second


def test_a_second_run_at_the_same_time_sends_nothing(together):
    server, second = together
    assert second == [("CommandError: 另一次提醒正在发送；等它结束，再运行。\n", 1)]
    assert len(server.taken) == len(server.mails) == reminder_runs.PEOPLE


def test_killed_and_run_again_everybody_got_every_matter_once(prepared, together):
    undisturbed, _second = together
    chance = random.Random(10)
    points = [(stage, chance.randint(1, 2)) for stage in [*STAGES, *["statement"] * 4]]
    chance.shuffle(points)
    del points[POINTS:]
    killed = prepared.copy("remind_killed")
    with MailServer() as server:
        assert [reminder_runs.kill(killed, server, *point) for point in points] == [True] * POINTS
        reminder_runs.finish(killed, server, undisturbed.mails)
