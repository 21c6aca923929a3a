"""Whole pages, kept until the record changes: what is public is the same for everybody.

They are kept compressed, some ten kilobytes each: with all kinds of pages full, a process grows by some forty megabytes.
"""

import zlib
from dataclasses import dataclass, field
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from policies.kept import kept


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request, known by its address; it is taken out to be answered, so that none is kept with its answer."""

    address: str
    waiting: list[HttpRequest] = field(compare=False)


class _NotKept(Exception):
    """An answer of which the next reader may need another."""


def kept_page(view):
    """Make a view that answers everybody alike answer an address once for each edition of the record."""

    @kept
    def answer(asked: _Asked, **named) -> tuple[bytes, dict[str, str]]:
        made = view(asked.waiting.pop(), **named)
        if made.status_code != 200 or made.streaming or made.cookies:
            raise _NotKept(made)
        return zlib.compress(made.content), dict(made.headers)

    @wraps(view)
    def shown(request, **named):
        if request.method != "GET" or not settings.KEEP_PAGES:
            return view(request, **named)
        try:
            content, headers = answer(_Asked(request.get_full_path(), [request]), **named)
        except _NotKept as told:
            return told.args[0]
        return HttpResponse(zlib.decompress(content), headers=headers)

    return shown
