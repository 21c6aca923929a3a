"""What the API answers where it has nothing to tell: problem details (RFC 9457) with a sentence in the reader's language."""

from datetime import datetime
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers, status

CONTENT_TYPE = "application/problem+json"
MEANINGLESS = _("“%(name)s”里的“%(value)s”无效：没有这一项，或者写法不对。")

SENTENCES: dict[int, str | Promise] = {
    400: _("请求格式有误。"),
    404: _("没有这个地址，或者这里的内容不公开。"),
    405: _("数据接口只读：用 GET、HEAD 或 OPTIONS。"),
    406: _("数据接口只有 JSON：请求头 Accept 要接受 application/json。"),
    429: _("您所在的地址请求得太频繁；请过 %(seconds)d 秒再来。"),
}


class ProblemShape(serializers.Serializer):
    type = serializers.CharField(help_text=_("总是 about:blank：含义就是状态码的含义"))
    title = serializers.CharField(help_text=_("状态码的英文名称"))
    status = serializers.IntegerField(help_text=_("状态码"))
    detail = serializers.CharField(help_text=_("哪里不对，用请求头 Accept-Language 要的语言"))
    errors = serializers.ListField(
        child=serializers.CharField(), required=False, help_text=_("参数不止一处不对时，每处一句")
    )
    withdrawn_at = serializers.DateTimeField(required=False, allow_null=True, help_text=_("何时起不再公开（只在 410）"))


class Meaningless(exceptions.APIException):
    """Parameters that mean nothing; each pair holds a sentence and what it is told with."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, told: list[tuple[str | Promise, dict[str, str]]]):
        super().__init__()
        self.told = told


class Gone(exceptions.APIException):
    """It was public, and is no more."""

    status_code = status.HTTP_410_GONE

    def __init__(self, sentence: str | Promise, withdrawn_at: datetime | None):
        super().__init__()
        self.sentence, self.withdrawn_at = sentence, withdrawn_at


def answered(request: HttpRequest, code: int, detail: str = "", **more) -> JsonResponse:
    """Return the answer of a status; without `detail` with the sentence that the status has."""
    with in_language_of(request):
        told = {
            "type": "about:blank",
            "title": HTTPStatus(code).phrase,
            "status": code,
            "detail": str(detail or SENTENCES.get(code, HTTPStatus(code).phrase)),
        }
        response = JsonResponse(
            told | more, status=code, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False}
        )
    response["Content-Language"] = _language_of(request)
    response["Cache-Control"] = "no-store"
    return response


def problem(error: Exception, context: dict) -> JsonResponse | None:
    """Answer an exception of a view; None for what is a fault of ours. The framework's EXCEPTION_HANDLER."""
    request = context["request"]._request
    if isinstance(error, Meaningless):
        with in_language_of(request):
            sentences = [str(sentence) % values for sentence, values in error.told]
        return answered(request, 400, " ".join(sentences), **({"errors": sentences} if len(sentences) > 1 else {}))
    if isinstance(error, Gone):
        at = localtime(error.withdrawn_at).isoformat() if error.withdrawn_at else None
        return answered(request, 410, error.sentence, withdrawn_at=at)
    if isinstance(error, exceptions.Throttled):
        return _throttled(request, error)
    if isinstance(error, Http404):
        return answered(request, 404)
    if isinstance(error, PermissionDenied):
        return answered(request, 403)
    if isinstance(error, exceptions.APIException):
        return answered(request, error.status_code)
    return None


def _throttled(request: HttpRequest, error: exceptions.Throttled) -> JsonResponse:
    seconds = max(int(error.wait or 1), 1)
    with in_language_of(request):
        sentence = str(SENTENCES[429]) % {"seconds": seconds}
    response = answered(request, 429, sentence)
    response["Retry-After"] = str(seconds)
    return response


def in_language_of(request: HttpRequest):
    """Speak as Accept-Language asks, for as long as a with statement lasts: the addresses of the API name no language."""
    return translation.override(_language_of(request))


def _language_of(request: HttpRequest) -> str:
    return translation.get_language_from_request(request)
