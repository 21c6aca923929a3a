"""Letters that let somebody choose a password: the invitation to a new account, and the reset of a forgotten one.

Plain text, in the language of whoever gets it. A link leads to SITE_URL alone, whatever host a request named, works once,
and is worth nothing after its time or once another was sent.
"""

import logging
from threading import Thread

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode
from django.utils.translation import gettext as _

from policies.models import Account, AuditKind, Preference
from policies.office.audit import note

logger = logging.getLogger(__name__)
HOUR = 60 * 60
RESET_HOURS = 1


class InvitationTokens(PasswordResetTokenGenerator):
    """Good for seven days (PASSWORD_RESET_TIMEOUT), until a password is chosen or the next invitation is sent."""

    key_salt = "policies.office.invitations.InvitationTokens"


class ResetTokens(PasswordResetTokenGenerator):
    """Good for an hour, until a password is chosen or somebody logs in."""

    key_salt = "policies.office.invitations.ResetTokens"

    def check_token(self, user, token) -> bool:
        if not super().check_token(user, token):
            return False
        made = base36_to_int(token.partition("-")[0])
        return self._num_seconds(self._now()) - made <= RESET_HOURS * HOUR


invitation_tokens = InvitationTokens()
reset_tokens = ResetTokens()


def send_invitation(account: Account, *, by) -> None:
    """Send the invitation, now; note that it went, or why it did not. `by` sends it."""
    letter = _letter(account, _invitation_subject, "mail/invitation.txt", "invitation", invitation_tokens)
    try:
        letter.send()
    except OSError as error:  # smtplib's errors are OSErrors too
        logger.error("The invitation of account %s could not be sent: %s", account.pk, error)
        note(AuditKind.MAIL_FAILED, about=account, by=by, words=str(error))
    else:
        note(AuditKind.INVITED, about=account, by=by, words=account.email)


def send_reset(account: Account) -> None:
    """Send the link to choose a new password, aside: the page must not take longer where an address is known."""
    letter = _letter(account, _reset_subject, "mail/reset.txt", "password_reset_confirm", reset_tokens)
    Thread(target=_send_aside, args=(letter, account.pk), name="mail").start()


def _send_aside(letter: EmailMessage, pk: int) -> None:
    try:
        letter.send()
    except OSError as error:
        logger.error("The letter that resets the password of account %s could not be sent: %s", pk, error)


def _invitation_subject() -> str:
    return _("答复承诺追踪：请设定您的密码")


def _reset_subject() -> str:
    return _("答复承诺追踪：重设密码")


def _letter(account: Account, subject, template: str, page: str, tokens) -> EmailMessage:
    with translation.override(Preference.objects.of(account).language):
        uid = urlsafe_base64_encode(force_bytes(account.pk))
        link = settings.SITE_URL + reverse(page, args=[uid, tokens.make_token(account)])
        told = {
            "account": account,
            "link": link,
            "days": settings.PASSWORD_RESET_TIMEOUT // (24 * HOUR),
            "hours": RESET_HOURS,
            "site": settings.SITE_URL,
        }
        return EmailMessage(subject(), render_to_string(template, told), to=[account.email])
