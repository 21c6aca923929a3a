"""The choices of the filter form on /actions/."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.models import Place, Session, StrengthChoices
from policies.public.markup.statuses import status_label
from policies.public.markup.words import zh
from policies.queries.cache import cached_per_edition
from policies.queries.facets import Counted
from policies.queries.filters import DUE, NO_CATEGORY, ActionFilter
from policies.queries.totals import BAR_ORDER, largest_categories, largest_units

OFFERED = 20
LABELS = {
    "status": gettext_lazy("状态"),
    "due": gettext_lazy("期限"),
    "category": gettext_lazy("类别"),
    "organisation": gettext_lazy("主责单位"),
    "place": gettext_lazy("行政区"),
    "session": gettext_lazy("会议"),
    "strength": gettext_lazy("力度"),
}
# Of which several may be chosen; shown only where there is a choice; closed until something is chosen.
MANY = ("status", "category", "organisation")
SELDOM = ("place", "session")
CLOSED = ("place", "session", "strength")
STALE = {"1": gettext_lazy("久未更新")}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    shown: str
    is_chosen: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    options: list[Option]
    kind: str
    """Of the boxes: several may be ticked, or one."""
    is_open: bool = True


def choices_of(found: ActionFilter) -> dict[str, dict]:
    """Return what may be chosen, parameter by parameter: what each value means."""
    chosen, rows = {name: found.found(name) for name in found.filters}, _rows(found.is_demo)
    offered = {
        "status": {status.value: status.label for status in BAR_ORDER},
        "due": DUE,
        "category": rows["category"] | chosen["category"] | {NO_CATEGORY: _("没有类别")},
        "organisation": rows["organisation"] | chosen["organisation"],
        "place": rows["place"] | chosen["place"],
        "session": rows["session"] | chosen["session"],
        "strength": dict(StrengthChoices.choices),
        "stale": STALE,
    }
    return {name: rows for name, rows in offered.items() if name not in SELDOM or len(rows) > 1 or chosen[name]}


def fields_of(found: ActionFilter, choices: dict[str, dict], facets: Counted) -> list[Field]:
    """Return the fields of the form, with the number of actions that each choice would leave."""
    fields, offered = [], _shown_of_all(found.is_demo)
    for name, rows in choices.items():
        chosen, words = found.found(name), offered.get(name, {})
        options = [
            Option(value, words.get(value) or _shown(name, value, row), value in chosen, facets.of(name, value))
            for value, row in rows.items()
        ]
        if name not in MANY:
            options.insert(0, Option("", _("不限"), not chosen))
        kind = "checkbox" if name in MANY else "radio"
        if name != "stale":  # a box of its own
            fields.append(Field(name, LABELS[name], options, kind, bool(chosen) or name not in CLOSED))
    return fields


def _shown(name: str, value: str, row) -> str:
    return status_label(value) if name == "status" else zh(getattr(row, "name", row))


@cached_per_edition
def _shown_of_all(demo: bool) -> dict[str, dict]:
    """Return what stands beside each box that is offered whatever is chosen, marked up."""
    return {
        name: {value: _shown(name, value, row) for value, row in rows.items()} for name, rows in _rows(demo).items()
    }


@cached_per_edition
def _rows(demo: bool) -> dict[str, dict]:
    """Return what is offered by name whatever is chosen: the largest categories and units, places, the newest meetings."""
    newest = Session.objects.public().filter(place__is_demo=demo).select_related("place")
    return {
        "category": {bar.of.slug: bar.of for bar in largest_categories(demo=demo, limit=OFFERED)},
        "organisation": {unit.slug: unit for unit in largest_units(demo=demo, limit=OFFERED)},
        "place": {row.name: row for row in Place.objects.public().filter(is_demo=demo)[:OFFERED]},
        "session": {str(row.pk): row for row in newest.order_by("-year", "-term", "-number", "pk")[:OFFERED]},
    }
