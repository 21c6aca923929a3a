"""What the ledger (台账) of staff holds of an action, and no public page: who sees to it, by what means, what checks found.

A row beside the action, so that nothing which the public asks of actions can reach it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.models.recording import RecordedQuerySet

LONGEST_LINE = 200


class LedgerEntry(models.Model):
    """The columns of the ledger that the letter does not fill. For staff alone; none of it is public."""

    action = models.OneToOneField(
        "policies.Action", on_delete=models.PROTECT, related_name="ledger", verbose_name=_("具体举措")
    )
    office = models.CharField(_("责任科室"), max_length=LONGEST_LINE, blank=True)
    officer = models.CharField(_("责任人"), max_length=LONGEST_LINE, blank=True)
    phone = models.CharField(_("联系电话"), max_length=LONGEST_LINE, blank=True)
    measures = models.TextField(_("落实措施"), blank=True)
    year_goal = models.TextField(_("当年目标"), blank=True)
    check_remark = models.TextField(_("核查意见"), blank=True)
    remarks = models.TextField(_("备注"), blank=True)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("台账栏目")
        ordering = ["action"]

    def __str__(self) -> str:
        return str(_("第 %s 号举措的台账栏目") % self.action_id)

    def is_of(self, scope) -> bool:
        """Say whether the action is theirs."""
        return self.action.is_of(scope)
