"""When something that everybody may see changed about a row: by these moments feeds are sorted and dated.

None of them tells of what is not public: a draft has no moment of publication, and all are asked of public rows alone.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max, QuerySet

from policies.models.days import ends
from policies.queries.paging import Moment, Newest

PUBLISHED = Moment("published_at")
REPORTED, RETRACTED = Moment("published_at", of="updates"), Moment("withdrawn_at", of="updates")
POSTPONED, REWORDED = Moment("changed_at", of="deadline_changes"), Moment("changed_at", of="quote_changes")
CORRECTED = Moment("changed_at", of="head_changes")
# Of letters that are public; what was withdrawn says nothing of its proposal any more, nor when it did.
ANSWERED = Moment("published_at", of="replies", only=(("withdrawn_at", None),))

OF_ACTIONS = (PUBLISHED, REPORTED, RETRACTED, POSTPONED, REWORDED)
OF_REPLIES = (PUBLISHED, CORRECTED)
OF_PROPOSALS = (ANSWERED,)


def newest(moments: tuple[Moment, ...], day: date | None) -> Newest:
    """Return the order of a feed, of what there was by the end of a past day if one is given."""
    return Newest("changed", moments, ends(day) if day else None)


def latest(rows: QuerySet, moments: Iterable[Moment], day: date | None) -> dict[int, datetime]:
    """Return when each of `rows` changed last, by key: one question for each kind of moment, since joined they multiply."""
    found: dict[int, datetime] = {}
    for moment in moments:
        told = moment.told(rows)
        if day:
            told = told.filter(moment__lt=ends(day))
        for pk, at in told.order_by().values_list("pk").annotate(Max("moment")):
            if at is not None:
                found[pk] = max(at, found.get(pk, at))
    return found
