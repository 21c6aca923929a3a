"""The page of statistics: each picture with its figures as a table and as a file."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policies.exchange.exports import csv_of
from policies.models import Status
from policies.public.linked_data import Download, dataset_of
from policies.public.svg_charts import stacked
from policies.public.views.bad_request import refused
from policies.public.views.errors import not_found
from policies.public.views.scope import meaningless
from policies.queries import charts
from policies.queries.charts import Figures
from policies.queries.filters import find_actions

NARROWED = ("category", "organisation")
"""Parameters of which the heading names what is chosen: a row, or the words 没有类别."""
MOST_LABELS, LABELLED = 15, 12
"""Labels that fit below a picture; of more columns about so many are labelled."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with the table that it draws."""

    name: str
    title: str
    rule: str
    apart: str
    """What the picture leaves out."""
    picture: SafeString | str
    """Nothing where there is nothing to draw."""
    legend: list[tuple[Status, int]]
    labels: list[tuple[str, list[int], int]]
    """Each row of the table: what it is of, the numbers by status, their sum."""
    statuses: tuple[Status, ...]
    total: int


def statistics(request):
    found = find_actions(request.GET)
    if found.wrong():
        return meaningless(request, found)
    months, ahead, ages = charts.status_by_month(found), charts.deadlines_ahead(found), charts.ages(found)
    ranked, few = (
        charts.units_compared(found) if not (found.found("category") or found.found("organisation")) else ([], [])
    )
    pictures = [each for each in (_by_month(months), _ahead(ahead), _ages(ages)) if each]
    files = [Download(each.title, reverse("statistics_file", args=[each.name]), "text/csv") for each in pictures]
    plain = not (request.GET or found.is_demo)
    context = {
        "demo": found.is_demo,
        "linked_data": [dataset_of(files)] if files and plain else [],
        "as_of": found.day,
        "description": _(
            "承诺的状态怎样逐月变化，哪些期限将到，未了的承诺有多久，各单位反馈了多少；每张图都有数字和下载。"
        ),
        "of": [str(getattr(each, "name", each)) for name in NARROWED for each in found.found(name).values()],
        "pictures": pictures,
        "can_tell": months is not None,
        "query": request.GET.urlencode(),
        "ranked": ranked,
        "few": few,
        "enough": charts.ENOUGH,
        "most": charts.COMPARED,
    }
    return render(request, "statistics.html", context)


def statistics_file(request, name: str):
    """The figures of one picture as CSV, in codes; with the parameters of the page."""
    found = find_actions(request.GET)
    if wrong := refused(found):
        return wrong
    if name == "units":
        ranked, few = charts.units_compared(found)
        head = ["organisation_slug", "organisation", "actions", "reported", *(str(status.value) for status in Status)]
        rows = [
            [
                each.unit.slug,
                each.unit.name,
                each.bar.total,
                each.reported,
                *(each.bar.counts.get(status, 0) for status in Status),
            ]
            for each in (*ranked, *few)
        ]
    else:
        told = FILES[name](found) if name in FILES else None
        if told is None:
            return not_found(request)
        head = ["month" if name != "ages" else "months_since_letter", *(status.value for status in told.statuses)]
        rows = [[_code(key), *row.values()] for key, row in zip(told.keys, told.rows, strict=True)]
    answer = HttpResponse(csv_of(head, rows), content_type="text/csv; charset=utf-8")
    demo = "-demo" if found.is_demo else ""
    answer["Content-Disposition"] = f'attachment; filename="{name}{demo}.csv"'
    return answer


FILES = {"status-by-month": charts.status_by_month, "deadlines": charts.deadlines_ahead, "ages": charts.ages}


def _code(key) -> str:
    if isinstance(key, date):
        return f"{key:%Y-%m}"
    return key if isinstance(key, str) else f"{key[0]}-{'' if key[1] is None else key[1]}"


def _by_month(told: Figures | None) -> Shown | None:
    if told is None or not told.keys:
        return None
    last = charts.MONTHS_SHOWN
    told = Figures(told.statuses, told.keys[-last:], told.rows[-last:])
    rule = _("每个月底公开的举措各是什么状态；最后一个月到今天为止。")
    return _shown("status-by-month", _("状态逐月变化"), rule, told, [f"{key:%Y-%m}" for key in told.keys], of_last=True)


def _ahead(told: Figures | None) -> Shown | None:
    if told is None or not told.total:
        return None
    words = {"past": _("已过"), "later": _("以后"), "none": _("未写明")}
    labels = [words[key] if isinstance(key, str) else f"{key:%Y-%m}" for key in told.keys]
    rule = _("还未了结（没有完成，也没有标为“不再实施”）的举措里，期限在本月和以后的，按月份；含“持续落实”。")
    left = {key: sum(row.values()) for key, row in zip(told.keys, told.rows, strict=True)}
    apart = _("图外另有：期限在本月以前的 %(past)s 条，没有能换算成日期的期限的 %(none)s 条。") % left
    return _shown("deadlines", _("将到的期限"), rule, told, labels, drawn=slice(1, -1), apart=apart)


def _ages(told: Figures | None) -> Shown | None:
    if told is None or not told.total:
        return None
    rule = _("尚未反馈、推进中和受阻的举措，按答复日期到今天过了多久；持续落实没有终点，不计。")
    return _shown("ages", _("未了的举措，距答复多久"), rule, told, [_age(key) for key in told.keys])


def _age(key) -> str:
    if key == "none":
        return _("无日期")
    first, below = key
    if below is None:
        return _("%(n)s 年以上") % {"n": first // 12}
    if first == 0:
        return _("%(n)s 个月内") % {"n": below}
    if below <= 12:
        return _("%(first)s–%(below)s 个月") % {"first": first, "below": below}
    return _("%(first)s–%(below)s 年") % {"first": first // 12, "below": below // 12}


def _shown(
    name: str,
    title: str,
    rule: str,
    told: Figures,
    labels: list[str],
    *,
    of_last: bool = False,
    drawn: slice = slice(None),
    apart: str = "",
) -> Shown:
    """Draw the rows of `drawn`; the table has all. The legend counts the last row, where rows are not parts of a whole."""
    columns = told.rows[drawn]
    series = [(status.value, str(status.label), [row[status] for row in columns]) for status in told.statuses]
    summed = columns[-1] if of_last else {status: sum(row[status] for row in columns) for status in told.statuses}
    return Shown(
        name=name,
        title=title,
        rule=rule,
        apart=apart,
        picture=_drawn(labels[drawn], series) if any(sum(row.values()) for row in columns) else "",
        legend=[(status, summed[status]) for status in told.statuses],
        labels=[(label, list(row.values()), sum(row.values())) for label, row in zip(labels, told.rows, strict=True)],
        statuses=told.statuses,
        total=sum(summed.values()),
    )


def _drawn(labels: list[str], series: list[tuple[str, str, list[int]]]) -> SafeString:
    return stacked(labels, series, every=1 if len(labels) <= MOST_LABELS else -(-len(labels) // LABELLED))
