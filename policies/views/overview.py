"""The first page: what this is, and the figures of the whole site, or of the invented place."""

from django.conf import settings
from django.shortcuts import render

from policies import summaries
from policies.filters import find_actions
from policies.views.away import away_from_list
from policies.views.scope import Scope, in_scope
from policies.views.timeline import by_partners

LARGEST = 8


@in_scope
def overview(request, scope: Scope):
    """The plain view leaves the demo out of every figure; `?demo=1` shows nothing else."""
    of = {"demo": scope.demo, "day": scope.day}
    news = summaries.newest_updates(limit=6, **of)
    context = scope.context | {
        "bar": summaries.tallied(**of),
        "letters": summaries.letters_counted(**of),
        "late": summaries.lateness_of_all(**of),
        "categories": summaries.largest_categories(**of)[:LARGEST],
        "without_category": summaries.without_category(**of),
        "units": summaries.largest_organisations(limit=LARGEST, **of),
        "news": news,
        "by_partners": by_partners((update, update.action.lead_id) for update in news),
        "away": away_from_list("action", find_actions(scope.query)),
        "stale_days": settings.STALE_AFTER_DAYS,
    }
    return render(request, "policies/overview.html", context)
