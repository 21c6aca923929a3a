"""The parameters of what has no list among the pages: parts of letters, what was reported, and the registers."""

from django.db.models import Exists, F, OuterRef

from policies.models import (
    REPORTABLE,
    Action,
    BodyChoices,
    Category,
    EvidenceKind,
    Level,
    Organisation,
    Place,
    Proposal,
    Reply,
    Update,
)
from policies.queries.filters.meanings import by_key, by_letter, by_place_name, by_slug, closed, with_below
from policies.queries.filters.strict import PublicFilter, ValuesFilter, by_order
from policies.queries.paging import Order, as_moment, as_number

OLDEST, NEWEST = (
    Order("oldest", F("id"), as_number),
    Order("newest", F("id"), as_number, key_descending=True, id_descending=True),
)
BY_NUMBER = {"oldest": OLDEST, "newest": NEWEST}


def _keys(found: dict) -> list[int]:
    return [row.pk for row in found.values()]


class PartFilter(PublicFilter):
    """No list of a past day, and the invented place as its subclass finds it."""

    as_of = None
    orders = BY_NUMBER

    def filter_queryset(self, queryset, but=()):
        return super().filter_queryset(self.of_demo(queryset), but)

    def of_demo(self, queryset):
        return queryset.of_demo(self.is_demo)


class UpdateFilter(PartFilter):
    orders = {
        "newest": Order("newest", F("published_at"), as_moment, key_descending=True, id_descending=True),
        "oldest": OLDEST,
    }
    action = ValuesFilter(find=by_key(Action), apply=lambda rows, found: rows.filter(action__in=_keys(found)))
    reply = ValuesFilter(find=by_letter, apply=lambda rows, found: rows.filter(action__reply__in=_keys(found)))
    organisation = ValuesFilter(
        find=by_slug(Organisation),
        apply=lambda rows, found: rows.filter(organisation__in=with_below(Organisation, found.values())),
    )
    status = ValuesFilter(
        find=closed(REPORTABLE), many=True, apply=lambda rows, found: rows.filter(status__in=list(found))
    )
    place = ValuesFilter(
        find=by_place_name, apply=lambda rows, found: rows.filter(action__reply__place__in=list(found.values()))
    )
    order = by_order(orders)

    def of_demo(self, queryset):
        return queryset.filter(action__is_demo=self.is_demo)


class EvidenceFilter(PartFilter):
    update = ValuesFilter(find=by_key(Update), apply=lambda rows, found: rows.of_updates(pk__in=_keys(found)))
    action = ValuesFilter(find=by_key(Action), apply=lambda rows, found: rows.of_updates(action__in=_keys(found)))
    kind = ValuesFilter(find=closed(EvidenceKind.choices), apply=lambda rows, found: rows.filter(kind__in=list(found)))
    order = by_order(BY_NUMBER)

    def of_demo(self, queryset):
        return queryset.of_updates(action__is_demo=self.is_demo)


class CommitmentFilter(PartFilter):
    reply = ValuesFilter(find=by_letter, apply=lambda rows, found: rows.filter(reply__in=_keys(found)))
    proposal = ValuesFilter(
        find=by_key(Proposal),
        apply=lambda rows, found: rows.filter(reply__in=Reply.objects.public().answering(_keys(found)).values("pk")),
    )
    place = ValuesFilter(
        find=by_place_name, apply=lambda rows, found: rows.filter(reply__place__in=list(found.values()))
    )
    order = by_order(BY_NUMBER)

    def of_demo(self, queryset):
        return queryset.filter(Exists(Reply.objects.public().of_demo(self.is_demo).filter(pk=OuterRef("reply"))))


class PlaceFilter(PartFilter):
    level = ValuesFilter(find=closed(Level.choices), apply=lambda rows, found: rows.filter(level__in=list(found)))
    parent = ValuesFilter(find=by_key(Place), apply=lambda rows, found: rows.filter(parent__in=_keys(found)))
    order = by_order(BY_NUMBER)

    def of_demo(self, queryset):
        return queryset.filter(is_demo=self.is_demo)


class SessionFilter(PartFilter):
    place = ValuesFilter(find=by_place_name, apply=lambda rows, found: rows.filter(place__in=list(found.values())))
    body = ValuesFilter(find=closed(BodyChoices.choices), apply=lambda rows, found: rows.filter(body__in=list(found)))
    order = by_order(BY_NUMBER)

    def of_demo(self, queryset):
        return queryset.filter(place__is_demo=self.is_demo)


class CategoryFilter(PartFilter):
    parent = ValuesFilter(find=by_slug(Category), apply=lambda rows, found: rows.filter(parent__in=_keys(found)))
    order = by_order(BY_NUMBER)
