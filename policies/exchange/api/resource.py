"""What all resources share: lists by cursor, single rows, 304 for what the reader has, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import ViewSet

from policies.exchange.api.harvest import Source
from policies.exchange.api.listing import Asked, answer
from policies.exchange.api.schema import Described
from policies.exchange.api.throttle import PerAddress
from policies.queries.etags import tag_of, unless_held
from policies.queries.filters import PublicFilter

VERSION = "1.1.0"
"""Of the API. The last number counts mends, the middle one what is added; what would break readers goes to /api/v2/."""
FOR_ANYBODY = {
    "X-Robots-Tag": "noindex",  # what people look for are the pages
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def among_public(model, pks: Iterable[int | None]) -> set[int]:
    """Return which of these keys anybody may see."""
    wanted = {pk for pk in pks if pk}
    return set(model.objects.public().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


class Door(ViewSet):
    """Whatever the API answers."""

    throttle_classes = [PerAddress]
    schema = Described()

    def get_throttles(self):
        self.throttles = super().get_throttles() if settings.API_PER_MINUTE else []
        return self.throttles

    def options(self, request, *args, **kwargs):
        """Let scripts of other sites ask."""
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in FOR_ANYBODY.items():
            response[name] = value
        for throttle in getattr(self, "throttles", ()):
            for name, value in throttle.headers.items():
                response[name] = value
        patch_vary_headers(response, ("Accept", "Accept-Language"))
        return response


class Resource(Door):
    """One kind of thing. Subclasses say how it is found, fetched and told."""

    noun = ""
    """As in the address."""
    label: str | Promise = ""
    told_as: str | Promise = ""
    """What it is, and what of it is public."""
    find: Callable[[Any], PublicFilter]
    shape: type[Serializer]
    whole_shape: type[Serializer] | None = None
    """Of a single one, where it tells more."""
    whole_example: dict = {}
    page = ""
    """The name of its rows' own pages, where they bear the number in their address."""
    lookup_field = "pk"
    lookup_value_converter = "int"

    def list(self, request) -> HttpResponse:
        return self._unless_known(lambda: answer(self, Asked.of(request, type(self).find)))

    def retrieve(self, request, **key) -> HttpResponse:
        return self._unless_known(lambda: self._one(key[self.lookup_field]))

    def rows(self, found: QuerySet) -> QuerySet:
        """Fetch with the rows whatever is told of them, in a fixed number of queries."""
        return found

    def told(self, rows: Iterable, *, whole: bool = False) -> list[dict]:
        """Return what is told of rows that `rows` fetched."""
        rows = list(rows)
        self.prepare(rows)
        shape = self.whole_shape if whole and self.whole_shape else self.shape
        return list(shape(rows, many=True).data)

    def prepare(self, rows: list) -> None:
        """Give the rows what needs a look at all of them together."""

    def public(self) -> QuerySet:
        """Return all that anybody may see, in any list or in none."""
        return type(self).find({}).queryset

    def changes(self) -> Source:
        """Return where it stands when its rows last changed."""
        return Source(self.noun)

    def page_of(self, key: int) -> str:
        """Return the path of the page of a row that is not told; empty where its number does not say it."""
        return reverse(self.page, args=[key]) if self.page else ""

    def gone(self, key) -> Exception:
        """Return what to answer where nothing public has this key."""
        return Http404()

    def _one(self, key) -> dict:
        row = self.rows(self.public()).filter(**{self.lookup_field: key}).first()
        told = self.told([row], whole=True) if row is not None else []
        if not told:  # or withdrawn a moment ago
            raise self.gone(key)
        return told[0]

    def _unless_known(self, make: Callable[[], dict]) -> HttpResponse:
        """Answer 304 where the reader holds what stands: nothing else of the record is asked then."""
        request = self.request._request
        return unless_held(request, tag_of(request, VERSION), lambda: Response(make()))
