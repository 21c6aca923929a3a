"""The choices of the filter form on /actions/."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.filters import DUE, NO_CATEGORY, ActionFilter
from policies.models import Organisation, Place, Session, StrengthChoices
from policies.summaries import BAR_ORDER, StatusBar, grouped, largest_categories

OFFERED = 20


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    options: list[Option]
    takes_many: bool
    is_open: bool = True


def fields_of(found: ActionFilter, bar: StatusBar | None) -> list[Field]:
    """Return the fields of the form, with the number of actions beside each status where the tallies hold it."""
    chosen = {name: found.found(name) for name in found.filters}
    statuses = [
        Option(
            status.value,
            status.label,
            status.value in chosen["status"],
            grouped(bar.counts.get(status, 0)) if bar else "",
        )
        for status in BAR_ORDER
    ]
    return [
        Field("status", _("状态"), statuses, takes_many=True),
        Field("due", _("期限"), _closed(DUE.items(), chosen["due"]), takes_many=False),
        Field("category", _("类别"), _categories(chosen["category"], found.is_demo), takes_many=True),
        Field("organisation", _("主责单位"), _units(chosen["organisation"], found.is_demo), takes_many=True),
        *_places(chosen["place"], found.is_demo),
        *_sessions(chosen["session"], found.is_demo),
        Field(
            "strength",
            _("力度"),
            _closed(StrengthChoices.choices, chosen["strength"]),
            takes_many=False,
            is_open=bool(chosen["strength"]),
        ),
    ]


def _closed(choices, chosen) -> list[Option]:
    return [
        Option("", _("不限"), not chosen),
        *(Option(value, label, value in chosen) for value, label in choices),
    ]


def _categories(chosen, demo: bool) -> list[Option]:
    rows = {bar.of.slug: bar.of for bar in largest_categories(demo=demo, limit=OFFERED)}
    rows |= {slug: row for slug, row in chosen.items() if slug != NO_CATEGORY}
    options = [Option(slug, row.name, slug in chosen) for slug, row in rows.items()]
    return [*options, Option(NO_CATEGORY, _("没有类别"), NO_CATEGORY in chosen)]


def _units(chosen, demo: bool) -> list[Option]:
    most = Organisation.objects.public().of_demo(demo).with_actions_counted().order_by("-actions_counted", "pk")
    rows = {row.slug: row for row in most.filter(actions_counted__gt=0)[:OFFERED]} | chosen
    return [Option(slug, row.name, slug in chosen) for slug, row in rows.items()]


def _sessions(chosen, demo: bool) -> list[Field]:
    newest = Session.objects.public().filter(place__is_demo=demo).select_related("place")
    rows = {str(row.pk): row for row in newest.order_by("-year", "-term", "-number", "pk")[:OFFERED]} | chosen
    if len(rows) < 2 and not chosen:
        return []
    options = _closed(rows.items(), chosen)
    return [Field("session", _("会议"), options, takes_many=False, is_open=bool(chosen))]


def _places(chosen, demo: bool) -> list[Field]:
    rows = {row.name: row for row in Place.objects.public().filter(is_demo=demo)[:OFFERED]} | chosen
    if len(rows) < 2 and not chosen:
        return []
    options = _closed([(name, name) for name in rows], chosen)
    return [Field("place", _("行政区"), options, takes_many=False, is_open=bool(chosen))]
