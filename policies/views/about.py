"""What the site is and its rules, in the words that the record itself uses."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.summaries import BAR_ORDER


def about(request):
    return render(
        request,
        "policies/about.html",
        {
            "description": _("本站收录什么，状态、期限和佐证按什么规则，怎样引用。"),
            "statuses": BAR_ORDER,
            "stale_days": settings.STALE_AFTER_DAYS,
            "site": settings.SITE_URL,
        },
    )


@require_safe
def health(request):
    """Say ok once the database has answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


# What would never end: the pages of every list, every word that may be sought, and every filter with every other. A plain
# list and a list with one filter stay open; they are as many as there are units and categories. A letter's own actions
# stand on its page. Nothing is lost by it: the sitemap names every page. The demonstration and histories stay open too,
# since only who may read them reads that they want no place in an index (noindex).
SPARED = ("/admin/", "/*/correction/", "/*?*&", "/*cursor=", "/*?q=", "/*?order=", "/*?reply=")


@require_safe
def robots(request):
    """Everything public may be read by machines; what would be endless is spared."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in SPARED),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
