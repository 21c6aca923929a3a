"""The addresses that are no resource: what there is, the description, and what nobody knows."""

from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from policies.exchange.api.problems import in_language_of
from policies.exchange.api.resource import VERSION, Door
from policies.exchange.api.resources import RESOURCES


@extend_schema(exclude=True)
class Index(Door):
    """What there is."""

    def list(self, request):
        root = f"{settings.SITE_URL}/api/v1/"
        told = {"version": VERSION, "documentation": f"{settings.SITE_URL}/api/", "schema": f"{root}schema/"}
        return Response(told | {"resources": {each.noun: f"{root}{each.noun}/" for each in RESOURCES}})


@extend_schema(exclude=True)
class Description(Door):
    """The description as OpenAPI."""

    def list(self, request):
        with in_language_of(request._request):
            return Response(description())


@extend_schema(exclude=True)
class Unknown(Door):
    """Anything else below the API: a forgotten slash is added, as pages do."""

    def list(self, request, path: str):
        wanted = request._request.path_info
        if path and not path.endswith("/") and _leads_somewhere(f"{wanted}/"):
            query = request._request.META["QUERY_STRING"]
            return redirect(f"{quote(wanted)}/{f'?{query}' if query else ''}", permanent=True)
        raise Http404


def description() -> dict:
    """Return the description of the API as OpenAPI, in the language at hand. Nobody may change it."""
    return _described(get_language())


@lru_cache
def _described(language: str | None) -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


def _leads_somewhere(path: str) -> bool:
    try:
        return resolve(path).func.cls is not Unknown
    except (Resolver404, AttributeError):
        return False
