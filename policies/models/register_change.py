"""Traces (变动): when what is told of a register's row last changed, and since when it is told no more.

For programs that keep a copy of what is public. Of letters and all that stands in them `Reply.changed_at` says it, as long
as there are any: what was erased with the invented place has a trace here that says since when.
"""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _


class RegisterChangeQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see: all of them. They hold numbers and moments of what was public once."""
        return self


class ChangedKind(models.TextChoices):
    PLACES = "places", _("行政区")
    SESSIONS = "sessions", _("会议")
    PROPOSALS = "proposals", _("提案和建议")
    ORGANISATIONS = "organisations", _("单位")
    CATEGORIES = "categories", _("类别")
    # Of what stands in letters only what was erased: see OF_LETTERS.
    REPLIES = "replies", _("答复")
    COMMITMENTS = "commitments", _("承诺事项")
    ACTIONS = "actions", _("具体举措")
    UPDATES = "updates", _("进展")
    EVIDENCE = "evidence", _("佐证")


OF_LETTERS = (
    ChangedKind.REPLIES,
    ChangedKind.COMMITMENTS,
    ChangedKind.ACTIONS,
    ChangedKind.UPDATES,
    ChangedKind.EVIDENCE,
)


class RegisterChange(models.Model):
    """One row that was public at some time; it stays when the row itself is erased."""

    kind = models.CharField(max_length=13, choices=ChangedKind)
    key = models.BigIntegerField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = RegisterChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("变动")
        constraints = [
            models.UniqueConstraint(
                name="registerchange_unique", fields=["kind", "key"], violation_error_message=_("变动已经记下。")
            )
        ]
        indexes = [models.Index(name="registerchange_since", fields=["kind", "changed_at", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def is_told(kind: ChangedKind) -> Exists:
    """Say whether a register's row is told to everybody: its trace says so in one look, where the rule asks several tables."""
    return Exists(RegisterChange.objects.filter(kind=kind, key=OuterRef("pk"), gone_at__isnull=True))
