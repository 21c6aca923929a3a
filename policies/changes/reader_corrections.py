"""What readers write about a public action: taken in within bounds, answered for everybody to see, or declined.

`at` is the moment of a change; now, unless a record is played back. Nobody is asked who they are. A digest of the network address bounds how much comes from one, and is erased after a day.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, needed, save_checked
from policies.models import Action, AuditKind, CorrectionState, ReaderCorrection
from policies.models.rights import require
from policies.office import correction_mail
from policies.office.audit import note
from policies.office.logins import digest_of
from policies.refusal import Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_FROM_ONE_ADDRESS, MOST_IN_ALL = 5, 100
"""Corrections within an hour."""


class TooMany(Refused):
    """Nothing more is taken in before some time has passed."""


def receive_correction(
    *,
    action: Action,
    text: str,
    source: str = "",
    email: str = "",
    language: str,
    address: str | None,
    at: datetime | None = None,
) -> ReaderCorrection:
    """Take in what a reader wrote about a public action. The same from the same address is taken in once.

    Raises TooMany, before anybody has to wait for a change under way, where an address or all together sent enough.
    """
    sender = digest_of(address, purpose="policies.changes.from_readers")
    told = {"action": action, "text": text, "source": source, "email": email, "sender": sender}
    if (sent := _already_sent(told)) is not None:
        return sent
    _refuse_too_many(sender)
    return _take_in(language=language, received_at=at or timezone.now(), **told)


@change
def _take_in(*, action: Action, sender: str, **told) -> ReaderCorrection:
    forget_senders()
    if (sent := _already_sent({"action": action, "sender": sender, **told})) is not None:
        return sent
    _refuse_too_many(sender)
    if not Action.objects.public().filter(pk=action.pk).exists():
        raise Refused(_("这条举措已经不公开，没有收下更正。"))
    correction = ReaderCorrection(action=action, sender=sender, **told)
    save_checked(correction)
    return correction


def forget_senders() -> int:
    """Erase whose digests are a day old: after an hour nothing is counted by them. Returns how many."""
    old = ReaderCorrection.objects.filter(received_at__lt=timezone.now() - DAY).exclude(sender="")
    return old.update(sender="")


@change
def answer_correction(
    *,
    correction: ReaderCorrection,
    verdict: str,
    answer: str,
    text_is_public: bool = False,
    by,
    at: datetime | None = None,
) -> ReaderCorrection:
    """Answer for everybody to see; `text_is_public` shows the reader's own words too. Who left an address gets a mail."""
    require(by, "answer_correction", correction)
    answer = needed(answer, _("写明回复：它会公开在这条举措的页面上。"))
    correction = _open(correction)
    if not Action.objects.public().filter(pk=correction.action_id).exists():
        raise Refused(_("这条举措已经不公开，不能公开回复；可以写明原因，按“不采纳”处理。"))
    correction.state, correction.verdict = CorrectionState.ANSWERED, verdict
    correction.answer, correction.text_is_public = answer, text_is_public
    _settle(correction, by, at)
    note(AuditKind.CORRECTION_ANSWERED, about=correction, by=by, words=correction.get_verdict_display())
    _mail(correction)
    return correction


@change
def decline_correction(*, correction: ReaderCorrection, remark: str, by) -> ReaderCorrection:
    """Put a correction aside, with a remark for colleagues. Nothing is public, and nobody gets a mail."""
    require(by, "decline_correction", correction)
    remark = needed(remark, _("不采纳要写明内部意见：它不公开，只留在记录里。"))
    correction = _open(correction)
    correction.state, correction.remark, correction.email = CorrectionState.DECLINED, remark, ""
    _settle(correction, by)
    note(AuditKind.CORRECTION_DECLINED, about=correction, by=by, words=remark)
    return correction


@change
def withdraw_answer(*, correction: ReaderCorrection, reason: str, by) -> ReaderCorrection:
    """Take back a public answer with the reader's words; that it was withdrawn, when and why stays public."""
    require(by, "withdraw_answer", correction)
    reason = needed(reason, _("撤回回复要写明理由：它会和撤回日期一起公开。"))
    correction = _as_it_stands(correction)
    if correction.state != CorrectionState.ANSWERED:
        raise Refused(_("只能撤回已公开的回复；这一件的处理情况是“%s”。") % correction.get_state_display())
    correction.state, correction.email = CorrectionState.WITHDRAWN, ""
    correction.withdrawn_at, correction.withdrawn_by, correction.withdrawn_reason = timezone.now(), by, reason
    save_checked(correction)
    note(AuditKind.ANSWER_WITHDRAWN, about=correction, by=by, words=reason)
    return correction


@change
def mail_answer_again(*, correction: ReaderCorrection, by) -> ReaderCorrection:
    """Send once more a mail that did not go: the reader's address is still there."""
    require(by, "answer_correction", correction)
    correction = _as_it_stands(correction)
    if correction.state != CorrectionState.ANSWERED or not correction.email:
        raise Refused(_("没有要寄的：回复已经寄出，或者读者没有留邮件地址。"))
    _mail(correction)
    return correction


def _mail(correction: ReaderCorrection) -> None:
    if correction.email:
        transaction.on_commit(lambda: correction_mail.send_answer(correction))


def _settle(correction: ReaderCorrection, by, at: datetime | None = None) -> None:
    correction.settled_at, correction.settled_by = at or timezone.now(), by
    save_checked(correction)


def _open(correction: ReaderCorrection) -> ReaderCorrection:
    correction = _as_it_stands(correction)
    if correction.state != CorrectionState.OPEN:
        raise Refused(_("这件更正已经处理过；处理情况是“%s”。") % correction.get_state_display())
    return correction


def _as_it_stands(correction: ReaderCorrection) -> ReaderCorrection:
    return ReaderCorrection.objects.select_related("action__reply").get(pk=correction.pk)


def _already_sent(told: dict) -> ReaderCorrection | None:
    """Return what a button pressed twice has sent already."""
    same = {name: told[name] for name in ("action", "sender", "text", "source", "email")}
    return ReaderCorrection.objects.open().filter(received_at__gt=timezone.now() - HOUR, **same).first()


def _refuse_too_many(sender: str) -> None:
    lately = ReaderCorrection.objects.filter(received_at__gt=timezone.now() - HOUR)
    own = lately.filter(sender=sender).count()
    if own >= MOST_FROM_ONE_ADDRESS:
        raise TooMany(_("一小时内已经收到您所在地址的 %d 件更正，这一件没有收；请一小时后再发。") % own)
    if lately.count() >= MOST_IN_ALL:
        raise TooMany(_("一小时内收到的更正太多，这一件没有收；请一小时后再发。"))
