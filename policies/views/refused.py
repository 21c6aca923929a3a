"""What files, feeds and calendars answer where a page would say that nothing was found: 400 with a sentence."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from policies.filters import PublicFilter


def refused(found: PublicFilter) -> HttpResponse | None:
    """Return the answer to parameters that mean nothing, one sentence a line; None where all mean something."""
    if not found.wrong():
        return None
    told = (_("“%(name)s”里的“%(value)s”没有意义。") % {"name": name, "value": value} for name, value in found.wrong())
    return HttpResponse("\n".join(told), status=400, content_type="text/plain; charset=utf-8")
