"""Replacements (取代与拆分): why a promise stands for itself no more, since when, and why it does again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    SUPERSEDED = "superseded", _("由后来的答复取代")
    SPLIT = "split", _("拆分成几条")


class Replacement(models.Model):
    """One time that others took an action's place: `by_action` of a later letter, or the parts that it was split into."""

    action = models.ForeignKey(
        "policies.Action", on_delete=models.PROTECT, related_name="replacements", verbose_name=_("具体举措")
    )
    how = models.CharField(_("方式"), max_length=10, choices=How)
    by_action = models.ForeignKey(
        "policies.Action",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced",
        verbose_name=_("由哪一条取代"),
    )
    reason = models.TextField(_("理由"))
    made_at = models.DateTimeField(_("记录时间"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("记录人"))
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    undone_reason = models.TextField(_("撤销理由"), blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("取代与拆分")
        ordering = ["action_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="replacement_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("写明理由：它会和日期一起公开。"),
            ),
            models.CheckConstraint(
                name="replacement_names_what_supersedes",
                condition=Q(how="superseded", by_action__isnull=False) | Q(how="split", by_action__isnull=True),
                violation_error_message=_("取代要写明由哪一条；拆分不写。"),
            ),
            models.CheckConstraint(
                name="replacement_not_by_itself",
                condition=Q(by_action__isnull=True) | ~Q(by_action=F("action")),
                violation_error_message=_("举措不能取代它自己。"),
            ),
            models.CheckConstraint(
                name="replacement_undone_with_reason",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason=""),
                violation_error_message=_("撤销要同时记下时间、人和理由。"),
            ),
            models.UniqueConstraint(
                name="replacement_one_at_a_time",
                fields=["action"],
                condition=Q(undone_at__isnull=True),
                violation_error_message=_("这条举措已经被取代或拆分。"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_how_display()
