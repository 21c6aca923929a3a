"""The mail with the answer to a reader who left an address: sent once, in the language of the page they used.

It holds what is public and nothing that they wrote: whoever typed another's address sends them no words of their own.
"""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from policies.models import AuditKind, ReaderCorrection
from policies.office.audit import note

logger = logging.getLogger(__name__)


def send_answer(correction: ReaderCorrection) -> None:
    """Send the answer now, then erase the address; where it does not go, note that, and keep the address for a while."""
    try:
        _letter(correction).send()
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors too; what they say may hold the address
        logger.error("The answer to correction %s could not be sent: %s", correction.pk, type(error).__name__)
        note(AuditKind.MAIL_FAILED, about=correction, words=type(error).__name__)
    else:
        ReaderCorrection.objects.filter(pk=correction.pk).update(email="", mailed_at=timezone.now())


def _letter(correction: ReaderCorrection) -> EmailMessage:
    with translation.override(correction.language):
        told = {
            "correction": correction,
            "link": f"{settings.SITE_URL}{reverse('action', args=[correction.action_id])}#correction-{correction.pk}",
            "site": settings.SITE_URL,
        }
        headers = {"Auto-Submitted": "auto-replied"}
        text = render_to_string("mail/answer.txt", told)
        return EmailMessage(_("答复承诺追踪：您的更正有了回复"), text, to=[correction.email], headers=headers)
