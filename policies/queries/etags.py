"""The mark of an answer (ETag): whoever holds the answer that stands gets 304 and nothing else of the record is asked.

What is public is worked out from one edition of the record, the settings and the day alone (late is what was due yesterday),
so these and the address mark it. There is no Last-Modified: the edition bears no moment, and a unit put right, or a day that
begins, changes what is told without a moment of its own.
"""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from policies.queries.cache import token


def tag_of(request, *more: str) -> str:
    """Return the mark of what an address answers today, from this edition of the record.

    Weak, since it may be sent compressed, and a workbook made again differs in its bytes. Asked before anything is read:
    an answer that is newer than its mark is only asked for again.
    """
    told = [
        *more,
        settings.SITE_URL,
        *settings.DATA_LICENCE,
        token(),
        timezone.localdate().isoformat(),
        request.get_full_path(),
    ]
    return f'W/"{hashlib.sha256(chr(10).join(told).encode()).hexdigest()[:32]}"'


def unless_held(request, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer 304 where the reader holds what bears this mark, and otherwise what `make` returns, marked if it is whole."""
    # "*" would say of any address, even of one that means nothing, that the reader holds it.
    if request.headers.get("If-None-Match", "*").strip() != "*":
        known = get_conditional_response(request, etag=tag, response=HttpResponse(headers={"ETag": tag}))
        if known.status_code == 304:
            known["Cache-Control"] = "no-cache"
            return known
    answer = make()
    if answer.status_code == 200:
        # What is withdrawn today is in nobody's cache tomorrow.
        answer["ETag"], answer["Cache-Control"] = tag, "no-cache"
    return answer


def once_an_edition(view):
    """Make a view whose answer rests on the public record, the settings and the day answer 304 to who holds it."""

    @wraps(view)
    def answered(request, **named):
        return unless_held(request, tag_of(request), lambda: view(request, **named))

    return answered
