"""The parameters of `/actions/` and of all that shares them."""

from datetime import datetime, time, timedelta

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.filters.meanings import (
    NO_CATEGORY,
    as_words,
    by_category_or_none,
    by_day,
    by_letter,
    by_place_name,
    by_proposer,
    by_session,
    by_slug,
    closed,
    day_of,
    proposals_of,
    searched,
    with_below,
)
from policies.filters.orders import Written
from policies.filters.strict import PublicFilter, ValuesFilter
from policies.models import Category, Organisation, Proposal, Status, StrengthChoices
from policies.models.action import NO_DEADLINE, NO_UPDATE
from policies.paging import Order, as_date, as_moment

DUE = {
    "overdue": _("已逾期"),
    "silent": _("已过所述期限，尚未反馈"),
    "30": _("30 天内到期"),
    "90": _("90 天内到期"),
    "none": _("没有写明日期"),
}
# Of these, with the status, the tallies hold every combination.
TALLIED = {"status", "category", "organisation", "demo", "order"}


def _in_categories(actions, found):
    chosen = [category for slug, category in found.items() if slug != NO_CATEGORY]
    kept = actions.none()
    if chosen:
        kept = actions.in_categories(with_below(Category, chosen))
    return kept | actions.without_category() if NO_CATEGORY in found else kept


def _led_by(actions, found):
    return actions.filter(lead__in=with_below(Organisation, found.values()))


def _due(actions, found):
    today = timezone.localdate()
    name = next(iter(found))
    if name == "none":
        return actions.filter(due_on__isnull=True)
    if name.isdigit():
        return actions.filter(due_on__gte=today, due_on__lte=today + timedelta(days=int(name)))
    return actions.overdue(today) if name == "overdue" else actions.silent(today)


def _published_since(actions, found):
    """Actions of which something was published on that day or later, wherever it stands now."""
    return actions.filter(last_published_at__gte=timezone.make_aware(datetime.combine(day_of(found), time.min)))


class ActionFilter(PublicFilter):
    """The parameters of `/actions/` and of all that shares them."""

    orders = {
        "newest": Order("newest", F("published_at"), as_moment, key_descending=True),
        "due": Order("due", Coalesce("due_on", Written(NO_DEADLINE)), as_date),
        "updated": Order("updated", Coalesce("last_update_on", Written(NO_UPDATE)), as_date, True, True),
    }

    q = ValuesFilter(find=as_words, apply=searched)
    status = ValuesFilter(
        find=closed(Status.choices), many=True, apply=lambda actions, found: actions.filter(status__in=list(found))
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
        find=by_place_name, apply=lambda actions, found: actions.filter(reply__place__in=list(found.values()))
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
    due_after = ValuesFilter(find=by_day, apply=lambda actions, found: actions.filter(due_on__gte=day_of(found)))
    due_before = ValuesFilter(find=by_day, apply=lambda actions, found: actions.filter(due_on__lte=day_of(found)))
    updated_after = ValuesFilter(find=by_day, apply=_published_since)
    order = ValuesFilter(find=closed(dict.fromkeys(orders, "")))

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset.of_demo(self.is_demo))

    def counted(self) -> tuple[Category | None, Organisation | None] | None:
        """Return the category and the unit under which tallies hold what is asked, the status apart. None: they do not."""
        categories, units = self.found("category"), self.found("organisation")
        others = any(self.found(name) for name in self.filters if name not in TALLIED)
        if not self.is_valid() or others or len(categories) > 1 or len(units) > 1 or NO_CATEGORY in categories:
            return None
        return next(iter(categories.values()), None), next(iter(units.values()), None)
