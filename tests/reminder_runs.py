"""Runs of `remind` that are killed, and what they sent. `python -m tests.reminder_runs` makes the people in a database."""

import re
from collections import Counter
from datetime import date, timedelta

import django

from tests.mail_server import MailServer, read
from tests.processes import Apart

ON = date(2030, 6, 1)
COMMAND = ["remind", "--on", ON.isoformat()]
PEOPLE = 20
STATEMENTS = 30  # that one person costs, about


def prepare(apart: Apart) -> Apart:
    """Put people into a database, in two units, for whom things of every kind wait."""
    apart.run(module="tests.reminder_runs")
    return apart


def kill(apart: Apart, server: MailServer, stage: str, n: int) -> bool:
    """Begin a run and kill it when the n-th mail is at a stage, or before a statement; say whether it died of that."""
    environment = sent_to(server)
    server.counts.clear()
    if stage == "statement":
        process = apart.start(str(n * STATEMENTS + n % 7), *COMMAND, module="tests.kill_at_statement", **environment)
    else:
        nth = 1 if stage == "EHLO" else n  # all mails go over one connection
        # The process says hello after its interpreter has started: by then it is known here.
        server.at = lambda at, count: process.kill() if (at, count) == (stage, nth) else None
        process = apart.start(*COMMAND, **environment)
    process.communicate()
    server.at = lambda at, count: None
    server.died_over += list(server.mails)[-1:]
    return process.returncode == -9


def finish(killed: Apart, server: MailServer, expected: dict[str, bytes]) -> None:
    """Run to the end: the mails are those of an undisturbed run, each under one number and in the same words.

    None came twice but those over which a run died after the server had them.
    """
    killed.run(*COMMAND, **sent_to(server))
    assert {name: _words(data) for name, data in server.mails.items()} == {
        name: _words(data) for name, data in expected.items()
    }
    assert set(told(server).values()) == {1}
    assert server.again <= Counter(server.died_over)


def told(server: MailServer) -> Counter:
    """Count whom the mails tell what: (address, kind of matter, page)."""
    found: Counter = Counter()
    for mail in map(read, server.mails.values()):
        kind = ""
        for line in mail.get_content().splitlines():
            kind = line if line.endswith(" 项）") else kind
            found.update((mail["To"], kind, page) for page in re.findall(r"/admin/policies/\w+/\d+/", line))
    return found


def sent_to(server: MailServer) -> dict[str, str]:
    """The environment of a run that sends to the server."""
    return {
        "EMAIL_URL": server.url,
        "TEST_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "SITE_URL": "https://tracker.example.cn",
    }


def _words(data: bytes) -> tuple[str, str, str]:
    mail = read(data)
    return mail["To"], mail["Subject"], mail.get_content()


def make() -> None:
    from tests import factories  # once Django is set up

    for name in ("青原县水利局", "青原县教育局"):
        unit = factories.make_unit(name)
        for number in range(PEOPLE // 2):
            role = "reviewer" if number < 2 else "reporter"
            person = factories.make_member(role, unit, username=f"{name}{number}")
            person.email = f"{unit.pk}-{number}@example.cn"
            person.save()
        for days in (-40, 5, 25):
            factories.make_reply(lead=unit, due_on=ON + timedelta(days=days))
        late = factories.make_reply(lead=unit, due_on=ON - timedelta(days=3)).actions.get()
        factories.make_update(late)
        for _ in range(2):
            factories.make_update(factories.make_reply(lead=unit).actions.get(), published=False, by=person)


if __name__ == "__main__":
    django.setup()
    make()
