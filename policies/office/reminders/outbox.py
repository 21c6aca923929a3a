"""The mails: written down with what they tell, in one transaction; sent; and marked once the server has them.

SMTP knows no transactions. A run that dies after the server took a mail and before the mark leaves it unknown whether
it arrived: it is sent again as it is, under the same Message-ID, which to mail servers and programs is the same mail.
What the server certainly did not take is told anew, in a fresh mail.
"""

from contextlib import suppress
from datetime import date
from email.utils import format_datetime
from hashlib import sha256
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Action, Delivery, Digest, Reminder, Update, seen
from policies.models.rows import insert
from policies.office.reminders.pending import Untold, about, untold
from policies.office.reminders.text import subject_and_text

# Some servers take only so many mails over one connection, and then say this before the next.
CLOSING = 421


class Unreachable(Exception):
    """There is no talking to the mail server; its text says why."""


class Post:
    """A connection to the mail server: opened when there is something to send, and anew after any trouble."""

    def __init__(self):
        self._connection = get_connection()

    def __enter__(self):
        return self

    def __exit__(self, *trouble) -> None:
        self._close()

    def send(self, message: EmailMessage) -> None:
        try:
            self._send(message)
        except SMTPSenderRefused as error:
            if error.smtp_code != CLOSING:
                raise
            self._send(message)

    def _send(self, message: EmailMessage) -> None:
        try:
            self._connection.open()
        except (SMTPException, OSError) as error:
            raise Unreachable(_reason(error)) from error
        try:
            self._connection.send_messages([message])
        except Exception:
            self._close()
            raise

    def _close(self) -> None:
        """Say goodbye; a server that is gone already does not hear it."""
        with suppress(SMTPException, OSError):
            self._connection.close()


@transaction.atomic
def prepare(person, on: date) -> Digest | None:
    """Write down the mail with what is new for a person; None where nothing is."""
    Reminder.objects.filter(person=person, digest__state=Delivery.REFUSED).delete()
    found = untold(person, on)
    if not found:
        return None
    subject, text = subject_and_text(person, found, on)
    digest = Digest.objects.create(
        person=person,
        address=person.email,
        message_id=_message_id(person, found),
        subject=subject,
        text=text,
        prepared_at=timezone.now(),
    )
    insert(Reminder, [_reminder(digest, new, pk) for new in found for pk in new.stages])
    return digest


def deliver(digest: Digest, post: Post) -> bool:
    """Send a mail and mark what became of it. Says whether it was sent; raises Unreachable where there is no server."""
    try:
        post.send(message_of(digest))
    except Unreachable as error:
        _mark(digest, state=Delivery.REFUSED, error=str(error))
        raise
    except (SMTPException, OSError, ValueError) as error:
        state = Delivery.REFUSED if _certainly_not_taken(error) else Delivery.PREPARED
        _mark(digest, state=state, error=_reason(error))
        return False
    _mark(digest, state=Delivery.SENT, error="", sent_at=timezone.now())
    return True


def still_theirs(digest: Digest) -> bool:
    """Say whether the person may still see all that a mail tells: they may have changed units since it was written."""
    told = digest.reminders.count()
    actions = Action.objects.filter(reminders__digest=digest)
    updates = Update.objects.filter(reminders__digest=digest)
    return 0 < told == sum(seen(digest.person, rows).count() for rows in (actions, updates))


def give_up(digest: Digest) -> None:
    """Leave a mail unsent for good: what it told and is still theirs is told anew."""
    _mark(digest, state=Delivery.REFUSED, error=_("邮件里的事有的已经不归收件人，没有再发。"))


def message_of(digest: Digest) -> EmailMessage:
    """Return the mail, the same byte for byte each time."""
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": digest.message_id,
        "Date": format_datetime(digest.prepared_at),
        "List-Id": f"<reminders.{host}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(digest.subject, digest.text, to=[digest.address], headers=headers)


def _reminder(digest: Digest, new: Untold, pk: int) -> Reminder:
    told = {f"{about(new.matter)}_id": pk, "matter": new.matter.code, "stage": new.stages[pk]}
    return Reminder(digest=digest, person=digest.person, **told)


def _message_id(person, found: list[Untold]) -> str:
    """Name a mail by whom it tells what: should a power cut take the last rows with it, the same mail has the same name.

    The number of mails before it tells apart a refused mail and the one in its place.
    """
    told = [f"{new.matter.code}/{pk}/{stage}" for new in found for pk, stage in new.stages.items()]
    words = "\n".join([str(person.pk), str(person.digests.count()), *told])
    return f"<{sha256(words.encode()).hexdigest()[:32]}@{urlsplit(settings.SITE_URL).hostname}>"


def _mark(digest: Digest, **values) -> None:
    for name, value in values.items():
        setattr(digest, name, value)
    digest.save(update_fields=["address", *values])


def _certainly_not_taken(error: Exception) -> bool:
    """Say whether the server refused the mail; where it fell silent in the middle, it may have taken it."""
    if isinstance(error, SMTPResponseException):
        return error.smtp_code >= 400
    return isinstance(error, SMTPRecipientsRefused | SMTPNotSupportedError | ValueError)


def _reason(error: Exception) -> str:
    """Return what the server said, or what went wrong, in one line."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return str(error) or type(error).__name__
    said = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {said}".split())
