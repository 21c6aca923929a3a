"""What the site is and its rules, in the words that the record itself uses."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policies.summaries import BAR_ORDER


def about(request):
    return render(
        request,
        "policies/about.html",
        {
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


@require_safe
def robots(request):
    """Everything public may be read by machines. Spared are lists, whose filters are endless, and a form to each action."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*cursor=", "Disallow: /*/correction/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
