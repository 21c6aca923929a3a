"""Names that last: of a thing, by its number and the name of the site's host alone (RFC 4151), and its addresses.

The host's part of the address is no part of a name's meaning: with https, or behind another port, it is the same name.
"""

from urllib.parse import quote, urlsplit

from django.conf import settings

SINCE = "2026"
"""A year in which the host belonged to the site, as RFC 4151 wants one. It never changes, or every name would."""


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def tag(kind: str, key) -> str:
    """tag:tracker.example.cn,2026:action/12"""
    return f"tag:{host()},{SINCE}:{kind}/{key}"


def scheme(kind: str) -> str:
    """What the words of a category are drawn from: all statuses have one."""
    return f"tag:{host()},{SINCE}:{kind}"


def feed_tag(path: str, query: str) -> str:
    return f"tag:{host()},{SINCE}:{quote(path)}{query}"


def whole(path: str) -> str:
    return settings.SITE_URL + path


def english(path: str) -> str:
    return f"{settings.SITE_URL}/en{path}"
