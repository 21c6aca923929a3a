"""Of what a page of figures speaks: the real places or the invented one, today or a past day."""

from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.http import QueryDict
from django.shortcuts import render

from policies.filters import find_actions
from policies.views.links import without_value

NAMES = ("demo", "as_of")


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


def in_scope(view):
    """Tell `view` as `scope` what `?demo=` and `?as_of=` ask for; a value that means nothing gets its sentence and no figures."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        asked = QueryDict(mutable=True)
        for name in NAMES:
            asked.setlist(name, request.GET.getlist(name))
        found = find_actions(asked)
        if wrong := found.wrong():
            links = [(value, without_value(request.GET, name, value)) for name, value in wrong]
            return render(request, "policies/meaningless.html", {"wrong": links})
        return view(request, *args, scope=Scope(found.is_demo, found.day), **kwargs)

    return shown
