"""Quote changes (原文更正): the only way in which the words of a public action change; the former ones stay on record."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class QuoteChange(models.Model):
    action = models.ForeignKey(
        "policies.Action", on_delete=models.PROTECT, related_name="quote_changes", verbose_name=_("具体举措")
    )
    before = models.TextField(_("原来的引文"))
    after = models.TextField(_("更正后的引文"))
    reason = models.TextField(_("理由"))
    changed_at = models.DateTimeField(_("更正时间"), auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("更正人"))

    class Meta:
        verbose_name = verbose_name_plural = _("原文更正")
        ordering = ["action_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="quotechange_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("更正原文要写明理由：它会和前后的引文一起公开。"),
            ),
            models.CheckConstraint(
                name="quotechange_changes",
                condition=~Q(before=F("after")),
                violation_error_message=_("引文没有变，不用更正。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
