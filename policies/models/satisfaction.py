"""Satisfaction (满意度): what the proposer said of an answer, round by round."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Opinion(models.TextChoices):
    SATISFIED = "satisfied", _("满意")
    MOSTLY = "mostly", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")


class Satisfaction(models.Model):
    proposal = models.ForeignKey(
        "policies.Proposal", on_delete=models.CASCADE, related_name="satisfactions", verbose_name=_("提案和建议")
    )
    reply = models.ForeignKey(
        "policies.Reply", on_delete=models.PROTECT, related_name="satisfactions", verbose_name=_("答复")
    )
    round = models.PositiveSmallIntegerField(_("轮次"), default=1)
    opinion = models.CharField(_("意见"), max_length=12, choices=Opinion)
    given_on = models.DateField(_("日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("满意度")
        ordering = ["proposal", "round"]
        constraints = [
            models.UniqueConstraint(
                name="satisfaction_unique",
                fields=["proposal", "reply", "round"],
                violation_error_message=_("这一轮的意见已经记下。"),
            ),
            models.CheckConstraint(
                name="satisfaction_rounds_from_one",
                condition=Q(round__gte=1),
                violation_error_message=_("轮次从 1 数起。"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_opinion_display()

    def is_of(self, scope) -> bool:
        """Say whether the proposal is theirs."""
        return self.proposal.is_of(scope)
