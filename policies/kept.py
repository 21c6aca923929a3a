"""What was worked out from one edition of the record, kept in this process until the next one or the next day."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from policies.models import edition

MOST = 300
"""Of one edition. What is asked for is up to the readers: where there is so much, all begins anew."""

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
_shelf: tuple[tuple, dict] = ((), {})
_page: ContextVar[list[str] | None] = ContextVar("page", default=None)
"""The token that a page under way was told, once it has asked."""


def one_edition(get_response):
    """Middleware: what a page has kept of the record, all of it speaks of the edition that held when it first asked."""

    def answered(request):
        before = _page.set([])
        try:
            return get_response(request)
        finally:
            _page.reset(before)

    return answered


def kept(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Make a function work each thing out once for all who ask until the record changes: by arguments and language.

    It may rest on the public record, the settings and the day alone. What it returns is shared: nobody may change it.
    """

    @wraps(make)
    def asked(*args, **named):
        things = _of_now()
        key = (make, get_language(), args, *sorted(named.items()))
        if key not in things:
            things[key] = make(*args, **named)
        return things[key]

    return asked


def _of_now() -> dict:
    """Return what is kept of the edition that holds now. Asked before anything is read: what is newer does no harm."""
    global _shelf
    now = (_token(), timezone.localdate())
    before, things = _shelf
    if before != now or len(things) >= MOST:
        things = {}
        _shelf = (now, things)
    return things


def _token() -> str:
    page = _page.get()
    if page is None:
        return edition()
    if not page:
        page.append(edition())
    return page[0]


def forget_kept() -> None:
    """Begin anew: for tests, whose changes the database undoes."""
    global _shelf
    _shelf = ((), {})
