"""Deadline changes (期限变更): the only way in which a deadline moves; the first one stays visible."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DeadlineChange(models.Model):
    action = models.ForeignKey(
        "policies.Action", on_delete=models.PROTECT, related_name="deadline_changes", verbose_name=_("具体举措")
    )
    before = models.DateField(_("原期限"), null=True, blank=True)
    after = models.DateField(_("新期限"), null=True, blank=True)
    reason = models.TextField(_("理由"))
    changed_at = models.DateTimeField(_("变更时间"), auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("变更人"))

    class Meta:
        verbose_name = verbose_name_plural = _("期限变更")
        ordering = ["action_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="deadlinechange_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("变更期限要写明理由：它会和新旧期限一起公开。"),
            ),
            models.CheckConstraint(
                name="deadlinechange_changes",
                # Two empty dates compare to nothing in SQL, so emptiness is asked for by name.
                condition=Q(before__isnull=True, after__isnull=False)
                | Q(before__isnull=False, after__isnull=True)
                | (Q(before__isnull=False, after__isnull=False) & ~Q(before=F("after"))),
                violation_error_message=_("新期限和原期限相同，没有变更。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before or '—'} → {self.after or '—'}"
