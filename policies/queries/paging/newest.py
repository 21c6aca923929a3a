"""A page of what changed last, where a row changes by what happens to others: each row once, by its latest moment.

No column holds that moment. Each kind of moment is asked for a page of the rows that it changed, in its own order: a
range of an index. The first rows of all these together are the page: whatever is ahead of a row among the moments of one
kind is ahead of it among all, so a row that belongs on the page stands on the page of the kind that changed it last.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from policies.queries.paging import cursor as cursors
from policies.queries.paging.cursor import BadCursor, as_moment
from policies.queries.paging.page import Page


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

    def there(self, model, **asked) -> Exists:
        """Say of a row of `model` that one of its moments of this kind is as asked. Not of a row's own."""
        relation = model._meta.get_field(self.of)
        named = {f"{self.field}__{name}": value for name, value in asked.items()}
        found = relation.related_model.objects.filter(
            **{relation.field.name: OuterRef("pk")}, **named, **dict(self.only)
        )
        return Exists(found)


@dataclass(frozen=True, slots=True)
class Newest:
    """The order by the latest of several moments, the newest first; of a past day by those before its end."""

    name: str
    moments: tuple[Moment, ...]
    before: datetime | None = None

    @property
    def limit(self) -> dict:
        """What is asked of moments wherever they are looked up."""
        return {"lt": self.before} if self.before else {}


Place = tuple[datetime, int]
"""The moment and the number of a row."""


def newest_page(queryset: QuerySet, order: Newest, cursor: str, size: int) -> Page:
    """Return the page behind `cursor`, its rows with `changed_at` and `changed_by`, a moment. It names no page before it."""
    behind = _read(cursor, order) if cursor else None
    latest: dict[int, tuple[datetime, Moment]] = {}
    for moment in order.moments:
        for at, pk in _changed_by(queryset, order, moment, behind)[: size + 1]:
            if pk not in latest or at > latest[pk][0]:
                latest[pk] = at, moment
    places = sorted(((at, pk) for pk, (at, _) in latest.items()), reverse=True)
    shown = [pk for _, pk in places[:size]]
    rows = {row.pk: row for row in queryset.filter(pk__in=shown)}
    for pk, row in rows.items():
        row.changed_at, row.changed_by = latest[pk]
    return Page(
        [rows[pk] for pk in shown if pk in rows],
        cursor_behind(order, places[size - 1]) if len(places) > size else "",
        "",
    )


def _changed_by(queryset: QuerySet, order: Newest, moment: Moment, behind: Place | None) -> QuerySet:
    """Return when and which rows changed by `moment`, each by the last of its kind, the newest first."""
    rows = moment.told(queryset.select_related(None).prefetch_related(None)).filter(moment__isnull=False)
    rows = rows.filter(**{f"moment__{name}": value for name, value in order.limit.items()})
    if moment.of:
        rows = rows.filter(~moment.there(queryset.model, gt=OuterRef("moment"), **order.limit))
    if behind:
        at, pk = behind
        # The first condition alone is a range of an index; the second only cuts off what is of the same moment.
        rows = rows.filter(Q(moment__lte=at) & (Q(moment__lt=at) | Q(pk__lt=pk)))
        for other in order.moments:
            rows = rows.filter(_not_met(queryset.model, order, other, behind))
    return rows.order_by("-moment", "-pk").values_list("moment", "pk").distinct()


def _not_met(model, order: Newest, moment: Moment, behind: Place) -> Q:
    """Say of a row that no moment of this kind has put it on a page before."""
    at, pk = behind
    if not moment.of:
        return Q(**{f"{moment.field}__lte": at}) & (Q(**{f"{moment.field}__lt": at}) | Q(pk__lt=pk))
    later = moment.there(model, gt=at, **order.limit)
    return ~later & (Q(pk__lt=pk) | ~moment.there(model, exact=at))


def _read(cursor: str, order: Newest) -> Place:
    side, at, pk = cursors.read(cursor, order.name, as_moment)
    if side != "after":
        raise BadCursor(cursor)
    return at, pk


def cursor_behind(order: Newest, place: Place) -> str:
    at, pk = place
    return cursors.written(order.name, "after", at.isoformat(), pk)
