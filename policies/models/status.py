"""The statuses of an action (状态), and what it takes to earn each. The public page prints these meanings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    UNREPORTED = "unreported", _("尚未反馈")
    IN_PROGRESS = "in_progress", _("推进中")
    ONGOING = "ongoing", _("持续落实")
    DONE = "done", _("已完成")
    STALLED = "stalled", _("受阻")
    DROPPED = "dropped", _("不再实施")

    @property
    def meaning(self) -> str:
        return MEANINGS[self]

    @property
    def claim(self) -> str:
        """What whoever reports says by it."""
        return CLAIMS[self]


# Each says who says so: the unit reports, a source shows. Nobody here judges whether a promise was kept.
MEANINGS = {
    Status.UNREPORTED: _("还没有公开主责单位的进展。这不说明事情做了或没做。"),
    Status.IN_PROGRESS: _("主责单位报告工作已经开始，并列出来源。"),
    Status.ONGOING: _("没有终点的长期工作；主责单位报告一直在做，并列出来源。"),
    Status.DONE: _("主责单位报告已经照承诺做完，并列出来源。"),
    Status.STALLED: _("主责单位报告工作停了下来，或无法开始。"),
    Status.DROPPED: _("主责单位报告已放弃，并向提出者作了应有的说明，列出来源。"),
}

CLAIMS = {
    Status.IN_PROGRESS: _("工作已经开始"),
    Status.ONGOING: _("没有终点，一直在做"),
    Status.DONE: _("已经照承诺做完"),
    Status.STALLED: _("工作停了下来，或无法开始"),
    Status.DROPPED: _("已经放弃，并向提出者作了应有的说明"),
}

# No update can say that there is none.
REPORTABLE = [(status.value, status.label) for status in Status if status != Status.UNREPORTED]

NEEDS_EVIDENCE = frozenset({Status.IN_PROGRESS, Status.ONGOING, Status.DONE, Status.DROPPED})

# 还未了结: what is neither done nor given up.
UNSETTLED = (Status.ONGOING, Status.IN_PROGRESS, Status.STALLED, Status.UNREPORTED)

# With one of these after its deadline, an action is overdue (已逾期).
OPEN_AFTER_REPORT = frozenset({Status.IN_PROGRESS, Status.STALLED})

# With one of these and no news, an action is stale (久未更新).
WANTS_NEWS = frozenset({Status.IN_PROGRESS, Status.ONGOING, Status.STALLED})
