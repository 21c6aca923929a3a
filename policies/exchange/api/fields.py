"""Fields of what the API tells: words are masked, and addresses lead to the pages for people."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from policies.reader.phones import masked


@extend_schema_field(OpenApiTypes.STR)
class Words(serializers.ReadOnlyField):
    """Words of the record, in its own Chinese: personal phone numbers masked; empty where there are none."""

    def to_representation(self, value) -> str:
        return masked(str(value))


@extend_schema_field(OpenApiTypes.STR)
class Code(serializers.ReadOnlyField):
    """What is the same in every language: a code, a digest, a slug."""


@extend_schema_field(OpenApiTypes.INT)
class Number(serializers.ReadOnlyField):
    """A key or a number."""


@extend_schema_field(OpenApiTypes.BOOL)
class Flag(serializers.ReadOnlyField):
    """True or false."""


@extend_schema_field(OpenApiTypes.STR)
class Address(serializers.ReadOnlyField):
    """An address of somebody else's, as it stands on record: it may hold what no address should."""


class Day(serializers.DateField):
    """A day, 2026-03-01."""


class Moment(serializers.DateTimeField):
    """A moment in Shanghai, 2026-03-01T09:30:00+08:00."""


def day(told: str, **kwargs) -> Day:
    return Day(help_text=told, read_only=True, allow_null=True, **kwargs)


def moment(told: str, **kwargs) -> Moment:
    return Moment(help_text=told, read_only=True, allow_null=True, **kwargs)


@extend_schema_field(OpenApiTypes.URI)
class PageAddress(serializers.Field):
    """The address of the page on which people read it."""

    def __init__(self, path: Callable[[object], str], **kwargs):
        super().__init__(read_only=True, source="*", **kwargs)
        self.path = path

    def to_representation(self, row) -> str:
        return settings.SITE_URL + self.path(row)


def page(route: str, key: str = "pk") -> Callable[[object], str]:
    """Return what makes the path of a row's own page."""
    return lambda row: reverse(route, args=[getattr(row, key)])


def listed(route: str, name: str, key: str) -> Callable[[object], str]:
    """Return what makes the path of the list that is narrowed to a row, where it has no page of its own."""
    return lambda row: f"{reverse(route)}?{urlencode({name: getattr(row, key)})}"


def words(told: str, **kwargs) -> Words:
    return Words(help_text=told, **kwargs)


def code(told: str, **kwargs) -> Code:
    return Code(help_text=told, **kwargs)


def integer(told: str, **kwargs) -> Number:
    return Number(help_text=told, **kwargs)


def flag(told: str, **kwargs) -> Flag:
    return Flag(help_text=told, **kwargs)


def choice(told: str, choices, **kwargs) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=choices, help_text=told, read_only=True, **kwargs)


def numbers(told: str, **kwargs) -> serializers.ListField:
    """Keys of other rows."""
    return serializers.ListField(child=serializers.IntegerField(), help_text=told, read_only=True, **kwargs)


def strings(told: str, **kwargs) -> serializers.ListField:
    """Several words of the record."""
    return serializers.ListField(child=Words(), help_text=told, read_only=True, **kwargs)


def codes(told: str, **kwargs) -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField(), help_text=told, read_only=True, **kwargs)
