"""Results worked out from one public edition of the record, cached in this process until the next edition or day.

Two things are cached: results (here) and whole pages (`public/views/cached_pages.py`). Both grow old only with a change that
readers can see. A result may rest on the public record, the settings and the day alone, and nobody may change it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from datetime import date
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from policies.models import edition

MOST = 300
"""Entries of one cache. Which they are is up to the readers: the one that was asked for longest ago gives way."""
FEW = 40
"""Entries that take a tenth of a megabyte each."""

Args = ParamSpec("Args")
Result = TypeVar("Result")
_caches: list["EditionCache"] = []
_page: ContextVar[list[tuple[str, date]] | None] = ContextVar("page", default=None)
"""Of which edition and day the page under way speaks, once it has asked."""


class EditionCache:
    """A bounded cache; its entries hold for an edition, a day and a language."""

    def __init__(self, most: int = MOST):
        self._most, self._entries, self._lock = most, OrderedDict(), Lock()
        _caches.append(self)

    def get_or_make(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return the entry of `key`, made now where there is none."""
        # The edition is read before the record: an entry that is newer than its edition does no harm.
        known = (*_now(), get_language(), key)
        with self._lock:
            if known in self._entries:
                self._entries.move_to_end(known)
                return self._entries[known]
        made = make()  # outside the lock: two threads may make the same, and none waits for another's query
        with self._lock:
            self._entries[known] = made
            while len(self._entries) > self._most:
                self._entries.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()


def cached_per_edition(make: Callable[Args, Result]) -> Callable[Args, Result]:
    """Make a function work each result out once for all who ask, by its arguments, which must be hashable."""
    cache = EditionCache()

    @wraps(make)
    def cached(*args, **named):
        return cache.get_or_make((args, tuple(sorted(named.items()))), lambda: make(*args, **named))

    return cached


class EditionMiddleware:
    """Let all that one page shows of the record be of the edition that held when the page first asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = _page.set([])
        try:
            return self.get_response(request)
        finally:
            _page.reset(before)


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


def clear_cache() -> None:
    """Forget all results and pages: for tests, whose changes the database undoes, and for benchmarks."""
    for cache in _caches:
        cache.clear()
