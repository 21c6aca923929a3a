"""From a query string to rows: the only way. A value that means nothing finds nothing, never everything."""

from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import Action, Category, Kind, Organisation, Place, Proposal, Reply, Status, StrengthChoices
from policies.models.action import NO_DEADLINE, NO_UPDATE
from policies.models.reply import NO_DATE
from policies.models.tree import all_below
from policies.paging import Order, as_date, as_moment, as_number, as_text
from policies.search import parse

DUE = {
    "overdue": _("已逾期"),
    "silent": _("已过所述期限，尚未反馈"),
    "30": _("30 天内到期"),
    "90": _("90 天内到期"),
    "none": _("没有写明日期"),
}
NO_CATEGORY = "none"

# Parameters that the design gives to /actions/ and all that shares them. A list that does not know one of them must not
# answer as if it had obeyed; other names (utm_source, fbclid) are none of ours and are passed over.
PROMISED = frozenset(
    [
        "q",
        "place",
        "category",
        "status",
        "organisation",
        "partner",
        "proposer",
        "session",
        "strength",
        "due",
        "due_after",
        "due_before",
        "updated_after",
        "stale",
        "reply",
        "as_of",
        "demo",
        "order",
    ]
)


class Written(Value):
    """A day written into the SQL itself: SQLite uses an index on an expression only where the words are the same."""

    def __init__(self, day: Value):
        super().__init__(day.value, output_field=day.output_field)

    def as_sql(self, compiler, connection):
        return f"'{self.value.isoformat()}'", []


class ValuesField(forms.Field):
    """The values of one parameter. `find` returns what each known value means; the others are named in the error."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, find, many=False, **kwargs):
        super().__init__(**kwargs)
        self.find, self.many = find, many

    def clean(self, value):
        given = [value] if isinstance(value, str) else value or []
        values = list(dict.fromkeys(text.strip() for text in given if text.strip()))
        known = self.find([text for text in values if "\0" not in text])
        wrong = [text for text in values if text not in known]
        if wrong:
            raise ValidationError([_meaningless(text) for text in wrong])
        if len(values) > 1 and not self.many:
            raise ValidationError([_meaningless(text) for text in values[1:]])
        return {text: known[text] for text in values}


class ValuesFilter(django_filters.Filter):
    """A parameter whose meaning is a `ValuesField`; `apply(queryset, found)` narrows by what was found."""

    field_class = ValuesField

    def __init__(self, apply=None, **kwargs):
        super().__init__(required=False, **kwargs)
        self.apply = apply

    def filter(self, queryset, found):
        return self.apply(queryset, found) if found and self.apply else queryset


class PublicFilter(django_filters.FilterSet):
    """What all lists share: strictness, whether the invented place is meant, and the order."""

    orders: dict[str, Order] = {}

    demo = ValuesFilter(find=lambda values: {"1": _("演示数据")})

    @property
    def qs(self):
        """A misspelt filter finds nothing. It must never find everything."""
        return super().qs if self.is_valid() and not self.wrong() else self.queryset.none()

    @property
    def is_demo(self) -> bool:
        return "1" in self.found("demo")

    @property
    def order(self) -> Order:
        names = list(self.found("order")) or list(self.orders)
        return self.orders[names[0]]

    def found(self, name: str) -> dict:
        """Return what the values of a parameter mean, by value; empty where none was given or one is wrong."""
        return self.form.cleaned_data.get(name) or {} if self.is_bound and self.form.errors is not None else {}

    def wrong(self) -> list[tuple[str, str]]:
        """Return the parameters and values that mean nothing."""
        if not self.is_bound:
            return []
        data = self.form.errors.as_data()
        meaningless = [(name, error.params["value"]) for name, errors in data.items() for error in errors]
        return meaningless + [(name, value) for name in sorted(PROMISED) if name not in self.filters
                              for value in self.data.getlist(name) if value.strip()]  # fmt: skip


def _meaningless(text: str) -> ValidationError:
    return ValidationError(_("“%(value)s”没有意义。"), code="meaningless", params={"value": text})


def _of(choices) -> dict:
    """Return a `find` for a closed list."""
    meanings = dict(choices)
    return lambda values: {text: meanings[text] for text in values if text in meanings}


def _words(values) -> dict:
    """Words mean themselves, unless they ask for nothing (a lone quotation mark) or are too long to be a question."""
    return {text: text for text in values if parse(text)}


def _searched(queryset, found):
    return queryset.search(next(iter(found)))


def _by_slug(model):
    return lambda values: {row.slug: row for row in model.objects.public().filter(slug__in=values)} if values else {}


def _categories(values) -> dict:
    found = _by_slug(Category)([text for text in values if text != NO_CATEGORY])
    return found | ({NO_CATEGORY: _("没有类别")} if NO_CATEGORY in values else {})


def _places(values) -> dict:
    return {place.name: place for place in Place.objects.public().filter(name__in=values)} if values else {}


def _below(model, rows) -> list[int]:
    """Return the keys of `rows` and of everything public below them."""
    return all_below(model.objects.public(), [row.pk for row in rows])


def _letters(values) -> dict:
    pks = [int(text) for text in values if text.isascii() and text.isdigit() and len(text) < 19]
    found = Reply.objects.public().without_text().filter(pk__in=pks) if pks else []
    return {str(reply.pk): reply for reply in found}


def _in_categories(actions, found):
    chosen = [category for slug, category in found.items() if slug != NO_CATEGORY]
    kept = actions.none()
    if chosen:
        kept = actions.in_categories(_below(Category, chosen))
    return kept | actions.without_category() if NO_CATEGORY in found else kept


def _led_by(actions, found):
    return actions.filter(lead__in=_below(Organisation, found.values()))


def _due(actions, found):
    today = timezone.localdate()
    name = next(iter(found))
    if name == "none":
        return actions.filter(due_on__isnull=True)
    if name.isdigit():
        return actions.filter(due_on__gte=today, due_on__lte=today + timedelta(days=int(name)))
    return actions.overdue(today) if name == "overdue" else actions.silent(today)


class ActionFilter(PublicFilter):
    """The parameters of `/actions/` and of all that shares them."""

    orders = {
        "newest": Order("newest", F("published_at"), as_moment, key_descending=True),
        "due": Order("due", Coalesce("due_on", Written(NO_DEADLINE)), as_date),
        "updated": Order("updated", Coalesce("last_update_on", Written(NO_UPDATE)), as_date, True, True),
    }

    q = ValuesFilter(find=_words, apply=_searched)
    status = ValuesFilter(
        find=_of(Status.choices), many=True, apply=lambda actions, found: actions.filter(status__in=list(found))
    )
    category = ValuesFilter(find=_categories, many=True, apply=_in_categories)
    organisation = ValuesFilter(find=_by_slug(Organisation), many=True, apply=_led_by)
    strength = ValuesFilter(
        find=_of(StrengthChoices.choices), apply=lambda actions, found: actions.filter(strength__in=list(found))
    )
    due = ValuesFilter(find=_of(DUE), apply=_due)
    stale = ValuesFilter(find=_of({"1": _("久未更新")}), apply=lambda actions, found: actions.stale())
    reply = ValuesFilter(
        find=_letters, apply=lambda actions, found: actions.filter(reply__in=[row.pk for row in found.values()])
    )
    place = ValuesFilter(
        find=_places, apply=lambda actions, found: actions.filter(reply__place__in=list(found.values()))
    )
    order = ValuesFilter(find=_of(dict.fromkeys(orders, "")))

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset.of_demo(self.is_demo))

    def counted(self) -> tuple[Category | None, Organisation | None] | None:
        """Return the category and the unit under which tallies hold what is asked, the status apart. None: they do not."""
        categories, units = self.found("category"), self.found("organisation")
        others = any(self.found(name) for name in ("q", "strength", "due", "stale", "reply", "place"))
        if not self.is_valid() or others or len(categories) > 1 or len(units) > 1 or NO_CATEGORY in categories:
            return None
        return next(iter(categories.values()), None), next(iter(units.values()), None)


class _DemoByPlace(PublicFilter):
    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset.of_demo(self.is_demo))


class ReplyFilter(_DemoByPlace):
    orders = {
        "newest": Order("newest", Coalesce("issued_on", Written(NO_DATE)), as_date, True, True),
        "oldest": Order("oldest", Coalesce("issued_on", Written(NO_DEADLINE)), as_date),
    }
    q = ValuesFilter(find=_words, apply=_searched)
    organisation = ValuesFilter(
        find=_by_slug(Organisation),
        apply=lambda replies, found: replies.signed_by(_below(Organisation, found.values())),
    )
    category = ValuesFilter(
        find=_by_slug(Category),
        apply=lambda replies, found: replies.in_categories(_below(Category, found.values())),
    )
    place = ValuesFilter(find=_places, apply=lambda replies, found: replies.filter(place__in=list(found.values())))
    order = ValuesFilter(find=_of(dict.fromkeys(orders, "")))


class ProposalFilter(_DemoByPlace):
    orders = {
        "newest": Order("newest", F("id"), as_number, True, True),
        "oldest": Order("oldest", F("id"), as_number),
    }
    kind = ValuesFilter(find=_of(Kind.choices), apply=lambda proposals, found: proposals.filter(kind__in=list(found)))
    category = ValuesFilter(
        find=_by_slug(Category),
        apply=lambda proposals, found: proposals.filter(category__in=_below(Category, found.values())),
    )
    order = ValuesFilter(find=_of(dict.fromkeys(orders, "")))


class OrganisationFilter(_DemoByPlace):
    orders = {
        "most": Order("most", F("actions_counted"), as_number, key_descending=True),
        "name": Order("name", F("name"), as_text),
    }
    place = ValuesFilter(find=_places, apply=lambda units, found: units.filter(place__in=list(found.values())))
    order = ValuesFilter(find=_of(dict.fromkeys(orders, "")))


def find_actions(params) -> ActionFilter:
    """Every list, file, feed and API call of actions begins here."""
    return ActionFilter(params, queryset=Action.objects.public().listed())


def find_replies(params) -> ReplyFilter:
    return ReplyFilter(params, queryset=Reply.objects.public())


def find_proposals(params) -> ProposalFilter:
    return ProposalFilter(params, queryset=Proposal.objects.public())


def find_organisations(params) -> OrganisationFilter:
    return OrganisationFilter(params, queryset=Organisation.objects.public().with_actions_counted())
