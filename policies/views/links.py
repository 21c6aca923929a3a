"""Query strings of a list with one thing changed. A changed filter begins at the first page again."""

from django.http import QueryDict


def with_value(params: QueryDict, name: str, value: str) -> str:
    """The query with `name` set to `value` alone."""
    changed = _copied(params)
    changed[name] = value
    return _query(changed)


def without_value(params: QueryDict, name: str, value: str) -> str:
    """The query without one value of `name`."""
    changed = _copied(params)
    changed.setlist(name, [text for text in changed.getlist(name) if text.strip() != value])
    return _query(changed)


def at_cursor(params: QueryDict, cursor: str) -> str:
    """The same list at another page; the first one without a cursor."""
    changed = _copied(params)
    if cursor:
        changed["cursor"] = cursor
    return _query(changed)


def _copied(params: QueryDict) -> QueryDict:
    changed = params.copy()
    changed.pop("cursor", None)
    return changed


def _query(params: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        kept.setlist(name, [value for value in values if value])
    return f"?{kept.urlencode()}"
