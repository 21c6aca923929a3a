"""Parameters that are obeyed or named as wrong: a value that means nothing finds nothing, never everything."""

from collections.abc import Callable
from copy import copy
from datetime import date
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from policies.queries.cache import FEW, EditionCache
from policies.queries.filters.meanings import as_words, by_past_day, closed, day_of
from policies.queries.paging import Order, Ranked
from policies.search import Index, Sought

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


Made = TypeVar("Made")

_ranked, _hits = EditionCache(FEW), EditionCache(FEW)
"""The rows of lists in the order of their scores, and what an index found."""

# The order by how well a row answers `q`; without one it means the usual order, so that taking the words away is no mistake.
BEST = "best"


class ValuesField(forms.Field):
    """The values of one parameter. `find` returns what each known value means; the others are named in the error."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, find, many=False, **kwargs):
        super().__init__(**kwargs)
        self.find, self.many = find, many

    def __deepcopy__(self, memo):
        return copy(self)  # each list has a form of its own, and none changes what a field consists of

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
        # No form shows these fields; without a label each would have one made of its model, for every list that is asked for.
        super().__init__(required=False, label="", **kwargs)
        self.apply = apply

    def __deepcopy__(self, memo):
        return copy(self)  # each list has filters of its own, and none changes what they consist of

    def filter(self, queryset, found):
        return self.apply(queryset, found) if found and self.apply else queryset


class WordsFilter(ValuesFilter):
    """`q`. However often a list is narrowed, for its rows and for the numbers beside its choices, the index is asked once."""

    def __init__(self):
        super().__init__(find=as_words)
        self.sought: Sought | None = None

    def filter(self, queryset, found):
        if not found:
            return queryset
        return self.look_up(next(iter(found))).narrow(queryset)

    def look_up(self, words: str) -> Sought:
        # Each list has filters of its own: django-filter copies them.
        self.sought = self.sought or _hits.get_or_make(
            (self.parent.index, words), lambda: self.parent.index.sought(words)
        )
        return self.sought


class _Asked(forms.Form):
    """The form of a list. It has fields only for what the address names, of the twenty that it might."""

    def __init__(self, data=None, **named):
        self.base_fields = {name: field for name, field in self.base_fields.items() if name in (data or ())}
        super().__init__(data, **named)


class PublicFilter(django_filters.FilterSet):
    """What all lists share: strictness, whether the invented place is meant, and the order."""

    orders: dict[str, Order] = {}
    """The first one holds where none is asked for, and nothing is sought."""
    orders_then: dict[str, Order] = {}
    """Those that in a list of a past day go by other columns."""
    index: Index | None = None
    """By which `q` searches."""
    told_of_withdrawn = frozenset(["place", "organisation", "category", "reply"])
    """Parameters by which a list says what was withdrawn from it. Others ask for words and states that are told no more."""

    class Meta:
        form = _Asked

    demo = ValuesFilter(find=closed({"1": _("演示数据")}))
    as_of = ValuesFilter(find=by_past_day)

    def get_form_class(self):
        """Make the form once for all who ask: it gives each fields of its own, and those hold nothing of the asker."""
        if "_form_class" not in vars(type(self)):
            type(self)._form_class = super().get_form_class()
        return self._form_class

    @property
    def qs(self):
        """A misspelt filter finds nothing. It must never find everything."""
        return super().qs if self.is_valid() and not self.wrong() else self.queryset.none()

    @property
    def rows(self) -> QuerySet:
        """What a page of the list in its order takes its rows from: where they are ranked, which hold the words is known."""
        return self.narrowed(*self.known) if self.known else self.qs

    @property
    def countable(self) -> QuerySet:
        """Rows, wherever they are counted soonest, of which there are as many as are found."""
        return self.qs

    @property
    def known(self) -> tuple[str, ...]:
        """The parameters that a page need not ask for, since its order knows which rows they find."""
        return ("q",) if isinstance(self.order, Ranked) else ()

    def filter_queryset(self, queryset, but=()):
        """Narrow by every parameter but these."""
        for name, found in self.form.cleaned_data.items():
            if name not in but:
                queryset = self.filters[name].filter(queryset, found)
        return queryset

    def narrowed(self, *but: str):
        """What would be found without these parameters."""
        if self.wrong():
            return self.queryset.none()
        return self.filter_queryset(self.queryset.all(), but) if self.is_bound else self.qs

    def first(self, most: int, arrange: Callable[[QuerySet], QuerySet], *but: str) -> list:
        """Return so many of what would be found without these parameters, in an arrangement.

        Where much holds the words that are sought, they are taken from what came in last, as far as a list follows that.
        """
        if not (words := next(iter(self.found("q")), "")) or "q" in but:
            return list(arrange(self.narrowed(*but))[:most])
        return self.filters["q"].look_up(words).first(arrange(self.narrowed(*but, "q")), most)

    def withdrawn(self):
        """What stood in this list and was withdrawn since: nothing where anything is asked that would tell more of it."""
        rows = self.queryset.model.objects
        if self.wrong() or set(self.narrowing()) - self.told_of_withdrawn:
            return rows.none()
        found = rows.withdrawn().of_demo(self.is_demo)
        for name in self.narrowing():
            found = self.filters[name].filter(found, self.found(name))
        return found

    def narrowing(self, *, but: str = "") -> list[str]:
        """Return the parameters that narrow the list, one apart; the invented place is another list."""
        return [name for name in self.filters if name not in ("order", "demo", but) and self.found(name)]

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """The parameters that say what is listed, with their values, in one writing; the order of the rows is none."""
        return {name: sorted(self.found(name)) for name in self.filters if name != "order" and self.found(name)}

    @cached_property
    def query(self) -> str:
        """The same as the query of an address."""
        return urlencode(self.asked, doseq=True)

    @property
    def is_demo(self) -> bool:
        return "1" in self.found("demo")

    @cached_property
    def day(self) -> date | None:
        """The past day as of which the list is asked for; None for today."""
        found = self.found("as_of")
        day = day_of(found) if found else None
        return day if day != timezone.localdate() else None

    @property
    def today(self) -> date:
        """The day as of which the list is shown."""
        return self.day or timezone.localdate()

    @property
    def offered(self) -> dict[str, Order | Ranked]:
        """The orders by name, the usual one first: the best first where words are sought."""
        orders = self.orders | self.orders_then if self.day else self.orders
        words = next(iter(self.found("q")), "")
        if not words or self.index is None:
            return orders
        by_score = partial(self.index.scores, words)
        return {BEST: Ranked(BEST, next(iter(orders.values())), by_score, self.first, self._rank_once)} | orders

    def _rank_once(self, rank: Callable[[], Made]) -> Made:
        """Return what `rank` makes of this list, worked out once for an edition whatever page is shown."""
        return _ranked.get_or_make((type(self), self.query), rank)

    @property
    def order(self) -> Order | Ranked:
        asked = next(iter(self.found("order")), "")
        return self.offered.get(asked) or next(iter(self.offered.values()))

    def found(self, name: str) -> dict:
        """Return what the values of a parameter mean, by value; empty where none was given or one is wrong."""
        return self._meant.get(name) or {}

    @cached_property
    def _meant(self) -> dict[str, dict]:
        return self.form.cleaned_data if self.is_bound and self.form.errors is not None else {}

    def wrong(self) -> list[tuple[str, str]]:
        """Return the parameters and values that mean nothing."""
        return self._meaningless

    @cached_property
    def _meaningless(self) -> list[tuple[str, str]]:
        if not self.is_bound:
            return []
        data = self.form.errors.as_data()
        meaningless = [(name, error.params["value"]) for name, errors in data.items() for error in errors]
        return meaningless + [(name, value) for name in sorted(PROMISED) if name not in self.filters
                              for value in self.data.getlist(name) if value.strip()]  # fmt: skip


def by_order(orders: dict[str, Order]) -> ValuesFilter:
    """The parameter that sorts; it narrows nothing."""
    return ValuesFilter(find=closed(dict.fromkeys([BEST, *orders], "")))


def _meaningless(text: str) -> ValidationError:
    return ValidationError(_("“%(value)s”无效。"), code="meaningless", params={"value": text})
