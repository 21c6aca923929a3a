"""Head changes (登记更正): what was put right about a public letter's numbers, dates, source or units, and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policies.models.reply import Reply


class HeadChange(models.Model):
    """One field, or (`unit`) which unit a signer is. Values are kept as a page shows them; empty means there was none."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="head_changes", verbose_name=_("答复"))
    field = models.CharField(_("哪一项"), max_length=40)
    before = models.CharField(_("原来"), max_length=500, blank=True)
    after = models.CharField(_("更正为"), max_length=500, blank=True)
    reason = models.TextField(_("理由"))
    changed_at = models.DateTimeField(_("更正时间"), auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("更正人"))

    class Meta:
        verbose_name = verbose_name_plural = _("登记更正")
        ordering = ["-reply_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="headchange_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("更正已公开的登记内容要写明理由：它会和前后的内容一起公开。"),
            ),
            models.CheckConstraint(
                name="headchange_changes",
                condition=~Q(before=F("after")),
                violation_error_message=_("内容没有变，不用更正。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.before or '—'} → {self.after or '—'}"

    @property
    def label(self) -> str:
        """What the field is called on pages."""
        return str(_("单位") if self.field == "unit" else Reply._meta.get_field(self.field).verbose_name)

    def shown(self, value: str) -> str:
        """Return a value in the words of the page: of a choice, its label."""
        choices = None if self.field == "unit" else Reply._meta.get_field(self.field).choices
        return str(dict(choices or []).get(value, value))

    @property
    def shown_before(self) -> str:
        return self.shown(self.before)

    @property
    def shown_after(self) -> str:
        return self.shown(self.after)
