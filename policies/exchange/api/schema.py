"""How the resources are described as OpenAPI: operations, parameters and answers, worked out from what they are."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from policies.exchange.api import parameters
from policies.exchange.api.examples import EXAMPLES, SLUGS
from policies.exchange.api.listing import MOST
from policies.exchange.api.problems import CONTENT_TYPE, ProblemShape

PROBLEMS = {
    400: _("参数或它的值没有意义；一句话说明是哪一个"),
    404: _("没有这一件，或者它不公开"),
    406: _("请求头 Accept 不接受 JSON"),
    410: _("曾经公开，现已撤回或移除"),
    429: _("请求太频繁；响应头 Retry-After 写明过几秒再来"),
}
HEADERS = {
    "RateLimit-Policy": _("每个地址在多少秒（w）内最多请求多少次（q）"),
    "RateLimit": _("还剩多少次（r），过多少秒（t）恢复"),
}
ETAG = _("这份回答的标记：下次放进 If-None-Match，没有变就只回 304")


class Described(AutoSchema):
    def get_operation_id(self):
        return f"{self.view.noun}_{self.view.action}"

    def get_tags(self):
        return [self.view.noun]

    def get_summary(self):
        what = {"what": self.view.label}
        return (_("%(what)s：清单") if self.view.action == "list" else _("%(what)s：一件")) % what

    def get_description(self):
        return str(self.view.told_as)

    def get_serializer_name(self, serializer, direction):
        return type(serializer).__name__.removesuffix("Shape")

    def _is_list_view(self, serializer=None):
        return False  # the shape of a page holds the list

    def get_override_parameters(self):
        headers = [
            *(_header(name, told, [200, 304, *PROBLEMS]) for name, told in HEADERS.items()),
            _header("ETag", ETAG, [200, 304]),
            _header("Retry-After", PROBLEMS[429], [429]),
            OpenApiParameter(
                "If-None-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, description=_("上次回答的 ETag")
            ),
        ]
        if self.view.action == "list":
            kind = type(self.view).find({}).__class__
            filters = (each.described for each in parameters.of_filters(kind))
            return [*filters, *parameters.of_pages(MOST), *headers]
        return [_key(self.view), *headers]

    def get_response_serializers(self):
        is_list = self.view.action == "list"
        shape = page_of(self.view) if is_list else self.view.whole_shape or self.view.shape
        problems = (400, 406, 429) if is_list else (404, 406, 410, 429)
        return {
            200: OpenApiResponse(shape, _("找到的"), [_example(self.view, is_list)]),
            304: OpenApiResponse(description=_("和 If-None-Match 说的一样，没有变")),
            **{(code, CONTENT_TYPE): OpenApiResponse(ProblemShape, PROBLEMS[code]) for code in problems},
        }


class TombstoneShape(serializers.Serializer):
    id = serializers.IntegerField(help_text=_("编号"))
    url = serializers.URLField(allow_null=True, help_text=_("原来的网页；网址里没有编号的为空"))
    withdrawn_at = serializers.DateTimeField(
        allow_null=True, help_text=_("何时起不再公开；还公开、只是不在所问的清单里时为空")
    )


def page_of(view) -> type[serializers.Serializer]:
    """Return the shape of a page of a resource's rows."""
    fields = {
        "next": serializers.URLField(allow_null=True, help_text=_("下一页的完整地址；没有时为空")),
        "previous": serializers.URLField(allow_null=True, help_text=_("上一页的完整地址；没有时为空")),
        "total": serializers.IntegerField(
            allow_null=True, help_text=_("一共多少条；total_is_exact 为 false 时至少这么多；问变动时为空")
        ),
        "total_is_exact": serializers.BooleanField(help_text=_("total 是否就是总数：不常见的筛选只数到一千")),
        "updated_until": serializers.DateTimeField(
            allow_null=True, help_text=_("到这一刻为止的变动都在里面：下次从它问起，什么也不会漏")
        ),
        "results": view.shape(many=True, help_text=_("这一页的")),
    }
    fields["withdrawn"] = TombstoneShape(
        many=True, help_text=_("问变动时，不在（或不再在）所问的清单里的；其他时候是空的")
    )
    name = view.shape.__name__.removesuffix("Shape")
    return type(f"{name}PageShape", (serializers.Serializer,), fields)


def tidied(result: dict, **_kwargs) -> dict:
    """Leave out what is said to those who read the code, and the generator's own marks: one of its hooks."""
    for component in result["components"]["schemas"].values():
        component.pop("description", None)
        for told in component.get("properties", {}).values():
            told.pop("x-spec-enum-id", None)
    return result


def _header(name: str, told, codes: list[int]) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=told, response=codes)


def _key(view) -> OpenApiParameter:
    if view.lookup_field == "slug":
        told = {"type": "string", "minLength": 1}
        return OpenApiParameter("slug", told, OpenApiParameter.PATH, description=_("网址名"))
    told = {"type": "integer", "minimum": 0, "maximum": parameters.LARGEST}
    return OpenApiParameter("id", told, OpenApiParameter.PATH, description=_("编号"))


def _example(view, is_list: bool) -> OpenApiExample:
    row = EXAMPLES[view.noun]
    whole = {"next": None, "previous": None, "total": 1, "total_is_exact": True}
    whole |= {"updated_until": "2026-03-03T09:00:00+08:00", "results": [row], "withdrawn": []}
    return OpenApiExample(SLUGS[view.noun], whole if is_list else row | view.whole_example)
