"""The list of actions as files, with the parameters of the page; in codes and without a language."""

from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.http import FileResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from policies.exchange.exports import (
    SAID,
    Taken,
    about,
    licence,
    rows_as_csv,
    rows_as_json,
    rows_as_ndjson,
    write_workbook,
)
from policies.public.views.bad_request import refused
from policies.public.views.workbooks import MOST_AT_ONCE, TYPE, of_many
from policies.queries.etags import once_an_edition
from policies.queries.filters import find_actions

IN_MEMORY = 8 * 1024 * 1024
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": TYPE,
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
        return of_many(request, taken)
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    write_workbook(file, taken.chunks(), about(taken))
    file.seek(0)
    return _told(FileResponse(file, content_type=TYPE), taken, "xlsx")


def _file(request, kind: str, write):
    found = find_actions(request.GET)
    if wrong := refused(found):
        return wrong
    taken = Taken(found)
    return _told(StreamingHttpResponse(write(taken), content_type=MEDIA_TYPES[kind]), taken, kind)


def _told(answer, taken: Taken, kind: str):
    """Say in the name and the headers of a file what it holds, since a table has no place for it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{taken.name}.{kind}"',
        **taken.headers,
        "Link": f'<{settings.SITE_URL}/data/>; rel="describedby"',
        "X-Robots-Tag": "noindex",
        # The same for everybody: scripts of other sites may read it too.
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": ", ".join((*SAID, "ETag")),
    }
    for header, value in headers.items():
        answer[header] = value
    return answer
