"""Commitments (承诺事项): a heading's worth of future in a letter."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from policies.models.action import Action
from policies.models.recording import RecordedQuerySet


class CommitmentQuerySet(RecordedQuerySet):
    def public(self):
        """What anybody may see: headings under which a public action stands."""
        return self.filter(Exists(Action.objects.public().filter(commitment=OuterRef("pk"))))

    def once_public(self):
        """Headings under which an action was public at some time."""
        return self.filter(Exists(Action.objects.once_public().filter(commitment=OuterRef("pk"))))


class Commitment(models.Model):
    """（一）加快推进建设质量强国: mark and heading as written; both are empty where a letter has none."""

    reply = models.ForeignKey(
        "policies.Reply", on_delete=models.CASCADE, related_name="commitments", verbose_name=_("答复")
    )
    position = models.PositiveSmallIntegerField(_("次序"))
    number = models.CharField(_("序号"), max_length=20, blank=True)
    heading = models.CharField(_("标题"), max_length=300, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("承诺事项")
        ordering = ["-reply_id", "position"]
        constraints = [
            models.UniqueConstraint(
                name="commitment_position_unique",
                fields=["reply", "position"],
                violation_error_message=_("这个次序已被另一项承诺占用。"),
            ),
            models.CheckConstraint(
                name="commitment_positions_from_one",
                condition=Q(position__gte=1),
                violation_error_message=_("次序从 1 数起。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.heading}" or str(_("全文"))
