"""The list of actions as files, with the parameters of the page; in codes and without a language."""

from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.etags import once_an_edition
from policies.exports import Taken, rows_as_csv, rows_as_json, rows_as_ndjson, write_workbook
from policies.filters import find_actions
from policies.views.refused import refused

MOST_AT_ONCE = 20_000
"""Rows of a workbook that is made while somebody waits, which takes some seconds."""
SAID = ("Tracker-Filter", "Tracker-Total", "Tracker-Of", "Tracker-As-Of")
IN_MEMORY = 8 * 1024 * 1024
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "ndjson": "application/x-ndjson",
}


@require_safe
@once_an_edition
def actions_csv(request):
    return _file(request, "csv", lambda taken: rows_as_csv(taken.chunks()))


@require_safe
@once_an_edition
def actions_json(request):
    return _file(request, "json", lambda taken: rows_as_json(taken, licence()))


@require_safe
@once_an_edition
def actions_ndjson(request):
    return _file(request, "ndjson", lambda taken: rows_as_ndjson(taken.chunks()))


@require_safe
@once_an_edition
def actions_xlsx(request):
    found = find_actions(request.GET)
    if wrong := refused(found):
        return wrong
    taken = Taken(found)
    if taken.total > MOST_AT_ONCE:
        return _too_many(taken)
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    write_workbook(file, taken.chunks(), about(taken))
    file.seek(0)
    return _told(FileResponse(file, content_type=MEDIA_TYPES["xlsx"]), taken, "xlsx")


def licence() -> str:
    """Return the name and the address of the licence, as a line."""
    return " ".join(filter(None, settings.DATA_LICENCE))


def about(taken: Taken) -> list[tuple[str, str]]:
    """Say what a file holds: of which site, which filter, how many of how many, as of when."""
    return [
        ("source", f"{settings.SITE_URL}/actions/?{taken.query}"),
        ("filter", "\n".join(f"{name} = {', '.join(values)}" for name, values in taken.filter.items()) or "-"),
        ("total", f"{taken.total:,} / {taken.of:,}"),
        ("as_of", taken.day.isoformat()),
        ("licence", licence() or "-"),
    ]


def _file(request, kind: str, write):
    found = find_actions(request.GET)
    if wrong := refused(found):
        return wrong
    taken = Taken(found)
    return _told(StreamingHttpResponse(write(taken), content_type=MEDIA_TYPES[kind]), taken, kind)


def _told(answer, taken: Taken, kind: str):
    """Say in the name and the headers of a file what it holds, since a table has no place for it."""
    demo = "-demo" if taken.found.is_demo else ""
    name = f"actions{demo}-{taken.day.isoformat()}-{taken.total}-of-{taken.of}.{kind}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        **dict(zip(SAID, (taken.query, str(taken.total), str(taken.of), taken.day.isoformat()), strict=True)),
        "Link": f'<{settings.SITE_URL}/data/>; rel="describedby"',
        "X-Robots-Tag": "noindex",
        # The same for everybody: scripts of other sites may read it too.
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": ", ".join((*SAID, "ETag")),
    }
    for header, value in headers.items():
        answer[header] = value
    return answer


def _too_many(taken: Taken) -> HttpResponse:
    told = _("共 %(total)s 条，一个工作簿只到 %(most)s 条。请缩小范围，或者改取 CSV：%(csv)s") % {
        "total": f"{taken.total:,}",
        "most": f"{MOST_AT_ONCE:,}",
        "csv": f"{settings.SITE_URL}/actions.csv?{taken.query}",
    }
    return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
