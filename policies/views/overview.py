"""The first page: what this is, and the figures of the whole site, or of the invented place."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render

from policies import summaries
from policies.views.scope import in_scope

LARGEST = 8


@in_scope
def overview(request, demo: bool):
    """The plain view leaves the demo out of every figure; `?demo=1` shows nothing else."""
    return render(
        request,
        "policies/overview.html",
        {
            "demo": demo,
            "query": QueryDict("demo=1") if demo else None,
            "bar": summaries.tallied(demo=demo),
            "letters": summaries.letters_counted(demo=demo),
            "late": summaries.lateness(summaries.all_actions(demo=demo)),
            "categories": summaries.largest_categories(demo=demo, limit=LARGEST),
            "units": summaries.largest_organisations(demo=demo, limit=LARGEST),
            "news": summaries.newest_updates(demo=demo, limit=6),
            "stale_days": settings.STALE_AFTER_DAYS,
        },
    )
