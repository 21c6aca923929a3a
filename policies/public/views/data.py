"""The page about the data: what can be taken away, in which forms, and what each column means."""

from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.exchange.exports import ROW, Field, Type
from policies.public.linked_data import Download, dataset_of
from policies.public.views.downloads import MEDIA_TYPES
from policies.public.views.dumps import downloads_of, whole
from policies.public.views.listing import NAMES
from policies.public.views.workbooks import MOST_AT_ONCE

# The parts of the page; their places are permanent.
PARTS = (
    ("actions", gettext_lazy("举措清单")),
    ("whole", gettext_lazy("全部数据")),
    ("parameters", gettext_lazy("筛选的写法")),
    ("columns", gettext_lazy("每一列的含义")),
    ("follow", gettext_lazy("订阅和日历")),
    ("figures", gettext_lazy("统计数字")),
    ("use", gettext_lazy("使用和引用")),
)
FORMS = (
    ("csv", gettext_lazy("CSV：UTF-8，表格软件和程序都能直接打开；多少条都行")),
    ("xlsx", gettext_lazy("XLSX：日期是日期，有筛选；第二张表是各列的含义和取得的条件")),
    ("json", gettext_lazy("JSON：一个文档，写明条件、条数和日期")),
    ("ndjson", gettext_lazy("NDJSON：一行一条，适合程序边读边处理")),
)
FOLLOWED = (
    ("action_feed", gettext_lazy("Atom：新公开的举措，和进展、期限有变化的举措")),
    (
        "action_calendar",
        gettext_lazy(
            "iCalendar：写明了日期的期限，可以加进日历软件；只含最近 90 天和以后的，要看更早的加 due=overdue 或 due_after"
        ),
    ),
    ("reply_feed", gettext_lazy("Atom：新公开的答复")),
    ("proposal_feed", gettext_lazy("Atom：有了答复的提案和建议")),
)
TYPES = {
    Type.NUMBER: gettext_lazy("数字"),
    Type.TEXT: gettext_lazy("文字"),
    Type.LIST: gettext_lazy("若干，以“；”分开（JSON 里是列表）"),
    Type.DAY: gettext_lazy("日期，2026-03-01"),
    Type.FLAG: gettext_lazy("true 或 false"),
    Type.ADDRESS: gettext_lazy("网址"),
}
MEANINGS = NAMES | {
    "organisation": gettext_lazy("主责单位，含下级单位"),
    "category": gettext_lazy("类别，含下级类别；none 是没有类别"),
    "stale": gettext_lazy("久未更新"),
    "reply": gettext_lazy("答复的编号"),
    "session": gettext_lazy("会议的编号"),
    "as_of": gettext_lazy("截至过去某一天的情况"),
    "demo": gettext_lazy("演示数据"),
}
# What the values of a parameter look like. Those that hold codes name them in the columns.
VALUES = {
    "q": "养老",
    "status": "in_progress",
    "category": "商贸监管类",
    "organisation": "示例市民政局",
    "strength": "firm",
    "due": "overdue, silent, 30, 90, none",
    "stale": "1",
    "reply": "12",
    "place": "示例市",
    "partner": "示例市民政局",
    "proposer": "3/李明",
    "session": "5",
    "due_after": "2026-01-01",
    "due_before": "2026-12-31",
    "updated_after": "2026-03-01",
    "as_of": "2025-12-31",
    "demo": "1",
    "order": "newest, due, updated",
}


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    meaning: str
    type: str
    codes: list[tuple[str, str]]


def data(request):
    files = [(kind, reverse(f"actions_{kind}"), told) for kind, told in FORMS]
    title, (record, is_taken_back) = _("公开的举措：每条一行"), whole()
    of_actions = [Download(f"{title}（{kind.upper()}）", path, MEDIA_TYPES[kind]) for kind, path, _told in files]
    context = {
        "description": _("公开的举措、状态和期限，可以整份取走：CSV、XLSX、JSON，附每一列的含义。"),
        "linked_data": [dataset_of([*of_actions, *(downloads_of(record) if record else ())])],
        "parts": [(place, str(name)) for place, name in PARTS],
        "files": files,
        "whole": record,
        "is_taken_back": is_taken_back,
        "followed": [
            (path.strip("/"), path, told) for path, told in ((reverse(route), told) for route, told in FOLLOWED)
        ],
        "most": f"{MOST_AT_ONCE:,}",
        "example": f"{settings.SITE_URL}{reverse('actions_csv')}?status=in_progress&due=overdue",
        "parameters": [(name, MEANINGS[name], value) for name, value in VALUES.items()],
        "columns": [_column(each) for each in ROW],
        "licence": dict(zip(("name", "url"), settings.DATA_LICENCE, strict=True)),
    }
    return render(request, "data.html", context)


def _column(field: Field) -> Column:
    codes = [(code, str(meaning)) for code, meaning in field.codes.items() if str(meaning) != code]
    return Column(field.name, str(field.meaning), str(TYPES[field.type]), codes)
