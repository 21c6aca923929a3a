"""Whole pages, cached until the public edition changes: what is public is the same for everybody.

They are cached compressed, some ten kilobytes each: with all kinds of pages full, a process grows by some forty megabytes.
"""

import zlib
from functools import wraps

from django.conf import settings
from django.http import HttpResponse

from policies.queries.cache import EditionCache


class _Uncacheable(Exception):
    """Carries an answer that the next reader may not get."""

    def __init__(self, response: HttpResponse):
        self.response = response


def cached_page(view):
    """Make a view that answers everybody alike answer an address once for each edition of the record."""
    pages = EditionCache()

    @wraps(view)
    def answer(request, **named):
        if request.method != "GET" or not settings.KEEP_PAGES:
            return view(request, **named)

        def make() -> tuple[bytes, dict[str, str]]:
            response = view(request, **named)
            if response.status_code != 200 or response.streaming or response.cookies:
                raise _Uncacheable(response)
            return zlib.compress(response.content), dict(response.headers)

        try:
            content, headers = pages.get_or_make(request.get_full_path(), make)
        except _Uncacheable as uncacheable:
            return uncacheable.response
        return HttpResponse(zlib.decompress(content), headers=headers)

    return answer
