"""A page of a list: what is asked for, found by the filters that pages have too, and where the next page begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from policies.exchange.api.harvest import NOT_WITH, TOGETHER, harvest, latest_change, moment_of
from policies.exchange.api.problems import MEANINGLESS, Meaningless
from policies.queries.counting import COUNTED_EXACTLY
from policies.queries.filters import ActionFilter, PublicFilter
from policies.queries.paging import PAGE_SIZE, BadCursor, Page, paginate
from policies.queries.totals import status_counts

if TYPE_CHECKING:
    from policies.exchange.api.resource import Resource

MOST = 100
"""Rows on a page, if so many are asked for."""
OF_PAGES = ("cursor", "limit", "updated_after")
"""Parameters of every list beside its filters."""
UNKNOWN = _("没有“%(name)s”这个参数。")


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for. Raises Meaningless where a parameter is unknown or a value means nothing."""

    request: HttpRequest
    found: PublicFilter
    cursor: str
    limit: int
    since: datetime | None
    """From when on changes are asked for; None for the list itself."""

    @classmethod
    def of(cls, request, find) -> Asked:
        given = request._request.GET
        narrowing = given.copy()
        for name in OF_PAGES:
            narrowing.pop(name, None)
        found = find(narrowing)
        wrong = [(UNKNOWN, {"name": name}) for name in narrowing if name not in found.filters]
        wrong += [
            (MEANINGLESS, {"name": name, "value": value})
            for name, values in given.lists()
            for value in values
            if not value.strip() or (value != value.strip() and name != "q")
        ]
        wrong += [
            (MEANINGLESS, {"name": name, "value": value}) for name, value in found.wrong() if name in found.filters
        ]
        limit = _number(_one(given, "limit", wrong), wrong)
        cursor = _one(given, "cursor", wrong)
        moment = _one(given, "updated_after", wrong)
        since = moment_of(moment, wrong) if moment else None
        wrong += [(TOGETHER, {"name": name}) for name in NOT_WITH if moment and name in narrowing]
        if wrong:
            raise Meaningless(wrong)
        return cls(request._request, found, cursor, limit, since)

    def address(self, cursor: str) -> str | None:
        """Return the full address of the same list at a cursor."""
        if not cursor:
            return None
        query = self.request.GET.copy()
        query["cursor"] = cursor
        return f"{settings.SITE_URL}{self.request.path}?{query.urlencode()}"


def answer(resource: Resource, asked: Asked) -> dict:
    """Return a page of a resource's rows, with the addresses of its neighbours."""
    if asked.since is not None:
        return harvest(resource, asked)
    found, until = asked.found, latest_change()
    try:
        page = paginate(resource.rows(found.rows), found.order, asked.cursor, asked.limit)
    except BadCursor as error:
        raise Meaningless([(MEANINGLESS, {"name": "cursor", "value": asked.cursor})]) from error
    total, is_exact = _total(page, found)
    return {
        "next": asked.address(page.next),
        "previous": asked.address(page.previous),
        "total": total,
        "total_is_exact": is_exact,
        "updated_until": localtime(until).isoformat() if until else None,
        "results": resource.told(page.items),
        "withdrawn": [],
    }


def _total(page: Page, found: PublicFilter) -> tuple[int, bool]:
    """Return how many rows the list has: by the tallies, or else counted to a thousand, and whether that is all."""
    bar = status_counts(found) if isinstance(found, ActionFilter) else None
    if bar is not None:
        chosen = found.found("status")
        return sum(n for status, n in bar.counts.items() if not chosen or status in chosen), True
    counted = page.found
    if counted is None:
        counted = found.qs.order_by()[: COUNTED_EXACTLY + 1].count()
    return min(counted, COUNTED_EXACTLY), counted <= COUNTED_EXACTLY


def _one(given: QueryDict, name: str, wrong: list) -> str:
    values = given.getlist(name)
    wrong += [(MEANINGLESS, {"name": name, "value": value}) for value in values[1:]]
    return values[0] if values else ""


def _number(text: str, wrong: list) -> int:
    if not text:
        return PAGE_SIZE
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST:
        return int(text)
    wrong.append((_("“limit”是 1 到 %(most)s 的数字，不是“%(value)s”。"), {"most": str(MOST), "value": text}))
    return PAGE_SIZE
