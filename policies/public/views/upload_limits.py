"""How much one request may bring: said in a sentence before anything of it is stored."""

from django.conf import settings
from django.http import UnreadablePostError
from django.shortcuts import render

# What is refused is read and thrown away up to this length, as a browser that still sends does not see the answer. Of
# anything longer nothing is read.
READ_AWAY = 512 * 1024 * 1024
PIECE = 1024 * 1024


class UploadBounds:
    """Refuse a form that is larger than any of ours, by the length that it announces.

    A server hands on no more than was announced, and nothing of a body without a length. Staff hand in files; the forms
    of everybody else are short. Each single file is bound by the form that takes it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = _announced(request)
        # Who asks is looked up only for what is long.
        if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        if request.user.is_staff and length <= settings.MOST_UPLOADED_BYTES:
            return self.get_response(request)
        if length <= READ_AWAY:
            _read_away(request)
        most = settings.MOST_UPLOADED_BYTES if request.user.is_staff else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return render(request, "413.html", {"most": most}, status=413)


def _announced(request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _read_away(request) -> None:
    try:
        while request.read(PIECE):
            pass
    except UnreadablePostError:  # whoever sent it has gone
        return
