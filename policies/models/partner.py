"""Partners (协办单位): who acts on an action together with its lead."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Partner(models.Model):
    """A unit named as acting together with the lead, as written; linked only where that is certain."""

    action = models.ForeignKey(
        "policies.Action", on_delete=models.CASCADE, related_name="partners", verbose_name=_("具体举措")
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    name = models.CharField(_("原文写法"), max_length=100)
    organisation = models.ForeignKey(
        "policies.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partners_in",
        verbose_name=_("单位"),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("协办单位")
        ordering = ["action_id", "position"]
        constraints = [
            models.UniqueConstraint(
                name="partner_unique", fields=["action", "name"], violation_error_message=_("协办单位已经记下。")
            )
        ]

    def __str__(self) -> str:
        return self.name
