"""How many actions each choice of the filter form would leave, the other filters as they are.

The tallies hold status, category and unit with each other. What nothing else narrows is counted along an index, or once
for each edition of the record. Anything else is counted among the first thousand that are found: exactly where there are
no more, and else as "at least".
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.functional import cached_property

from policies.models import Action, Category, Kind, Organisation, Reply, StrengthChoices, lateness
from policies.models.category import given_to
from policies.models.tree import below_each
from policies.queries.cache import EditionCache, cached_per_edition
from policies.queries.counting import COUNTED_EXACTLY, at_least, bounded_together, grouped, up_to_a_thousand
from policies.queries.filters import DUE, NO_CATEGORY, ActionFilter, PublicFilter, due_condition
from policies.queries.totals import all_actions, tallied_choices, without_category
from policies.search.keys import among

Choices = dict[str, object]
"""What each value of a parameter means: a row, or words."""

# Counted along an index where nothing else narrows.
INDEXED = ("due", "stale", "strength")
# Counted once for all among the first thousand of the whole list.
OF_ALL = ("place", "session")
# What is read of the first thousand for each parameter. Places and meetings are those of their letters.
COLUMNS = {
    "status": "status",
    "strength": "strength",
    "organisation": "lead",
    "place": "reply",
    "session": "reply",
}


_counted, _kinds = EditionCache(), EditionCache()


class Counted(NamedTuple):
    """The numbers beside the choices, and how many are found where no tally says it."""

    counts: dict[str, dict[str, str]]
    total: str

    def of(self, name: str, value: str) -> str:
        """Return the number; nothing where it is not known."""
        return self.counts.get(name, {}).get(value, "")


def counted_beside(found: ActionFilter, asked: dict[str, Choices]) -> Counted:
    """Count what each choice would leave: once for an edition, whatever page or order of the list is shown."""
    return Counted({}, "0") if found.wrong() else _counted.get_or_make(found.query, lambda: _count(found, asked))


def _count(found: ActionFilter, asked: dict[str, Choices]) -> Counted:
    facets = _Facets(found, asked)
    return Counted(facets.counts, facets.total)


class _Facets:
    def __init__(self, found: ActionFilter, asked: dict[str, Choices]):
        self.found, self.counts, self.total = found, {}, "0"
        self._exactly(asked)
        left = {name: choices for name in asked if (choices := self._unknown(name, asked[name]))}
        together = {name: choices for name, choices in left.items() if not found.found(name)}
        if together or found.counted() is None:
            self.total = self._among_the_first(together)
        for name in left.keys() - together.keys():
            self._among_the_first({name: left[name]}, name)
        if set(found.found("category")) == {NO_CATEGORY}:
            self.total = self._of_all_bare() or self.total

    def _unknown(self, name: str, choices: Choices) -> Choices:
        known = self.counts.get(name, {})
        return {value: meaning for value, meaning in choices.items() if value not in known}

    def _exactly(self, asked: dict[str, Choices]) -> None:
        """Count what the tallies hold, and along the indexes."""
        for name, choices in asked.items():
            if (held := tallied_choices(self.found, name, choices)) is not None:
                self.counts[name] = {value: grouped(n) for value, n in held.items()}
            elif name in INDEXED and not self.found.narrowing(but=name):
                counted = along_indexes(self.found.is_demo)
                self.counts[name] = {value: up_to_a_thousand(counted[name, value]) for value in choices}
            elif name in OF_ALL and not self.found.narrowing(but=name):
                self.counts[name] = _told_of_all(name, choices, self.found.is_demo)
        if NO_CATEGORY in asked.get("category", ()) and (bare := self._of_all_bare()):
            self.counts["category"] = self.counts.get("category", {}) | {NO_CATEGORY: bare}

    def _of_all_bare(self) -> str:
        """Say of how many without a category the figures of the whole speak, where nothing else narrows; or nothing."""
        if set(self.found.narrowing(but="category")) - {"as_of"}:
            return ""
        return without_category(demo=self.found.is_demo, day=self.found.day)

    def _among_the_first(self, asked: dict[str, Choices], *but: str) -> str:
        """Count the choices among the first that are found without some parameters, and say how many those are."""
        first = _First(self.found.day, asked, lambda arrange: self.found.first(COUNTED_EXACTLY + 1, arrange, *but))
        for name, choices in asked.items():
            counted = first.count(name, choices)
            told = {value: at_least(counted[value], first.is_all) for value in choices}
            self.counts[name] = told | self.counts.get(name, {})
        return up_to_a_thousand(len(first.rows))


class _First:
    """The first thousand actions of a list, and one more: of each only what the choices ask about.

    `day` is the past day as of which the list is, `take` returns its first rows in an arrangement.
    """

    def __init__(
        self, day: date | None, asked: dict[str, Choices], take: Callable[[Callable[[QuerySet], QuerySet]], list]
    ):
        self.actions = actions = Action.objects.public().at(day)
        columns = dict.fromkeys(_column(actions, name) for name in asked if name in COLUMNS)
        flags = {
            f"{name}_{value}": _condition(actions, name, value)
            for name in ("due", "stale")
            for value in asked.get(name, ())
        }
        known = {flag: Case(When(condition, then=Value(True)), default=Value(False))
                 for flag, condition in flags.items()}  # fmt: skip
        names = ["pk", *columns, *known]
        self.rows = take(lambda actions: actions.annotate(**known).order_by().values_list(*names))
        self.columns = dict(zip(names, zip(*self.rows, strict=True), strict=True)) if self.rows else {}
        self.is_all = len(self.rows) <= COUNTED_EXACTLY

    def count(self, name: str, choices: Choices) -> dict[str, int]:
        if name in ("due", "stale"):
            return {value: sum(self.columns.get(f"{name}_{value}", ())) for value in choices}
        if name == "category":
            return self._by_category(choices)
        held = Counter(self.columns.get(_column(self.actions, name), ()))
        if name == "organisation":
            return _with_below(Organisation, choices, held)
        if name in ("place", "session"):
            return self._by_letter(name, choices, held)
        return {value: held[value] for value in choices}

    def _by_letter(self, name: str, choices: Choices, held: Counter) -> dict[str, int]:
        """Count by the places of the letters, or by the meetings whose proposals they answer."""
        of_each = Counter()
        for letter, n in held.items():
            for key in self.letters[name][letter]:
                of_each[key] += n
        return {value: of_each[row.pk] for value, row in choices.items()}

    @cached_property
    def letters(self) -> dict[str, dict[int, set[int]]]:
        """The place and the meetings of each letter, by their keys, in one statement; joined, each would be fetched for each action."""
        places, sessions = defaultdict(set), defaultdict(set)
        found = Reply.objects.public().filter(pk__in=among(set(self.columns.get("reply", ())))).order_by()
        for pk, place, session in found.values_list("pk", "place", "proposals__session"):
            places[pk].add(place)
            sessions[pk].add(session)
        return {"place": places, "session": sessions}

    def _by_category(self, choices: Choices) -> dict[str, int]:
        # Asked of each row that is found, whether it has a category is answered from a list of all that have one.
        actions: dict[int, set[int]] = {}
        for action, category in given_to(self.columns.get("pk", ())):
            actions.setdefault(category, set()).add(action)
        bare = len(self.rows) - len(set().union(*actions.values()))
        rows = {value: row for value, row in choices.items() if value != NO_CATEGORY}
        if not rows:
            return {NO_CATEGORY: bare}
        below = _below(Category, tuple(row.pk for row in rows.values()))
        counted = {
            value: len(set().union(*(actions.get(pk, set()) for pk in below[row.pk]))) for value, row in rows.items()
        }
        return counted | {NO_CATEGORY: bare}


class Kinds(NamedTuple):
    counts: dict[str, str]
    total: str


def by_kind(found: PublicFilter) -> Kinds:
    """Say how many proposals of each kind there are among the first thousand that are found, whatever kind is asked for."""
    if found.wrong():
        return _among(found.qs)
    asked = urlencode({name: values for name, values in found.asked.items() if name != "kind"}, doseq=True)
    return _kinds.get_or_make(asked, lambda: _among(found.narrowed("kind")))


def _among(proposals: QuerySet) -> Kinds:
    kinds = list(proposals.order_by().values_list("kind", flat=True)[: COUNTED_EXACTLY + 1])
    counted, is_all = Counter(kinds), len(kinds) <= COUNTED_EXACTLY
    return Kinds({kind: at_least(counted[kind], is_all) for kind in Kind.values}, up_to_a_thousand(len(kinds)))


@cached_per_edition
def along_indexes(demo: bool) -> dict[tuple[str, str], int]:
    """Count all actions by deadline, by how long nothing was heard, and by strength, each up to a thousand and one."""
    actions = all_actions(demo=demo)
    asked = {"due": DUE, "stale": ["1"], "strength": StrengthChoices.values}
    ranges = {
        (name, value): actions.filter(_condition(actions, name, value)) for name in INDEXED for value in asked[name]
    }
    return dict(zip(ranges, bounded_together(ranges.values()), strict=True))


def _told_of_all(name: str, choices: Choices, demo: bool) -> dict[str, str]:
    counted, is_all = _counted_of_all(name, tuple(choices.items()), demo)
    return {value: at_least(counted[value], is_all) for value in choices}


@cached_per_edition
def _counted_of_all(name: str, choices: tuple[tuple[str, object], ...], demo: bool) -> tuple[dict[str, int], bool]:
    """Count the choices among the first of all actions, and say whether those are all."""
    first = _first_of_all(demo)
    return first.count(name, dict(choices)), first.is_all


@cached_per_edition
def _first_of_all(demo: bool) -> _First:
    """Read once for all that is counted so."""
    actions = all_actions(demo=demo)
    return _First(None, dict.fromkeys(OF_ALL, {}), lambda arrange: list(arrange(actions)[: COUNTED_EXACTLY + 1]))


def _condition(actions: QuerySet, name: str, value: str) -> Q:
    if name == "due":
        return due_condition(value, actions.today, actions.prefix)
    return lateness.stale(actions.today, actions.prefix) if name == "stale" else Q(**{name: value})


def _column(actions: QuerySet, name: str) -> str:
    return f"{actions.prefix}status" if name == "status" else COLUMNS[name]


@cached_per_edition
def _below(model, pks: tuple[int, ...]) -> dict[int, set[int]]:
    return below_each(model.objects.public(), pks)


def _with_below(model, choices: Choices, held: Counter) -> dict[str, int]:
    below = _below(model, tuple(row.pk for row in choices.values()))
    return {value: sum(held[pk] for pk in below[row.pk]) for value, row in choices.items()}
