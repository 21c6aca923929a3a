"""The parameters of the lists of letters, proposals and units."""

from dataclasses import replace
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual

from policies.models import Category, Kind, Organisation, Reply
from policies.models.days import NO_DEADLINE, Written
from policies.models.organisation import action_count_on
from policies.models.reply import NO_DATE
from policies.queries.cache import cached_per_edition
from policies.queries.filters.along import AlongFiled
from policies.queries.filters.meanings import by_place_name, by_session, by_slug, closed, with_below
from policies.queries.filters.proposers import by_proposer, proposals_of
from policies.queries.filters.strict import PublicFilter, ValuesFilter, WordsFilter, by_order
from policies.queries.paging import Order, as_date, as_number, as_text, first_rows
from policies.search import PROPOSALS, REPLIES, UNITS


class _DemoByPlace(PublicFilter):
    def filter_queryset(self, queryset, but=()):
        return super().filter_queryset(queryset.at(self.day).of_demo(self.is_demo), but)


class ReplyFilter(AlongFiled, _DemoByPlace):
    index = REPLIES
    orders = {
        "newest": Order("newest", Coalesce("issued_on", Written(NO_DATE)), as_date, True, True),
        "oldest": Order("oldest", Coalesce("issued_on", Written(NO_DEADLINE)), as_date),
    }
    # The same among what is filed under a unit or a category.
    orders_there = {"newest": replace(orders["newest"], number="reply_id")}
    q = WordsFilter()
    organisation = ValuesFilter(
        find=by_slug(Organisation),
        apply=lambda replies, found: replies.signed_by(with_below(Organisation, found.values())),
    )
    category = ValuesFilter(
        find=by_slug(Category),
        apply=lambda replies, found: replies.in_categories(with_below(Category, found.values())),
    )
    proposer = ValuesFilter(find=by_proposer, apply=lambda replies, found: replies.answering(proposals_of(found)))
    place = ValuesFilter(
        find=by_place_name, apply=lambda replies, found: replies.filter(place__in=list(found.values()))
    )
    order = by_order(orders)

    @property
    def rows(self) -> QuerySet:
        rows = super().rows
        if self.day is None or self.narrowing() != ["as_of"]:
            return rows
        newest = _newest_issued(self.is_demo, self.day)
        return rows.filter(LessThanOrEqual(self.orders["newest"].key, newest)) if newest else rows.none()


@cached_per_edition
def _newest_issued(demo: bool, day: date) -> date | None:
    """Return the day of the newest letter that was public by then: what came later is not walked through for each page."""
    letters = Reply.objects.public().at(day).of_demo(demo)
    newest = first_rows(letters.only("pk"), ReplyFilter.orders["newest"], 1).first()
    return newest.paging_key if newest else None


class ProposalFilter(_DemoByPlace):
    index = PROPOSALS
    orders = {
        "newest": Order("newest", F("id"), as_number, True, True),
        "oldest": Order("oldest", F("id"), as_number),
    }
    q = WordsFilter()
    kind = ValuesFilter(
        find=closed(Kind.choices), apply=lambda proposals, found: proposals.filter(kind__in=list(found))
    )
    category = ValuesFilter(
        find=by_slug(Category),
        apply=lambda proposals, found: proposals.filter(category__in=with_below(Category, found.values())),
    )
    session = ValuesFilter(
        find=by_session, apply=lambda proposals, found: proposals.filter(session__in=list(found.values()))
    )
    proposer = ValuesFilter(
        find=by_proposer, apply=lambda proposals, found: proposals.filter(pk__in=proposals_of(found))
    )
    order = by_order(orders)


class OrganisationFilter(_DemoByPlace):
    index = UNITS
    orders = {
        "most": Order("most", F("action_count"), as_number, key_descending=True),
        "name": Order("name", F("name"), as_text),
    }
    q = WordsFilter()
    place = ValuesFilter(find=by_place_name, apply=lambda units, found: units.filter(place__in=list(found.values())))

    @property
    def orders_then(self) -> dict[str, Order]:
        return {"most": replace(self.orders["most"], key=action_count_on(self.day))}

    order = by_order(orders)
