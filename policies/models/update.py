"""Updates (进展): what was reported about an action, by whom, and whether it was published."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.days import ends
from policies.models.status import REPORTABLE, Status


class UpdateQuerySet(models.QuerySet):
    def public(self):
        """What the public timeline shows of public actions: everything once published, the withdrawn as such."""
        return self.on_record().filter(action__is_public=True)

    def once_public(self):
        """What was public at some time: published, on an action that was."""
        return self.on_record().filter(action__published_at__isnull=False)

    def on_record(self):
        """Whatever was published, withdrawn since or not."""
        return self.filter(published_at__isnull=False)

    def at(self, day: date | None):
        """What stood at the end of a past day; what stands now without one."""
        if day is None:
            return self.standing()
        prefix = Q(published_at__lt=ends(day)) & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=ends(day)))
        return self.filter(~Exists(Update.objects.filter(prefix, replaces=OuterRef("pk"))), prefix)

    def standing(self):
        """What counts: published, not withdrawn, and not replaced by a published correction."""
        corrected = Update.objects.filter(replaces=OuterRef("pk"), state=State.PUBLISHED)
        return self.filter(~Exists(corrected), state=State.PUBLISHED)

    def exclude_writer(self, by):
        """Leave out what `by` wrote or handed in, which another person has to publish."""
        if settings.ONE_PERSON_OFFICE:
            return self
        return self.exclude(created_by=by).exclude(submitted_by=by, submitted_by__isnull=False)

    def for_timeline(self):
        """In the order of a timeline, newest first, with whose they are."""
        return self.order_by("-happened_on", "-published_at", "-pk").select_related("organisation")


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("已退回")
    PUBLISHED = "published", _("已公开")
    WITHDRAWN = "withdrawn", _("已撤回")


class Update(models.Model):
    """One report. Nothing published is edited: a correction is a new update that replaces the old one."""

    action = models.ForeignKey(
        "policies.Action", on_delete=models.PROTECT, related_name="updates", verbose_name=_("具体举措")
    )
    organisation = models.ForeignKey(
        "policies.Organisation", on_delete=models.PROTECT, related_name="updates", verbose_name=_("代表哪个单位")
    )
    status = models.CharField(_("状态"), max_length=12, choices=REPORTABLE)
    happened_on = models.DateField(_("发生日期"), help_text=_("事情发生的日子，不是填报的日子；不能在今天之后。"))
    reason = models.TextField(_("说明"), blank=True, help_text=_("做了什么、凭什么这样说；公开时一并显示。"))
    evidence = models.ManyToManyField("policies.Evidence", blank=True, related_name="updates", verbose_name=_("佐证"))
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("更正哪一条"),
    )
    moved_from = models.ForeignKey(
        "policies.Action",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("合并前的举措"),
    )
    state = models.CharField(_("审核"), max_length=9, choices=State, default=State.DRAFT, editable=False)

    created_at = models.DateTimeField(_("填报时间"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("填报人")
    )
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_reason = models.TextField(_("撤回理由"), blank=True, editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("进展")
        ordering = ["action", "-happened_on", "-published_at", "-pk"]
        indexes = [
            models.Index(name="update_of_action", fields=["action", "state", "-happened_on"]),
            # What waits for a reviewer, longest first.
            models.Index(name="update_waiting", fields=["submitted_at", "id"], condition=Q(state="submitted")),
            # The newest news of the whole site.
            models.Index(name="update_newest_published", fields=["-published_at"], condition=Q(state="published")),
            models.Index(name="update_as_of", fields=["-published_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="update_reports_a_status",
                condition=Q(status__in=[status.value for status in Status if status != Status.UNREPORTED]),
                violation_error_message=_("“尚未反馈”不是进展：它只表示还没有公开的进展。"),
            ),
            models.CheckConstraint(
                name="update_has_reason_once_submitted",
                condition=Q(state="draft") | ~Q(reason=""),
                violation_error_message=_("提交前写明说明：做了什么，凭什么这样说。"),
            ),
            models.CheckConstraint(
                name="update_submitted_at_and_by_go_together",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                violation_error_message=_("提交要同时记下时间和人。"),
            ),
            models.CheckConstraint(
                name="update_published_state_has_time_and_person",
                condition=Q(
                    state__in=["published", "withdrawn"], published_at__isnull=False, published_by__isnull=False
                )
                | Q(state__in=["draft", "submitted", "returned"], published_at__isnull=True, published_by__isnull=True),
                violation_error_message=_("公开的进展要同时记下公开的时间和人。"),
            ),
            models.CheckConstraint(
                name="update_withdrawn_with_reason",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""),
                violation_error_message=_("撤回要同时记下时间、人和理由。"),
            ),
            models.CheckConstraint(
                name="update_replaces_another",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                violation_error_message=_("进展不能更正它自己。"),
            ),
            models.UniqueConstraint(
                name="update_one_published_correction",
                fields=["replaces"],
                condition=Q(state="published"),
                violation_error_message=_("这条进展已有公开的更正；请更正那一条。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} · {self.happened_on:%Y-%m-%d}"

    def is_of(self, scope) -> bool:
        """Say whether it was reported on behalf of one of their units."""
        return self.organisation_id in scope.units

    def writers(self) -> set[int]:
        """Return who wrote it or handed it in: somebody else publishes it."""
        return {self.created_by_id, self.submitted_by_id} - {None}

    def clean(self):
        if self.happened_on and self.happened_on > timezone.localdate():
            raise ValidationError({"happened_on": _("发生日期在今天之后；还没发生的事不能写成进展。")})
        if self.replaces and self.action_id and self.replaces.action_id != self.action_id:
            raise ValidationError({"replaces": _("只能更正同一举措的进展。")})
        if self.replaces and self.replaces.organisation_id != self.organisation_id:
            raise ValidationError({"organisation": _("更正要代表原来填报的单位；别的单位请另填一条进展。")})


class Remark(models.Model):
    """Why a reviewer returned an update. It stays on record when the update is submitted again."""

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("进展"))
    text = models.TextField(_("退回意见"))
    made_at = models.DateTimeField(_("退回时间"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("审核人"))

    class Meta:
        verbose_name = verbose_name_plural = _("退回意见")
        ordering = ["update", "pk"]
        constraints = [
            models.CheckConstraint(
                name="remark_has_text",
                condition=~Q(text=""),
                violation_error_message=_("写明退回的原因，填报人才知道改什么。"),
            )
        ]

    def __str__(self) -> str:
        return self.text
