"""Tables of the registers: places, meetings, categories, units, and what an outcome's letter means in a place."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from policies.exchange.dump import scope
from policies.exchange.dump.columns import Table, code, day, flag, number, numbered, points, text
from policies.models import (
    BodyChoices,
    Category,
    Level,
    Mark,
    Organisation,
    OrganisationName,
    Outcome,
    OutcomeClass,
    Place,
    Reply,
    Session,
)


def _outcomes():
    """What the letters mean that stand on a public reply of the place."""
    borne = Reply.objects.public().filter(place=OuterRef("place"), outcome_mark=OuterRef("mark"))
    return OutcomeClass.objects.filter(Exists(borne))


REGISTERS = (
    Table(
        "places",
        _("行政区"),
        Place,
        scope.places,
        (
            numbered(),
            text("name", _("全称"), always=True),
            text("level", _("级别"), codes=dict(Level.choices), always=True),
            points("places", _("上级行政区，公开的才写"), "parent_id", if_public=Place),
            flag("names_proposers", _("公开提案和建议的提出者")),
            flag("is_demo", _("演示数据（虚构）")),
        ),
    ),
    Table(
        "outcome_classes",
        _("办理结果的字母在各地的含义"),
        OutcomeClass,
        _outcomes,
        (
            numbered(),
            points("places", _("行政区"), "place_id", always=True),
            text("mark", _("字母"), codes={mark: mark for mark in Mark.values}, always=True),
            text("meaning", _("当地的含义"), always=True),
            text("state", _("归入"), codes=dict(Outcome.choices), always=True),
        ),
    ),
    Table(
        "sessions",
        _("会议"),
        Session,
        Session.objects.public,
        (
            numbered(),
            points("places", _("行政区"), "place_id", always=True),
            text("body", _("政协或人大"), codes=dict(BodyChoices.choices), always=True),
            number("term", _("届"), always=True),
            number("number", _("次"), always=True),
            number("year", _("年份")),
        ),
    ),
    Table(
        "categories",
        _("类别"),
        Category,
        scope.categories,
        (
            numbered(),
            text("name", _("名称"), always=True),
            code("slug", _("网址名；没有网页的为空"), only="is_known"),
            points("categories", _("上级类别，公开的才写"), "parent_id", if_public=Category),
        ),
    ),
    Table(
        "organisations",
        _("单位"),
        Organisation,
        scope.organisations,
        (
            numbered(),
            points("places", _("行政区"), "place_id", always=True),
            text("name", _("现在的名称"), always=True),
            code("slug", _("网址名；没有网页的为空"), only="is_known"),
            points("organisations", _("上级单位，公开的才写"), "parent_id", if_public=Organisation, only="is_known"),
            day("ended_on", _("撤销或并入的日期")),
        ),
    ),
    Table(
        "organisation_names",
        _("单位的曾用名和简称"),
        OrganisationName,
        lambda: scope.hanging(OrganisationName, organisation=Organisation.objects.public()),
        (
            numbered(),
            points("organisations", _("单位"), "organisation_id", always=True),
            text("name", _("名称"), always=True),
            day("since", _("启用日期")),
            day("until", _("停用日期")),
        ),
    ),
    Table(
        "successions",
        _("单位的职责由哪些单位接续"),
        Organisation.succeeded_by.through,
        lambda: scope.hanging(
            Organisation.succeeded_by.through,
            from_organisation=scope.organisations(),
            to_organisation=scope.organisations(),
        ),
        (
            points("organisations", _("原来的单位"), "from_organisation_id", always=True),
            points("organisations", _("接续的单位"), "to_organisation_id", always=True),
        ),
        ("from_organisation_id", "to_organisation_id"),
    ),
)
