"""Query strings of a list with one thing changed. A changed filter begins at the first page again."""

from urllib.parse import urlencode

from django.http import QueryDict


def with_value(params: QueryDict, name: str, value: str) -> str:
    """The query with `name` set to `value` alone."""
    changed = without_cursor(params)
    changed[name] = value
    return query_of(changed)


def without_value(params: QueryDict, name: str, value: str) -> str:
    """The query without one value of `name`."""
    changed = without_cursor(params)
    changed.setlist(name, [text for text in changed.getlist(name) if text.strip() != value])
    return query_of(changed)


def at_cursor(first: str, cursor: str) -> str:
    """The query of another page of the list whose first page has the query `first`; nothing without a cursor."""
    return cursor and f"{first}{'&' if first != '?' else ''}{urlencode({'cursor': cursor})}"


def without_cursor(params: QueryDict) -> QueryDict:
    """The same parameters but for the page."""
    changed = params.copy()
    changed.pop("cursor", None)
    return changed


def query_of(params: QueryDict) -> str:
    """The query that says these parameters; one without a value says nothing."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        kept.setlist(name, [value for value in values if value])
    return f"?{kept.urlencode()}"
