"""Stored files, handed over as downloads that no browser executes."""

from pathlib import PurePath

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from policies.models import Evidence, EvidenceKind
from policies.public.views.errors import not_found
from policies.uploads import content_type

# Whatever is in a file: it is saved, not opened; it is what we say it is; where a browser opens it after all, nothing
# in it runs, loads or sends; and no other site can show it as its own.
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def evidence_file(request, pk: int):
    """Hand over the file of evidence that stands, where staff ticked it as public."""
    piece = Evidence.objects.public().filter(pk=pk, kind=EvidenceKind.FILE).first()
    # Asked again each time: what is taken back today is not in anybody's cache tomorrow.
    return download(piece.file, piece.download_name, cache="no-cache") if piece else not_found(request)


def download(file, name: str = "", *, cache: str = "private, no-store"):
    """Answer with a stored file under `name`, or the one it is stored under. Raises Http404 where it is lost."""
    if not file or not file.storage.exists(file.name):
        raise Http404(_("没有这个文件。"))
    suffix = PurePath(file.name).suffix.lstrip(".")
    response = FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=name or PurePath(file.name).name,
        content_type=content_type(suffix),
    )
    for name, value in (HARMLESS | {"Cache-Control": cache}).items():
        response[name] = value
    return response
