"""Handlings (办理): which unit answers which proposal, and by when."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from policies.models.issuer import Issuer
from policies.models.reply import Reply


class HandlingQuerySet(models.QuerySet):
    def public(self):
        """What a public letter shows: whose letter it is, who signed it, and who helped its lead.

        A unit whose own letter is not public is not told, nor one that nobody knows to have answered.
        """
        led = Handling.objects.filter(_answered(), proposal=OuterRef("proposal"), role=Role.LEAD)
        return self.filter(_answered() | Q(role=Role.CO, reply__isnull=True) & Exists(led))


def _answered() -> Q:
    """Say whether a public letter to the proposal is the unit's own or, where none is linked, signed by the unit."""
    letters = Reply.objects.public().filter(proposals=OuterRef("proposal"))
    signed = Issuer.objects.filter(
        Exists(Reply.objects.public().filter(pk=OuterRef("reply"), proposals=OuterRef(OuterRef("proposal")))),
        organisation=OuterRef("organisation"),
    )
    own = Exists(letters.filter(pk=OuterRef("reply")))
    return Q(own) | Q(reply__isnull=True) & Q(Exists(signed))


class Role(models.TextChoices):
    LEAD = "lead", _("主办")
    CO = "co", _("会办")
    SEPARATE = "separate", _("分办")


class Handling(models.Model):
    """A proposal in the hands of a unit, and the letter once there is one."""

    proposal = models.ForeignKey(
        "policies.Proposal", on_delete=models.CASCADE, related_name="handlings", verbose_name=_("提案和建议")
    )
    organisation = models.ForeignKey(
        "policies.Organisation", on_delete=models.PROTECT, related_name="handlings", verbose_name=_("单位")
    )
    role = models.CharField(_("办理方式"), max_length=8, choices=Role)
    assigned_on = models.DateField(_("交办日期"), null=True, blank=True)
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    reply = models.ForeignKey(
        "policies.Reply",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="handlings",
        verbose_name=_("答复"),
    )

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("办理")
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="handling_unique",
                fields=["proposal", "organisation"],
                violation_error_message=_("这个单位已在办理这件提案或建议。"),
            ),
            models.UniqueConstraint(
                name="handling_one_lead",
                fields=["proposal"],
                condition=Q(role="lead"),
                violation_error_message=_("一件提案或建议只有一个主办单位；几家分别答复的选“分办”。"),
            ),
            models.CheckConstraint(
                name="handling_due_after_assigned",
                condition=Q(assigned_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("assigned_on")),
                violation_error_message=_("答复期限不能早于交办日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_role_display()}"

    def is_of(self, scope) -> bool:
        """Say whether the proposal is theirs: nobody makes it so by giving it to their own unit."""
        return self.proposal.is_of(scope)
