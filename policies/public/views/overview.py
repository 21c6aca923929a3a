"""The first page: what this is, and the figures of the whole site, or of the invented place."""

from django.conf import settings
from django.shortcuts import render

from policies.public.views.export_links import away_from_list
from policies.public.views.scope import Scope, in_scope
from policies.public.views.timeline import by_partners
from policies.queries import totals
from policies.queries.filters import find_actions

LARGEST = 8


@in_scope
def overview(request, scope: Scope):
    """The plain view leaves the demo out of every figure; `?demo=1` shows nothing else."""
    of = {"demo": scope.demo, "day": scope.day}
    news = totals.newest_updates(limit=6, **of)
    context = scope.context | {
        "bar": totals.tallied(**of),
        "letters": totals.letters_counted(**of),
        "late": totals.lateness_of_all(**of),
        "categories": totals.largest_categories(**of)[:LARGEST],
        "without_category": totals.without_category(**of),
        "units": totals.largest_organisations(limit=LARGEST, **of),
        "news": news,
        "by_partners": by_partners((update, update.action.lead_id) for update in news),
        "away": away_from_list("action", find_actions(scope.query)),
        "stale_days": settings.STALE_AFTER_DAYS,
    }
    return render(request, "overview.html", context)
