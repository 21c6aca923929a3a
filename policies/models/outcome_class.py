"""Outcome classes (办理结果): what A, B, C, D mean in a place. C is "planned" in one city, "for reference" in another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mark(models.TextChoices):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Outcome(models.TextChoices):
    """The state that a mark stands for, the same for all places."""

    SOLVED = "solved", _("已解决或基本解决")
    IN_PROGRESS = "in_progress", _("正在解决或列入计划")
    POSTPONED = "postponed", _("条件所限，待以后解决")
    REFERENCE = "reference", _("留作参考")
    DECLINED = "declined", _("不能解决，已作解释")


class OutcomeClass(models.Model):
    place = models.ForeignKey(
        "policies.Place", on_delete=models.CASCADE, related_name="outcome_classes", verbose_name=_("行政区")
    )
    mark = models.CharField(_("字母"), max_length=1, choices=Mark)
    meaning = models.CharField(_("当地的含义"), max_length=200)
    state = models.CharField(_("归入"), max_length=12, choices=Outcome)

    class Meta:
        verbose_name = verbose_name_plural = _("办理结果分类")
        ordering = ["place", "mark"]
        constraints = [
            models.UniqueConstraint(
                name="outcomeclass_unique",
                fields=["place", "mark"],
                violation_error_message=_("这个行政区已写明这个字母的含义。"),
            ),
            models.CheckConstraint(
                name="outcomeclass_has_meaning",
                condition=~models.Q(meaning=""),
                violation_error_message=_("写明这个字母在当地的含义。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.meaning}"
