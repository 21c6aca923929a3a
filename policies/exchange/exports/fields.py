"""The columns of a row that leaves the site, in their order, with what each means: the one place that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.models import Kind, Status, StrengthChoices
from policies.models.outcome_class import Mark


class Type(Enum):
    """What stands in a cell; an empty one says that the record knows nothing."""

    NUMBER = "number"
    TEXT = "text"
    LIST = "list"
    """Of texts: a list in JSON, joined by ；in a table."""
    DAY = "day"
    """ISO 8601, of Shanghai."""
    MOMENT = "moment"
    """ISO 8601, of UTC, to the microsecond."""
    FLAG = "flag"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: Type
    meaning: Promise
    codes: Mapping[str, Promise | str] = field(default_factory=dict)
    """What the codes in it mean, where it holds codes."""
    width: int = 12
    """Of its column in a workbook, in characters."""


ROW = (
    Field("id", Type.NUMBER, _("编号，永不更换，也不会再给别的举措"), width=9),
    Field("url", Type.ADDRESS, _("这条举措的网页"), width=30),
    Field("quote", Type.TEXT, _("答复的原话；手机号码以星号遮去"), width=60),
    Field("heading", Type.TEXT, _("它在答复里属于哪一项承诺"), width=30),
    Field("strength", Type.TEXT, _("原话的力度"), dict(StrengthChoices.choices)),
    Field("status", Type.TEXT, _("状态，由公开的进展得出"), dict(Status.choices)),
    Field("status_since", Type.DAY, _("从哪天起是这个状态：填报单位所说的发生日期")),
    Field("due_text", Type.TEXT, _("期限，照原文")),
    Field("due_on", Type.DAY, _("期限，换算成日期；有变动时是现在的")),
    Field("due_on_first", Type.DAY, _("最初的期限")),
    Field("overdue", Type.FLAG, _("已逾期：期限已过，最近的进展说是推进中或受阻")),
    Field("last_update_on", Type.DAY, _("主责单位最近一条公开进展所说的发生日期")),
    Field("last_update_reason", Type.TEXT, _("这条进展的说明"), width=40),
    Field("organisation", Type.TEXT, _("主责单位；没有确定时为空"), width=20),
    Field("organisation_slug", Type.TEXT, _("主责单位的网址名，用于 organisation= 筛选"), width=20),
    Field("partners", Type.LIST, _("协办单位，照原文"), width=20),
    Field("categories", Type.LIST, _("类别"), width=16),
    Field("place", Type.TEXT, _("答复所属的行政区")),
    Field("session", Type.TEXT, _("提案提出的会议；不止一次会议时以“；”分开"), width=24),
    Field("proposal_kinds", Type.LIST, _("答复的是提案、建议还是议案，逐件对应"), dict(Kind.choices)),
    Field("proposal_numbers", Type.LIST, _("提案或建议的编号，照原文，前面的零保留")),
    Field("proposal_titles", Type.LIST, _("提案或建议的标题"), width=40),
    Field("document_number", Type.TEXT, _("答复的文号"), width=24),
    Field("issued_on", Type.DAY, _("答复的日期")),
    Field("outcome", Type.TEXT, _("答复上标的办理结果；各地含义不同"), {mark: mark for mark in Mark.values}),
    Field("reply_url", Type.ADDRESS, _("整件答复的网页"), width=30),
    Field("is_demo", Type.FLAG, _("是不是演示数据（虚构）")),
)
NAMES = tuple(each.name for each in ROW)
