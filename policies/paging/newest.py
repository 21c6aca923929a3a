"""A page of what changed last, where a row changes by what happens to others: each row once, by its latest moment.

No column holds that moment. Every kind of moment is asked for the rows that changed by it last, in its own order; the
first of them all together are the page. So each question is a range of an index and stops at a page, and however often
a row changed, it stands in one place.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from policies.paging import cursor as cursors
from policies.paging.cursor import BadCursor, as_moment
from policies.paging.page import Page


@dataclass(frozen=True, slots=True)
class Moment:
    """A field that holds when a row changed: its own, or one of those that `of` leads to, as far as `only` holds there."""

    field: str
    of: str = ""
    only: tuple[tuple[str, object], ...] = ()

    @property
    def path(self) -> str:
        return f"{self.of}__{self.field}" if self.of else self.field

    def told(self, rows: QuerySet) -> QuerySet:
        """Give rows the moment as `moment`, a row for each of several."""
        if not self.of:
            return rows.annotate(moment=F(self.field))
        there = {f"{self.of}__{name}": value for name, value in (*self.only, (f"{self.field}__isnull", False))}
        joined = rows.annotate(changing=FilteredRelation(self.of, condition=Q(**there)))
        return joined.annotate(moment=F(f"changing__{self.field}"))

    def after(self, model, before: datetime | None) -> Q | Exists:
        """What holds of a row of `model` that changed by this once more after its `moment`, and before `before`."""
        if not self.of:
            return Q(**{f"{self.field}__gt": F("moment")})
        relation = model._meta.get_field(self.of)
        asked = {relation.field.name: OuterRef("pk"), f"{self.field}__gt": OuterRef("moment"), **dict(self.only)}
        if before:
            asked[f"{self.field}__lt"] = before
        return Exists(relation.related_model.objects.filter(**asked))


@dataclass(frozen=True, slots=True)
class Newest:
    """The order by the latest of several moments, the newest first; of a past day by those before its end."""

    name: str
    moments: tuple[Moment, ...]
    before: datetime | None = None


def newest_page(queryset: QuerySet, order: Newest, cursor: str, size: int) -> Page:
    """Return the page behind `cursor`, its rows with `changed_at` and `changed_by`, a moment. It names no page before it."""
    behind = _read(cursor, order) if cursor else None
    found: dict[tuple[datetime, int], Moment] = {}
    for moment in order.moments:
        for place in _changed_by(queryset, order, moment, behind)[: size + 1]:
            found.setdefault(place, moment)
    places = sorted(found, reverse=True)
    rows = {row.pk: row for row in queryset.filter(pk__in=[pk for _, pk in places[:size]])}
    items = []
    for at, pk in places[:size]:
        if row := rows.get(pk):
            row.changed_at, row.changed_by = at, found[at, pk]
            items.append(row)
    return Page(items, _written(order, *places[size - 1]) if len(places) > size else "", "")


def _changed_by(queryset: QuerySet, order: Newest, moment: Moment, behind) -> QuerySet:
    """Return when and which rows changed by `moment` last, the newest first."""
    rows = moment.told(queryset.select_related(None).prefetch_related(None)).filter(moment__isnull=False)
    if order.before:
        rows = rows.filter(moment__lt=order.before)
    if behind:
        at, pk = behind
        # The first condition alone is a range of an index; the second only cuts off what is of the same moment.
        rows = rows.filter(Q(moment__lte=at) & (Q(moment__lt=at) | Q(pk__lt=pk)))
    for other in order.moments:
        if other.of or moment.of:
            rows = rows.filter(~other.after(queryset.model, order.before))
    return rows.order_by("-moment", "-pk").values_list("moment", "pk").distinct()


def _read(cursor: str, order: Newest) -> tuple[datetime, int]:
    side, at, pk = cursors.read(cursor, order.name, as_moment)
    if side != "after":
        raise BadCursor(cursor)
    return at, pk


def _written(order: Newest, at: datetime, pk: int) -> str:
    return cursors.written(order.name, "after", at.isoformat(), pk)
