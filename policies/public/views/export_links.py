"""What can be taken away from a page: feeds and calendars to follow, and files. The line is `_export_links.html`.

One more format of a list is one more line in `FORMATS`.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from policies.models import Action
from policies.public.markup.links import url
from policies.public.views.listing import own_query
from policies.queries.filters import PublicFilter

ATOM, CALENDAR = "application/atom+xml", "text/calendar"


class Format(NamedTuple):
    label: str
    route: str
    media_type: str = ""
    """Where it is asked for again and again, so that the head of the page names it to programs; else empty."""


class Away(NamedTuple):
    """A link of the line; one with a `media_type` stands in the page's head too."""

    label: str
    address: str
    media_type: str = ""


FORMATS = {
    "action": [
        Format(_("订阅（Atom）"), "action_feed", ATOM),
        Format(_("期限日历"), "action_calendar", CALENDAR),
        Format(_("下载 CSV"), "actions_csv"),
        Format("XLSX", "actions_xlsx"),
        Format("JSON", "actions_json"),
    ],
    "reply": [Format(_("订阅（Atom）"), "reply_feed", ATOM)],
    "proposal": [Format(_("订阅（Atom）"), "proposal_feed", ATOM)],
}


def away_from_list(noun: str, found: PublicFilter) -> list[Away]:
    """Return what holds the same as a list. A list that means nothing has none; of a past day there is nothing to follow."""
    if found.wrong():
        return []
    own = own_query(found)
    formats = [each for each in FORMATS[noun] if not (found.day and each.media_type)]
    return [Away(each.label, url(each.route) + own, each.media_type) for each in formats]


def away_from_action(action: Action) -> list[Away]:
    return [Away(_("订阅这条举措（Atom）"), url("story_feed", action.pk), ATOM)]
