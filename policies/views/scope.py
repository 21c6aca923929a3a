"""Whether a page of figures speaks of the real places or of the invented one."""

from functools import wraps

from django.http import QueryDict
from django.shortcuts import render

from policies.filters import find_actions
from policies.views.links import without_value


def in_scope(view):
    """Tell `view` as `demo` what `?demo=` asks for; a value that means nothing gets its sentence and no figures."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        asked = QueryDict(mutable=True)
        asked.setlist("demo", request.GET.getlist("demo"))
        found = find_actions(asked)
        if wrong := found.wrong():
            links = [(value, without_value(request.GET, name, value)) for name, value in wrong]
            return render(request, "policies/meaningless.html", {"wrong": links})
        return view(request, *args, demo=found.is_demo, **kwargs)

    return shown
