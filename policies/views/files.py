"""Stored files, handed over as downloads that no browser executes."""

from pathlib import PurePath

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from policies.models import Evidence, EvidenceKind
from policies.views.errors import not_found


def evidence_file(request, pk: int):
    """Hand over the file of evidence that stands, where staff ticked it as public."""
    piece = Evidence.objects.public().filter(pk=pk, kind=EvidenceKind.FILE).first()
    return download(piece.file) if piece else not_found(request)


def download(field_file):
    """Answer with a stored file, as a download: nothing in it runs on our pages. Raises Http404 where it is lost."""
    if not field_file or not field_file.storage.exists(field_file.name):
        raise Http404(_("没有这个文件。"))
    name = PurePath(field_file.name).name
    response = FileResponse(
        field_file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
