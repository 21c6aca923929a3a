"""The parameters of `/actions/` and of all that shares them."""

from dataclasses import replace
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from policies.models import Category, Organisation, Proposal, Status, StrengthChoices, lateness
from policies.models.action import NO_UPDATE
from policies.models.as_of import DATED
from policies.models.days import NO_DEADLINE, Written, begins
from policies.queries.filters.along import AlongStandings
from policies.queries.filters.meanings import (
    NO_CATEGORY,
    by_category_or_none,
    by_day,
    by_letter,
    by_place_name,
    by_session,
    by_slug,
    closed,
    day_of,
    with_below,
)
from policies.queries.filters.proposers import by_proposer, proposals_of
from policies.queries.filters.strict import PublicFilter, ValuesFilter, WordsFilter, by_order
from policies.queries.paging import Order, as_date, as_moment
from policies.search import ACTIONS

DUE = {
    "overdue": _("已逾期"),
    "silent": _("已过所述期限，尚未反馈"),
    "30": _("30 天内到期，还未了结"),
    "90": _("90 天内到期，还未了结"),
    "none": _("没有写明日期"),
}
# Of these, with the status, the tallies hold every combination.
TALLIED = {"status", "category", "organisation", "demo", "as_of", "order"}


def _in_categories(actions, found):
    chosen = [category for slug, category in found.items() if slug != NO_CATEGORY]
    return actions.in_categories(with_below(Category, chosen) if chosen else (), or_none=NO_CATEGORY in found)


def _led_by(actions, found):
    return actions.led_by(with_below(Organisation, found.values()))


def due_condition(name: str, on: date, prefix: str = "") -> Q:
    """Return what `due=name` asks of an action on a day; `stood` is where the columns of a past day begin."""
    if name == "none":
        return Q(**{f"{prefix}due_on__isnull": True})
    if name.isdigit():
        return lateness.due_within(int(name), on, prefix)
    return lateness.overdue(on, prefix) if name == "overdue" else lateness.silent(on, prefix)


def _due(actions, found):
    return actions.filter(due_condition(next(iter(found)), actions.today, actions.prefix))


def _published_since(actions, found):
    """Actions of which something was published on that day or later, wherever it stands now."""
    return actions.filter_dated(last_published_at__gte=begins(day_of(found)))


class ActionFilter(AlongStandings, PublicFilter):
    """The parameters of `/actions/` and of all that shares them."""

    index = ACTIONS
    orders = {
        "newest": Order("newest", F("published_at"), as_moment, key_descending=True),
        "due": Order("due", Coalesce("due_on", Written(NO_DEADLINE)), as_date),
        "updated": Order("updated", Coalesce("last_update_on", Written(NO_UPDATE)), as_date, True, True),
    }

    # The same in a list of a past day.
    orders_then = {
        "newest": orders["newest"],
        "due": Order("due", Coalesce(f"{DATED}due_on", Written(NO_DEADLINE)), as_date),
        "updated": Order("updated", Coalesce(f"{DATED}last_update_on", Written(NO_UPDATE)), as_date, True, True),
    }

    # The same among standings.
    orders_there = {
        "newest": replace(orders["newest"], number="action_id"),
        "due": replace(orders["due"], number="action_id"),
    }

    q = WordsFilter()
    status = ValuesFilter(
        find=closed(Status.choices),
        many=True,
        apply=lambda actions, found: actions.filter_dated(status__in=list(found)),
    )
    category = ValuesFilter(find=by_category_or_none, many=True, apply=_in_categories)
    organisation = ValuesFilter(find=by_slug(Organisation), many=True, apply=_led_by)
    strength = ValuesFilter(
        find=closed(StrengthChoices.choices), apply=lambda actions, found: actions.filter(strength__in=list(found))
    )
    due = ValuesFilter(find=closed(DUE), apply=_due)
    stale = ValuesFilter(find=closed({"1": _("久未更新")}), apply=lambda actions, found: actions.stale())
    reply = ValuesFilter(
        find=by_letter, apply=lambda actions, found: actions.filter(reply__in=[row.pk for row in found.values()])
    )
    place = ValuesFilter(
        find=by_place_name, apply=lambda actions, found: actions.filter(place__in=list(found.values()))
    )
    partner = ValuesFilter(
        find=by_slug(Organisation),
        apply=lambda actions, found: actions.helped_by(with_below(Organisation, found.values())),
    )
    proposer = ValuesFilter(
        find=by_proposer,
        apply=lambda actions, found: actions.answering(proposals_of(found)),
    )
    session = ValuesFilter(
        find=by_session,
        apply=lambda actions, found: actions.answering(
            Proposal.objects.public().filter(session__in=list(found.values()))
        ),
    )
    due_after = ValuesFilter(find=by_day, apply=lambda actions, found: actions.filter_dated(due_on__gte=day_of(found)))
    due_before = ValuesFilter(find=by_day, apply=lambda actions, found: actions.filter_dated(due_on__lte=day_of(found)))
    updated_after = ValuesFilter(find=by_day, apply=_published_since)
    order = by_order(orders)

    def filter_queryset(self, queryset, but=()):
        return super().filter_queryset(queryset.at(self.day).listed().of_demo(self.is_demo), but)

    def withdrawn(self):
        """As of every list; what others stood for was told by their entries."""
        return super().withdrawn().filter(same_as__isnull=True, superseded_by__isnull=True, split_at__isnull=True)

    def counted(self, but: str = "") -> tuple[Category | None, Organisation | None] | None:
        """Return the category and the unit under which tallies hold what is asked, the status and `but` apart.

        None: they do not.
        """
        categories, units = ({} if name == but else self.found(name) for name in ("category", "organisation"))
        others = any(self.found(name) for name in self.filters if name not in TALLIED and name != but)
        if self.wrong() or others or len(categories) > 1 or len(units) > 1 or NO_CATEGORY in categories:
            return None
        if self.day and categories and units:
            return None  # by day there are tallies of the one and of the other only
        return next(iter(categories.values()), None), next(iter(units.values()), None)
