"""What the parameters of lists mean, for the description: the filters themselves say which there are."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from policies.queries.filters import BEST, PublicFilter
from policies.queries.paging import PAGE_SIZE
from policies.search import LONGEST

MEANINGS = {
    "q": _("搜索的字词，照出现的字找，不拆开、不猜测；简繁体、全半角和大小写不分"),
    "action": _("哪条举措：编号"),
    "as_of": _("截至过去某一天结束时公开的情况，如 2025-12-31"),
    "body": _("政协或人大"),
    "category": _("类别的网址名，含下级；举措还可以是 none：没有类别"),
    "demo": _("1：只要演示数据；不写时没有演示数据"),
    "due": _("期限"),
    "due_after": _("期限不早于这一天"),
    "due_before": _("期限不晚于这一天"),
    "kind": _("种类"),
    "level": _("级别"),
    "order": _("排序"),
    "organisation": _("单位的网址名，含下级：举措的主责单位，答复的落款单位，进展的填报单位"),
    "parent": _("上级：行政区用编号，类别用网址名"),
    "partner": _("协办单位的网址名，含下级"),
    "place": _("行政区的全称"),
    "proposal": _("哪件提案或建议：编号"),
    "proposer": _("提出者的姓名或名称；“3/李明”只指编号 3 的行政区里的"),
    "reply": _("哪件答复：编号"),
    "session": _("哪次会议：编号"),
    "stale": _("1：只要久未更新的"),
    "status": _("状态"),
    "strength": _("力度"),
    "update": _("哪条进展：编号"),
}
CURSOR = _("从哪里接着看：照抄上一页的 next 或 previous，不自己拼")
SINCE = _(
    "只要从这一天或这一刻起有变动的，按变动先后排列；照抄上次的 updated_until，就一件不漏。“withdrawn”里是撤回的和不在所问清单里的"
)
LIMIT = _("一页几条：1 到 %(most)s，不写时 %(usual)s")
ORDERS = {
    "best": _("最相关的在前"),
    "due": _("期限近的在前"),
    "updated": _("最近有进展的在前"),
    "newest": _("新的在前"),
    "oldest": _("早的在前"),
    "most": _("举措多的在前"),
    "name": _("按名称"),
}
ONLY_ONE = {"demo", "stale"}
KEYS = {"action", "proposal", "reply", "session", "update"}
DAYS = {"as_of", "due_after", "due_before"}
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by which a list is narrowed or sorted."""

    name: str
    meaning: str
    choices: dict[str, str]
    """The codes that it takes, with their meanings; empty where it takes other words."""
    many: bool

    @property
    def described(self) -> OpenApiParameter:
        told = gettext("，").join(
            gettext("%(code)s（%(meaning)s）") % {"code": code, "meaning": meaning}
            for code, meaning in self.choices.items()
            if self.name not in ONLY_ONE
        )
        if told:
            told = gettext("%(meaning)s：%(values)s") % {"meaning": self.meaning, "values": told}
        return OpenApiParameter(
            self.name,
            _type(self.name),
            description=told or self.meaning,
            enum=list(self.choices) or None,
            many=self.many,
            explode=self.many or None,
        )


def of_filters(kind: type[PublicFilter]) -> list[Parameter]:
    """Return the parameters that a list's filters read; the API has an `updated_after` of its own."""
    filters = {name: each for name, each in kind.base_filters.items() if name != "updated_after"}
    return [_parameter(name, each, "q" in filters) for name, each in filters.items()]


def of_pages(most: int) -> list[OpenApiParameter]:
    """Describe the parameters that every list has."""
    told = LIMIT % {"most": most, "usual": PAGE_SIZE}
    moment = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
    limit = {"type": "integer", "minimum": 1, "maximum": most, "default": PAGE_SIZE}
    return [
        OpenApiParameter("cursor", OpenApiTypes.STR, description=CURSOR),
        OpenApiParameter("limit", limit, description=told),
        OpenApiParameter("updated_after", moment, description=SINCE),
    ]


def _parameter(name: str, each, is_sought: bool) -> Parameter:
    choices = {code: str(meaning) for code, meaning in getattr(each.extra.get("find"), "choices", {}).items()}
    if name == "order":
        choices = {code: str(ORDERS[code]) for code in choices if code != BEST or is_sought}
    return Parameter(name, str(MEANINGS[name]), choices, each.extra.get("many", False))


def _type(name: str):
    if name in KEYS:
        return {"type": "integer", "minimum": 1, "maximum": LARGEST}
    if name == "q":
        return {"type": "string", "maxLength": LONGEST}
    return OpenApiTypes.DATE if name in DAYS else OpenApiTypes.STR
