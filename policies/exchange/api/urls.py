"""The addresses of the API v1. They are permanent."""

from django.urls import path, re_path

from policies.exchange.api.doors import Description, Index, Unknown
from policies.exchange.api.resources import RESOURCES
from policies.queries import url_converters  # noqa: F401 - names the kinds of what stands in an address

urlpatterns = [
    path("", Index.as_view({"get": "list"}), name="api"),
    path("schema/", Description.as_view({"get": "list"}), name="api_schema"),
    *(path(f"{each.noun}/", each.as_view({"get": "list"}), name=f"api_{each.noun}") for each in RESOURCES),
    *(
        path(
            f"{each.noun}/<{each.lookup_value_converter}:{each.lookup_field}>/",
            each.as_view({"get": "retrieve"}),
            name=f"api_one_of_{each.noun}",
        )
        for each in RESOURCES
    ),
    # Whatever else is asked for, of more than one line too.
    re_path(r"^(?P<path>(?s:.*))\Z", Unknown.as_view({"get": "list"})),
]
