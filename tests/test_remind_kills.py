"""Reminders killed at any moment and run again: everybody gets every matter exactly once. And two runs at once.

Ten kills, one after another, in the suite; a hundred, each on a database of its own, in `make long`.
"""

import os
import random
import re
from collections import Counter

import pytest

from tests.apart import Apart
from tests.mail_server import STAGES, MailServer, read
from tests.reminded import ON

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
PEOPLE, KILLS = (12, 100) if LONG else (10, 10)
COMMAND = ["remind", "--on", ON.isoformat()]
# What one person costs at most, in statements and in mails.
STATEMENTS = 45


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Apart:
    prepared = Apart(tmp_path_factory.mktemp("remind"), "remind_prepared").make()
    prepared.run(str(PEOPLE), module="tests.reminded")
    return prepared


@pytest.fixture(scope="module")
def undisturbed(prepared) -> dict[str, bytes]:
    """The mails of a run that nobody disturbs, by Message-ID."""
    with MailServer() as server:
        prepared.copy("remind_undisturbed").run(*COMMAND, **_to(server))
        assert len(server.taken) == len(server.mails) == 2 * PEOPLE
        return server.mails


def test_killed_at_ten_points_and_run_again_everybody_got_every_matter_once(prepared, undisturbed):
    chance = random.Random(KILLS)
    points = [(stage, chance.randint(1, 2)) for stage in STAGES] + [("statement", 0)] * (KILLS - len(STAGES))
    chance.shuffle(points)
    if LONG:
        for number in range(KILLS):
            killed, point = prepared.copy("remind_killed"), chance.choice(points)
            with MailServer() as server:
                _kill(killed, server, point[0], chance.randint(1, 2 * PEOPLE), chance)
                _finished(killed, server, undisturbed)
    else:
        killed = prepared.copy("remind_killed")
        with MailServer() as server:
            for stage, n in points:
                _kill(killed, server, stage, n, chance)
            _finished(killed, server, undisturbed)


def test_a_second_run_at_the_same_time_sends_nothing(prepared):
    apart, second = prepared.copy("remind_twice"), []

    def begin_another(stage: str, n: int) -> None:
        """The first run waits for its answer until the second one has given up."""
        if (stage, n) == ("DATA", 1):
            process = apart.start(*COMMAND, **_to(server))
            second.append((process.communicate()[0], process.returncode))

    with MailServer(begin_another) as server:
        apart.run(*COMMAND, **_to(server))
        assert second == [("CommandError: 另一次提醒正在发送；等它结束，再运行。\n", 1)]
        assert len(server.taken) == len(server.mails) == 2 * PEOPLE


def _kill(apart: Apart, server: MailServer, stage: str, n: int, chance: random.Random) -> None:
    """Begin a run and kill it at the n-th time of a stage, or before some statement; it has to be running then."""
    environment = _to(server)
    if stage == "statement":
        last = chance.randint(1, n * STATEMENTS if n else 2 * STATEMENTS)
        process = apart.start(str(last), *COMMAND, module="tests.dying", **environment)
    else:
        process = apart.start(*COMMAND, **environment)
        server.counts.clear()
        server.at = lambda at, count: process.kill() if (at, count) == (stage, n) else None
    told, _ = process.communicate()
    server.at = lambda at, count: None
    assert process.returncode == -9, (stage, n, told)


def _finished(killed: Apart, server: MailServer, undisturbed: dict[str, bytes]) -> None:
    """Run to the end: the mails are those of the undisturbed run, each under one number and in the same words."""
    killed.run(*COMMAND, **_to(server))
    assert "没有新的待办" in killed.run(*COMMAND, **_to(server))
    assert {name: _words(data) for name, data in server.mails.items()} == {
        name: _words(data) for name, data in undisturbed.items()
    }
    assert max(_told(server.mails.values()).values()) == 1
    assert _told(server.mails.values()) == _told(undisturbed.values())


def _told(mails) -> Counter:
    """Count whom the mails tell which matter."""
    return Counter(
        (mail["To"], page)
        for mail in map(read, mails)
        for page in re.findall(r"/admin/policies/\w+/\d+/", mail.get_content())
    )


def _words(data: bytes) -> tuple[str, str, str]:
    mail = read(data)
    return mail["To"], mail["Subject"], mail.get_content()


def _to(server: MailServer) -> dict[str, str]:
    """The environment of a run that sends to the server."""
    return {
        "EMAIL_URL": server.url,
        "TEST_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "SITE_URL": "https://tracker.example.cn",
    }
