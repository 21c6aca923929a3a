"""Corrections from readers (读者更正): what somebody outside wrote about a public action, and what staff answered.

Nothing of one is public before staff have answered it; the reader's own words only where they were ticked.
"""

from django.conf import settings
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.models.action import Action
from policies.models.preference import Language
from policies.models.reply import Reply

LONGEST_CORRECTION = 2000


class ReaderCorrectionQuerySet(models.QuerySet):
    def public(self):
        """What the page of a public action shows: everything once answered, the withdrawn as such."""
        answered = [CorrectionState.ANSWERED, CorrectionState.WITHDRAWN]
        return self.filter(state__in=answered, action__is_public__in=[True])

    def open(self):
        """What nobody has answered or declined."""
        return self.filter(state=CorrectionState.OPEN)

    def of_scope(self, scope):
        """Find what `is_of` says: about what their units lead, or what stands in a letter of theirs."""
        led = Action.objects.filter(lead__in=scope.units).order_by().values("pk")
        signed = Action.objects.filter(reply__in=Reply.objects.of_scope(scope).values("pk")).order_by().values("pk")
        return self.filter(action__in=led.union(signed))


class CorrectionState(models.TextChoices):
    OPEN = "open", _("待处理")
    ANSWERED = "answered", _("已回复")
    DECLINED = "declined", _("未采纳")
    WITHDRAWN = "withdrawn", _("回复已撤回")


class Verdict(models.TextChoices):
    """What an answer says of the correction."""

    ACCEPTED = "accepted", _("采纳")
    EXPLAINED = "explained", _("作出说明")


class ReaderCorrection(models.Model):
    """One form that a reader sent, and what became of it. Answered or declined once; an answer may be withdrawn."""

    action = models.ForeignKey(
        "policies.Action", on_delete=models.PROTECT, related_name="reader_corrections", verbose_name=_("具体举措")
    )
    text = models.TextField(_("读者的原话"), validators=[MaxLengthValidator(LONGEST_CORRECTION)])
    source = models.URLField(
        _("来源网址"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    # Shown to nobody, and erased once the answer was sent or the correction declined.
    email = models.EmailField(_("读者的邮件地址"), blank=True, editable=False)
    language = models.CharField(_("语言"), max_length=10, choices=Language, default=Language.CHINESE, editable=False)
    # A digest of the network address, to count by. Shown to nobody, and erased after a day.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    received_at = models.DateTimeField(_("收到时间"), default=timezone.now, editable=False)
    state = models.CharField(_("处理情况"), max_length=9, choices=CorrectionState, default=CorrectionState.OPEN)

    verdict = models.CharField(_("回复种类"), max_length=9, choices=Verdict, blank=True)
    answer = models.TextField(_("公开的回复"), blank=True)
    text_is_public = models.BooleanField(_("读者的原话一并公开"), default=False)
    remark = models.TextField(_("内部意见"), blank=True)
    settled_at = models.DateTimeField(_("处理时间"), null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    mailed_at = models.DateTimeField(_("寄给读者的时间"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_reason = models.TextField(_("撤回理由"), blank=True, editable=False)

    objects = ReaderCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("读者更正")
        ordering = ["-pk"]
        indexes = [
            # How many came within the last hour; whose sender is to be forgotten.
            models.Index(name="correction_received", fields=["received_at"]),
            # What waits for a reviewer.
            models.Index(name="correction_open", fields=["action"], condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(
                name="correction_has_text",
                condition=~Q(text=""),
                violation_error_message=_("写明哪里不对，或者您知道什么。"),
            ),
            models.CheckConstraint(
                name="correction_settled_with_time_and_person",
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True)
                | ~Q(state="open") & Q(settled_at__isnull=False, settled_by__isnull=False),
                violation_error_message=_("处理更正要同时记下时间和人。"),
            ),
            models.CheckConstraint(
                name="correction_answered_with_words",
                condition=Q(state__in=["answered", "withdrawn"]) & ~Q(answer="") & ~Q(verdict="")
                | Q(state__in=["open", "declined"], answer="", verdict="", text_is_public=False),
                violation_error_message=_("公开的回复要写明是采纳还是作出说明，并写明内容。"),
            ),
            models.CheckConstraint(
                name="correction_declined_with_remark",
                condition=~Q(state="declined") | ~Q(remark=""),
                violation_error_message=_("不采纳要写明内部意见：它不公开，只留在记录里。"),
            ),
            models.CheckConstraint(
                name="correction_withdrawn_with_reason",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""),
                violation_error_message=_("撤回要同时记下时间、人和理由。"),
            ),
        ]

    def __str__(self) -> str:
        """Name it without a word of what was written: the audit list is kept for years."""
        return gettext("对第 %s 号举措的更正") % self.action_id

    def is_of(self, scope) -> bool:
        """Say whether one of their units leads the action, or its letter is theirs."""
        return self.action.is_of(scope)
