"""Who signed a letter (答复单位), and what all share that a letter names."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

FEW = 2000
"""Letters: to look up so many by their keys is quicker than to look for them."""


class Party(models.Model):
    """Somebody named by a letter, as it writes the name; linked to a unit only where that is certain."""

    reply = models.ForeignKey("policies.Reply", on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    name = models.CharField(_("原文写法"), max_length=100)
    organisation = models.ForeignKey(
        "policies.Organisation", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("单位")
    )

    class Meta:
        abstract = True
        ordering = ["-reply_id", "position"]

    def __str__(self) -> str:
        return self.name


class Issuer(Party):
    """Who signed the letter."""

    class Meta(Party.Meta):
        verbose_name = verbose_name_plural = _("答复单位")
        constraints = [
            models.UniqueConstraint(
                name="issuer_unique", fields=["reply", "name"], violation_error_message=_("答复单位已经记下。")
            )
        ]


def only_one(issuers: list[Issuer]):
    """Return the unit of a letter's issuers where it is one, and known."""
    return issuers[0].organisation if len(issuers) == 1 else None


def few_signed_by(units: Iterable[int]) -> list[int] | None:
    """Return the keys of the letters that one of these units signed; None where they are many.

    A planner does not know how many they are, and looks for a few among all letters.
    """
    signed = Issuer.objects.filter(organisation__in=units).order_by().values_list("reply", flat=True)
    few = list(signed[: FEW + 1])
    return few if len(few) <= FEW else None
