"""The page about the API: its resources with parameters, fields and examples, made from the resources themselves."""

import json
from dataclasses import dataclass, field

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from policies.exchange.api import fields, parameters
from policies.exchange.api.examples import EXAMPLES
from policies.exchange.api.listing import MOST
from policies.exchange.api.resource import VERSION, Resource
from policies.exchange.api.resources import RESOURCES
from policies.exchange.api.schema import PROBLEMS, TombstoneShape, page_of

# The parts of the page before the resources; their places are permanent.
PARTS = (
    ("start", gettext_lazy("从哪里开始")),
    ("lists", gettext_lazy("清单和翻页")),
    ("changes", gettext_lazy("留一份副本，只取变动")),
    ("limits", gettext_lazy("没有变动、频率和出错")),
    ("resources", gettext_lazy("有些什么")),
)
TYPES = (
    (serializers.ListSerializer, gettext_lazy("列表")),
    (serializers.ListField, gettext_lazy("列表")),
    (serializers.ChoiceField, gettext_lazy("代码，含义如下")),
    ((serializers.DateTimeField,), gettext_lazy("时刻，2026-03-01T09:30:00+08:00")),
    ((serializers.DateField,), gettext_lazy("日期，2026-03-01")),
    ((fields.Flag, serializers.BooleanField), gettext_lazy("true 或 false")),
    ((fields.Number, serializers.IntegerField), gettext_lazy("数字")),
    (
        (fields.PageAddress, fields.Address, serializers.URLField, serializers.SerializerMethodField),
        gettext_lazy("网址"),
    ),
)
TEXT = gettext_lazy("文字")


@dataclass(frozen=True, slots=True)
class Told:
    """A field or a parameter: its name, what it means, what kind of value it holds, and what codes in it mean."""

    name: str
    meaning: str
    type: str = ""
    may_be_empty: bool = False
    codes: list[tuple[str, str]] = field(default_factory=list)
    inside: list["Told"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ToldResource:
    noun: str
    label: str
    told: str
    path: str
    path_of_one: str
    parameters: list[Told]
    fields: list[Told]
    more: list[Told]
    """Fields of a single one alone."""
    example: str


def api_page(request):
    context = {
        "description": _("给程序用的只读接口：地址、参数、字段、翻页、取变动、频率和出错，附例子。"),
        "parts": [(place, str(name)) for place, name in PARTS],
        "root": f"{settings.SITE_URL}/api/v1/",
        "version": VERSION,
        "per_minute": settings.API_PER_MINUTE,
        "most": MOST,
        "everywhere": [Told(each.name, str(each.description)) for each in parameters.of_pages(MOST)],
        "page": _fields(page_of(RESOURCES[0])),
        "tombstone": _fields(TombstoneShape),
        "problems": [(code, str(told)) for code, told in PROBLEMS.items()],
        "resources": [_resource(each) for each in RESOURCES],
    }
    return render(request, "api.html", context)


def _resource(resource: type[Resource]) -> ToldResource:
    path = f"/api/v1/{resource.noun}/"
    whole = resource.whole_shape or resource.shape
    usual = _fields(resource.shape)
    known = {each.name for each in usual}
    return ToldResource(
        noun=resource.noun,
        label=str(resource.label),
        told=str(resource.told_as),
        path=path,
        path_of_one=f"{path}{'SLUG' if resource.lookup_field == 'slug' else 'N'}/",
        parameters=[
            Told(each.name, each.meaning, codes=[] if each.name in parameters.ONLY_ONE else list(each.choices.items()))
            for each in parameters.of_filters(type(resource.find({})))
        ],
        fields=usual,
        more=[each for each in _fields(whole) if each.name not in known],
        example=json.dumps(EXAMPLES[resource.noun], ensure_ascii=False, indent=2),
    )


def _fields(shape: type[serializers.Serializer]) -> list[Told]:
    return [_told(name, each) for name, each in shape().fields.items()]


def _told(name: str, each: serializers.Field) -> Told:
    kind = next((told for classes, told in TYPES if isinstance(each, classes)), TEXT)
    choices = each.choices if isinstance(each, serializers.ChoiceField) else {}
    codes = [(code, str(meaning)) for code, meaning in choices.items() if code and str(meaning) != code]
    inside = isinstance(each, serializers.ListSerializer) and name not in ("results", "withdrawn")
    return Told(
        name=name,
        meaning=str(each.help_text or ""),
        type=str(kind),
        may_be_empty=bool(each.allow_null),
        codes=codes,
        inside=_fields(type(each.child)) if inside else [],
    )
