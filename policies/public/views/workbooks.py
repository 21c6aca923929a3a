"""Large workbooks: the page that says how far one is, and the file once it lies ready."""

from urllib.parse import urlsplit

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from policies.exchange.exports import MOST_ROWS, Taken
from policies.exchange.workbooks import HOUR, Full, TooMany, Workbook, ask, latest, named, under_way
from policies.office.logins import address_of
from policies.public.views.filter_text import sentence_of
from policies.public.views.scope import meaningless
from policies.queries.filters import find_actions
from policies.refusal import Refused

MOST_AT_ONCE = 20_000
"""Rows of a workbook that is made while somebody waits, which takes some seconds."""
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUS = {TooMany: 429, Full: 503}


@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request):
    """Say of the workbook of a list whether it lies ready, how far it is, or how to have it made."""
    found = find_actions(request.GET)
    if found.wrong():
        return meaningless(request, found)
    taken, refusal = Taken(found), None
    if request.method == "POST" and MOST_AT_ONCE < taken.total <= MOST_ROWS:
        try:
            ask(taken, address=address_of(request))
            return redirect(request.path + _query(taken))
        except Refused as refused:
            refusal = refused
    return _page(request, taken, refusal)


def _page(request, taken: Taken, refusal: Refused | None):
    made, job = latest(taken.asked), under_way(taken)
    may_be_taken = made is not None and made.may_be_taken
    context = {
        "found": taken.found,
        "demo": taken.found.is_demo,
        "as_of": taken.found.day,
        "unindexed": True,
        "sentence": sentence_of(taken.found, f"{taken.total:,}"),
        "made_total": f"{made.total:,}" if made else "",
        "query": _query(taken),
        "here": request.path + _query(taken),
        "is_small": taken.total <= MOST_AT_ONCE,
        "is_too_large": taken.total > MOST_ROWS,
        "most": f"{MOST_ROWS:,}",
        "made": made if may_be_taken else None,
        "is_of_now": may_be_taken and made.is_of_now,
        "is_taken_back": made is not None and not may_be_taken,
        "job": job,
        "refusal": refusal,
    }
    status = STATUS[type(refusal)] if refusal else 202 if job and job.is_open else 200
    answer = render(request, "workbook.html", context, status=status)
    if refusal:
        answer["Retry-After"] = int(HOUR.total_seconds()) if isinstance(refusal, TooMany) else 300
    return answer


@require_safe
def workbook_file(request, name: str):
    """Hand over a workbook that lies ready; one with something that was withdrawn since is there no more."""
    made = named(f"{name}.xlsx")
    if made is None or not made.may_be_taken:
        told = _("没有这个文件：它太旧，换成了新的，或者里面有内容撤回了。请回到清单再取一次。")
        return HttpResponse(told, status=404, content_type="text/plain; charset=utf-8")
    return handed_over(made)


def handed_over(made: Workbook) -> FileResponse:
    answer = FileResponse(made.path.open("rb"), content_type=TYPE)
    for header, value in made.headers.items():
        answer[header] = value
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer["Content-Encoding"] = "identity"  # packing it again costs more than it saves
    answer["Cache-Control"] = "no-cache"  # what is withdrawn today is in nobody's cache tomorrow
    answer["X-Robots-Tag"] = "noindex"
    return answer


def of_many(request, taken: Taken):
    """Answer whoever wants a large workbook: with the one of now, or with the page that says how to get one."""
    made = latest(taken.asked)
    if made and made.is_of_now and made.may_be_taken:
        return handed_over(made)
    # Files have no language; whoever comes from an English page goes on to one.
    came_from = urlsplit(request.headers.get("referer", "")).path
    with translation.override("en" if came_from.startswith("/en/") else "zh-hans"):
        answer = redirect(reverse("workbook") + _query(taken))
    answer["Vary"] = "Referer"
    return answer


def _query(taken: Taken) -> str:
    return f"?{taken.asked}" if taken.asked else ""
