"""Going through the people, one after another: first what a dead run left, then what is new."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from policies.models import Delivery, Digest
from policies.office.locks import REMINDERS, alone
from policies.office.reminders.outbox import Post, deliver, give_up, prepare, still_theirs
from policies.office.reminders.pending import untold
from policies.office.reminders.people import staff, wants_mail
from policies.office.reminders.text import subject_and_text


class Outcome(Enum):
    SENT = "sent"
    NOTHING = "nothing"
    NO_ADDRESS = "no_address"
    UNWANTED = "unwanted"
    FAILED = "failed"


@dataclass(slots=True)
class Told:
    """What became of one person's reminders: the mails that were sent, or the one that was not."""

    person: object
    outcome: Outcome
    sent: list[Digest] = field(default_factory=list)
    failed: Digest | None = None


def everybody() -> list:
    """Return all whom a run goes through."""
    return list(staff())


def remind(people: Iterable, *, on: date) -> Iterator[Told]:
    """Send each of `people` what is new for them on a day; yields what became of each.

    Raises AnotherRun where another run is under way, and Unreachable where there is no talking to the mail server.
    """
    with alone(REMINDERS), Post() as post:
        for person in people:
            yield _remind(person, on, post)


def preview(person, *, on: date) -> tuple[Outcome, list[tuple[str, str]]]:
    """Return subject and text of what a run would send to a person; writes nothing."""
    if (silent := _not_to_be_told(person)) is not None:
        return silent, []
    mails = [(digest.subject, digest.text) for digest in _left(person) if still_theirs(digest)]
    if found := untold(person, on):
        mails.append(subject_and_text(person, found, on))
    return (Outcome.SENT if mails else Outcome.NOTHING), mails


def _remind(person, on: date, post: Post) -> Told:
    if (silent := _not_to_be_told(person)) is not None:
        return Told(person, silent)
    told = Told(person, Outcome.NOTHING)
    for digest in _to_send(person, on):
        digest.address = person.email  # it may have been mended since the mail was written
        if not deliver(digest, post):
            told.outcome, told.failed = Outcome.FAILED, digest
            return told
        told.sent.append(digest)
        told.outcome = Outcome.SENT
    return told


def _to_send(person, on: date) -> Iterator[Digest]:
    """Yield the mails of a person, each written down before it is handed out."""
    for digest in _left(person):
        if still_theirs(digest):
            yield digest
        else:
            give_up(digest)
    if new := prepare(person, on):
        yield new


def _left(person) -> list[Digest]:
    """Return the mails of which nobody knows whether they arrived."""
    return list(person.digests.filter(state=Delivery.PREPARED).order_by("pk"))


def _not_to_be_told(person) -> Outcome | None:
    if not person.email:
        return Outcome.NO_ADDRESS
    return None if wants_mail(person) else Outcome.UNWANTED
