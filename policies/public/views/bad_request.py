"""What files, feeds and calendars answer where a page would say that nothing was found: 400 with a sentence."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from policies.queries.filters import PublicFilter


def refused(found: PublicFilter) -> HttpResponse | None:
    """Return the answer to parameters that mean nothing, one sentence a line; None where all mean something."""
    if not found.wrong():
        return None
    told = (
        _("“%(name)s”里的“%(value)s”无效：没有这一项，或者写法不对。") % {"name": name, "value": value}
        for name, value in found.wrong()
    )
    return HttpResponse("\n".join(told), status=400, content_type="text/plain; charset=utf-8")


def refused_cursor() -> HttpResponse:
    """Return the answer to a cursor that this list did not give out."""
    told = _("页码标记无效：它可能被改动过，或者属于另一种排序。")
    return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
