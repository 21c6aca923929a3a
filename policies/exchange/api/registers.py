"""What the API tells of places, meetings, units and categories, and how each is found and fetched."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from policies.exchange.api.fields import PageAddress, choice, code, codes, day, flag, integer, listed, page, words
from policies.exchange.api.resource import Resource, among_public
from policies.models import BodyChoices, Category, Level, Mark, Organisation, Outcome, Place, Session
from policies.queries import filters

OWN_PAGE = _("给人看的网页")


class OutcomeClassShape(serializers.Serializer):
    mark = choice(_("字母"), Mark.choices)
    meaning = words(_("当地的含义"))
    state = choice(_("归入哪一种结果，各地可比"), Outcome.choices)


class PlaceShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    url = PageAddress(listed("action_list", "place", "name"), help_text=_("这个地方的举措清单"))
    name = words(_("全称"))
    level = choice(_("级别"), Level.choices)
    parent = integer(_("上级行政区的编号；上级没有公开的答复时为空"), source="shown_parent", allow_null=True)
    is_demo = flag(_("是否为演示数据"))
    outcome_classes = OutcomeClassShape(many=True, read_only=True, help_text=_("办理结果 A、B、C、D 在当地的含义"))


class SessionShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    url = PageAddress(listed("action_list", "session", "pk"), help_text=_("这次会议的提案、建议所引出的举措清单"))
    name = words(_("名称"), source="*")
    place = words(_("行政区的全称"), source="place.name")
    body = choice(_("政协或人大"), BodyChoices.choices)
    term = integer(_("届"))
    number = integer(_("次"))
    year = integer(_("年份；不知道时为空"), allow_null=True)
    is_demo = flag(_("是否为演示数据"), source="place.is_demo")


class FormerNameShape(serializers.Serializer):
    name = words(_("名称"))
    since = day(_("启用日期"))
    until = day(_("停用日期"))


class OrganisationShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    slug = code(_("网址名，不变；筛选时用它"))
    url = PageAddress(page("organisation", "slug"), help_text=OWN_PAGE)
    name = words(_("现在的名称"))
    names = FormerNameShape(many=True, read_only=True, source="former_names", help_text=_("曾用名和简称"))
    place = words(_("行政区的全称"), source="place.name")
    parent = code(_("上级单位的网址名；没有或不公开时为空"), source="shown_parent", allow_null=True)
    succeeded_by = codes(_("职责由哪些单位接续：网址名"), source="shown_successors")
    ended_on = day(_("撤销或并入的日期"))
    is_demo = flag(_("是否为演示数据"), source="place.is_demo")


class CategoryShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    slug = code(_("网址名，不变；筛选时用它"))
    url = PageAddress(page("category", "slug"), help_text=OWN_PAGE)
    name = words(_("名称"))
    parent = code(_("上级类别的网址名；没有或不公开时为空"), source="shown_parent", allow_null=True)


class Places(Resource):
    noun, shape = "places", PlaceShape
    label, told_as = Place._meta.verbose_name, _("行政区：有公开答复的地方。")
    find = filters.find_places

    def rows(self, found):
        return found.prefetch_related("outcome_classes")

    def prepare(self, rows):
        shown = among_public(Place, (row.parent_id for row in rows))
        for row in rows:
            row.shown_parent = row.parent_id if row.parent_id in shown else None


class Sessions(Resource):
    noun, shape = "sessions", SessionShape
    label, told_as = Session._meta.verbose_name, _("会议：提案、建议在会上提出，并有公开的答复。")
    find = filters.find_sessions

    def rows(self, found):
        return found.select_related("place")


class Organisations(Resource):
    noun, shape = "organisations", OrganisationShape
    label, told_as = (
        Organisation._meta.verbose_name,
        _("单位：主责公开的举措，或落款于公开的答复，或接续了这样的单位。"),
    )
    find = filters.find_organisations
    lookup_field, lookup_value_converter = "slug", "name"

    def rows(self, found):
        successors = Prefetch("succeeded_by", Organisation.objects.public(), "public_successors")
        return found.select_related("place", "parent").prefetch_related("names", successors)

    def prepare(self, rows):
        _with_parents(rows, Organisation)
        for row in rows:
            row.shown_successors = [unit.slug for unit in row.public_successors]


class Categories(Resource):
    noun, shape = "categories", CategoryShape
    label, told_as = Category._meta.verbose_name, _("类别：一棵树，顶上是官方的类；有公开举措或答复的才列出。")
    find = filters.find_categories
    lookup_field, lookup_value_converter = "slug", "name"

    def rows(self, found):
        return found.select_related("parent")

    def prepare(self, rows):
        _with_parents(rows, Category)


def _with_parents(rows: list, model) -> None:
    shown = among_public(model, (row.parent_id for row in rows))
    for row in rows:
        row.shown_parent = row.parent.slug if row.parent_id in shown else None
