"""What was worked out from one edition of the record, kept in this process until the next one or the next day."""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from policies.models import edition

MOST = 300
"""Of each function. What is asked for is up to the readers: what was not asked for longest gives way."""
FEW = 40
"""Of what takes a tenth of a megabyte each time."""

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
_kept = []
_page: ContextVar[list[tuple[str, date]] | None] = ContextVar("page", default=None)
"""Of which edition and day a page under way speaks, once it has asked."""


class Given:
    """What a kept function works with but is not asked by: any two are equal, and nothing of it is kept."""

    def __init__(self, held: object):
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Given)

    def __hash__(self) -> int:
        return hash(Given)


def one_edition(get_response):
    """Middleware: what a page has kept of the record, all of it speaks of the edition that held when it first asked."""

    def answered(request):
        before = _page.set([])
        try:
            return get_response(request)
        finally:
            _page.reset(before)

    return answered


def kept(make: Callable[Asked, Made], most: int = MOST) -> Callable[Asked, Made]:
    """Make a function work each thing out once for all who ask until the record changes: by arguments and language.

    It may rest on the public record, the settings and the day alone. What it returns is shared: nobody may change it.
    """

    @lru_cache(maxsize=most)
    def made(now, args, named):
        return make(*args, **dict(named))

    @wraps(make)
    def asked(*args, **named):
        # Asked before anything is read: that something is newer than its edition does no harm.
        try:
            return made((_now(), get_language()), args, tuple(sorted(named.items())))
        finally:
            for each in args:
                if isinstance(each, Given):
                    each.held = None

    _kept.append(made)
    return asked


def token() -> str:
    """Return the token of the edition of which the page under way speaks, or of the one that holds now."""
    return _now()[0]


def today() -> date:
    """Return the day of which the page under way speaks."""
    page = _page.get()
    return page[0][1] if page else timezone.localdate()


def _now() -> tuple[str, date]:
    """Return the token, and the day of which the page speaks: one that began before midnight stays at its day."""
    page = _page.get()
    if page is None:
        return edition(), timezone.localdate()
    if not page:
        page.append((edition(), timezone.localdate()))
    return page[0]


def forget_kept() -> None:
    """Begin anew: for tests, whose changes the database undoes, and for measuring what is asked for first."""
    for made in _kept:
        made.cache_clear()
