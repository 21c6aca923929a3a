"""What the parameters of lists mean, for the description: the filters themselves say which there are."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from policies.filters import BEST, PublicFilter
from policies.paging import PAGE_SIZE
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


def of_filters(kind: type[PublicFilter]) -> list[OpenApiParameter]:
    """Describe the parameters that a list's filters read."""
    named = kind.base_filters
    return [_described(name, each, is_sought="q" in named) for name, each in named.items() if name != "updated_after"]


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


def _described(name: str, each, *, is_sought: bool) -> OpenApiParameter:
    choices = dict(getattr(each.extra.get("find"), "choices", {}))
    many, told = each.extra.get("many", False), str(MEANINGS[name])
    if name == "order":
        choices = {value: ORDERS[value] for value in choices if value != BEST or is_sought}
    if choices and name not in ONLY_ONE:
        told = gettext("%(meaning)s：%(values)s") % {
            "meaning": told,
            "values": gettext("，").join(f"{value} {meaning}" for value, meaning in choices.items()),
        }
    kind: object = OpenApiTypes.STR
    if name in KEYS:
        kind = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    elif name in DAYS:
        kind = OpenApiTypes.DATE
    elif name == "q":
        kind = {"type": "string", "maxLength": LONGEST}
    return OpenApiParameter(name, kind, description=told, enum=list(choices) or None, many=many, explode=many or None)
