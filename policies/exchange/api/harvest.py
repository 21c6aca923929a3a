"""What changed since a moment, in the order of change, for whoever keeps a copy: rows as they are now, and what to drop.

Read from the end of the last harvest on, nothing is missed: changes are made one at a time, so what becomes visible later
bears a later moment.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Expression, F, Max, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from policies.exchange.api.problems import MEANINGLESS, Meaningless
from policies.models import ChangedKind, RegisterChange, Reply
from policies.models.days import begins
from policies.models.register_change import OF_LETTERS
from policies.queries.cache import cached_per_edition
from policies.queries.filters import by_day
from policies.queries.paging import BadCursor, Order, Page, as_date, as_moment, merged_page

if TYPE_CHECKING:
    from policies.exchange.api.listing import Asked
    from policies.exchange.api.resource import Resource

NOT_WITH = ("order", "as_of")
TOGETHER = _("“%(name)s”不能和“updated_after”一起用：变动总按先后排列，写的是现在的情况。")
NO_MOMENT = _("“updated_after”是一天（2026-03-01）或一个带时区的时刻（2026-03-01T08:00:00+08:00），不是“%(value)s”。")
EARLIEST = datetime.fromisoformat("1900-01-01T00:00:00+08:00")


class Source:
    """Where the moments of a resource's changes stand: beside its rows or their letters, and in traces; these alone without rows."""

    def __init__(
        self, noun: str, rows: QuerySet | None = None, changed_at: str = "changed_at", gone_at: str | Expression = ""
    ):
        self.traces = RegisterChange.objects.public().filter(kind=noun)
        self.rows, self.changed_at, self.gone_at = rows, changed_at, gone_at

    def page(self, since: datetime, cursor: str, size: int) -> Page:
        """Return a page of what changed, each with its `changed_key`, `paging_key` (when it changed) and `told_gone_at`."""
        lists = [_since(self.traces, "changed_at", "gone_at", "key", since)]
        if self.rows is not None:
            lists.append(_since(self.rows, self.changed_at, self.gone_at, "pk", since))
        page = merged_page(lists, cursor, size)
        for row in page.items:
            row.changed_key = row.key if isinstance(row, RegisterChange) else row.pk
        return page


def _since(rows: QuerySet, changed_at: str, gone_at: str | Expression, number: str, moment: datetime):
    expression = F(gone_at) if isinstance(gone_at, str) else gone_at
    found = rows.filter(**{f"{changed_at}__gte": moment}).annotate(told_gone_at=expression).only(number)
    return found, Order("changed", F(changed_at), as_moment, number=number)


def moment_of(text: str, wrong: list) -> datetime | None:
    """Read a day or a moment; a + that an address turned into a space is meant as one."""
    if by_day([text]):
        return max(begins(as_date(text)), EARLIEST) if as_date(text).year > EARLIEST.year else EARLIEST
    try:
        return max(as_moment(text.strip().replace(" ", "+")), EARLIEST)
    except ValueError:
        wrong.append((NO_MOMENT, {"value": text}))
        return None


def harvest(resource: Resource, asked: Asked) -> dict:
    """Return a page of what changed: `results` as they are now, `withdrawn` what is not in the list that is asked for."""
    try:
        page = resource.changes().page(asked.since, asked.cursor, asked.limit)
    except BadCursor as error:
        raise Meaningless([(MEANINGLESS, {"name": "cursor", "value": asked.cursor})]) from error
    changed = {row.changed_key: row for row in page.items}
    found = {row.pk: row for row in resource.rows(asked.found.qs.filter(pk__in=changed))} if changed else {}
    until = page.items[-1].paging_key if page.items else asked.since
    return {
        "next": asked.address(page.next),
        "previous": asked.address(page.previous),
        "total": None,
        "total_is_exact": False,
        "updated_until": localtime(until).isoformat(),
        "results": resource.told(found[key] for key in changed if key in found),
        "withdrawn": _tombstones(resource, {key: row for key, row in changed.items() if key not in found}),
    }


def _tombstones(resource: Resource, dropped: dict[int, Any]) -> list[dict]:
    """Tell of rows that are not in a list nothing but their numbers and addresses, and since when they are public no more."""
    public = set(resource.public().filter(pk__in=dropped).values_list("pk", flat=True)) if dropped else set()
    told = []
    for key, row in dropped.items():
        at = None if key in public else row.told_gone_at or row.paging_key
        path = resource.page_of(key)
        told.append(
            {
                "id": key,
                "url": settings.SITE_URL + path if path else None,
                "withdrawn_at": localtime(at).isoformat() if at else None,
            }
        )
    return told


@cached_per_edition
def latest_change() -> datetime | None:
    """Return when what is public last changed: where a harvest may begin that follows a full download."""
    # The end of an index each: of all kinds of traces together, the whole index would be read. Letters are erased with
    # their place, which is marked last.
    kinds = [kind for kind in ChangedKind if kind not in OF_LETTERS]
    sources = [Reply.objects.once_public(), *(RegisterChange.objects.public().filter(kind=kind) for kind in kinds)]
    moments = [rows.aggregate(at=Max("changed_at"))["at"] for rows in sources]
    return max(filter(None, moments), default=None)
