"""Of what a page of figures speaks: the real places or the invented one, today or a past day."""

from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.http import QueryDict
from django.shortcuts import render

from policies.public.views.listing import wrong_in
from policies.queries.cache import cached_per_edition
from policies.queries.filters import ActionFilter, find_actions


@dataclass(frozen=True, slots=True)
class Scope:
    demo: bool
    day: date | None
    """None for today."""

    @property
    def query(self) -> QueryDict:
        """The parameters that lists take to speak of the same."""
        query = QueryDict(mutable=True)
        if self.demo:
            query["demo"] = "1"
        if self.day:
            query["as_of"] = self.day.isoformat()
        return query

    @property
    def context(self) -> dict:
        """What the templates of pages of figures ask for."""
        return {"demo": self.demo, "as_of": self.day, "query": self.query}


def meaningless(request, found: ActionFilter):
    """Say which values mean nothing, each with the way to take it away."""
    return render(request, "meaningless.html", {"wrong": wrong_in(found, request.GET)})


def in_scope(view):
    """Tell `view` as `scope` what `?demo=` and `?as_of=` ask for; a value that means nothing gets its sentence and no figures."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        asked = tuple(request.GET.getlist("demo")), tuple(request.GET.getlist("as_of"))
        scope = _scope(*asked)
        if scope is None:
            return meaningless(request, _found(*asked))
        return view(request, *args, scope=scope, **kwargs)

    return shown


@cached_per_edition
def _scope(demo: tuple[str, ...], as_of: tuple[str, ...]) -> Scope | None:
    """Return what is asked for, or None where that means nothing."""
    found = _found(demo, as_of)
    return None if found.wrong() else Scope(found.is_demo, found.day)


def _found(demo: tuple[str, ...], as_of: tuple[str, ...]) -> ActionFilter:
    asked = QueryDict(mutable=True)
    asked.setlist("demo", demo)
    asked.setlist("as_of", as_of)
    return find_actions(asked)
