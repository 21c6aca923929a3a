"""Reminders (提醒): the mails that tell staff what waits for them, and which matter each of them told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policies.models.action import Action
from policies.models.update import Update


class Delivery(models.TextChoices):
    """How far a mail has come."""

    PREPARED = "prepared", _("待发出")
    """Written down. A run may have died while sending it: it is sent as it is, under the same number."""
    SENT = "sent", _("已发出")
    """The mail server has taken it."""
    REFUSED = "refused", _("没有发出")
    """The mail server has certainly not taken it. What it told and still waits is told anew."""


class Digest(models.Model):
    """One mail to one person, word for word."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="digests", verbose_name=_("收件人")
    )
    address = models.CharField(_("邮箱"), max_length=254)
    message_id = models.CharField(_("邮件编号（Message-ID）"), max_length=300, unique=True)
    subject = models.CharField(_("主题"), max_length=200)
    text = models.TextField(_("正文"))
    state = models.CharField(_("发送"), max_length=8, choices=Delivery, default=Delivery.PREPARED)
    error = models.TextField(_("没有发出的原因"), blank=True)
    prepared_at = models.DateTimeField(_("写成时间"))
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("提醒邮件")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="digest_sent_state_has_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                violation_error_message=_("发出的邮件要记下发出的时间。"),
            ),
            models.CheckConstraint(
                name="digest_refused_with_error",
                condition=~Q(state="refused") | ~Q(error=""),
                violation_error_message=_("没有发出的邮件要记下原因。"),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class ReminderQuerySet(models.QuerySet):
    def told(self):
        """What was told, or is in a mail that may have arrived."""
        return self.exclude(digest__state=Delivery.REFUSED)


class Reminder(models.Model):
    """One matter told to one person: once at each stage. A deadline that moves, a new hand-in begin another stage."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("提醒邮件"))
    # The digest's own person once more: the constraints below need them in one row.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders", verbose_name=_("收件人")
    )
    matter = models.CharField(_("待办"), max_length=20)
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, related_name="reminders", verbose_name=_("具体举措")
    )
    update = models.ForeignKey(
        Update, on_delete=models.CASCADE, null=True, related_name="reminders", verbose_name=_("进展")
    )
    stage = models.CharField(_("阶段"), max_length=40)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("提醒记录")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="reminder_is_about_one_thing",
                condition=Q(action__isnull=True, update__isnull=False) | Q(action__isnull=False, update__isnull=True),
                violation_error_message=_("一条提醒说一条举措，或者一条进展。"),
            ),
            models.UniqueConstraint(
                name="reminder_of_action_once_a_stage",
                fields=["person", "action", "matter", "stage"],
                condition=Q(action__isnull=False),
                violation_error_message=_("这件事已经提醒过这个人。"),
            ),
            models.UniqueConstraint(
                name="reminder_of_update_once_a_stage",
                fields=["person", "update", "matter", "stage"],
                condition=Q(update__isnull=False),
                violation_error_message=_("这件事已经提醒过这个人。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.about}"

    @property
    def about(self) -> Action | Update:
        return self.action or self.update
