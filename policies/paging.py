"""Paging by cursor: the next page begins behind the last item of this one, however far down the list it is."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

PAGE_SIZE = 25
LARGEST_ID = 2**63 - 1


class BadCursor(ValueError):
    """A cursor that this list did not give out."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a list: a key, then the number of the row, so that no two rows are equal."""

    name: str
    key: Any
    """An expression that is never null; it and the row's number must match an index."""
    parse: Callable[[str], Any]
    """From the cursor's text back to a key. Raises ValueError for what is none."""
    key_descending: bool = False
    id_descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    items: list
    next: str
    """The cursor of the page behind; empty where there is none."""
    previous: str


def paginate(queryset: QuerySet, order: Order, cursor: str = "", size: int = PAGE_SIZE) -> Page:
    """Return the page of `queryset` at which `cursor` points; the first one without a cursor. Raises BadCursor."""
    rows = queryset.annotate(paging_key=order.key)
    if not cursor:
        found = list(_sorted(rows, order, backward=False)[: size + 1])
        return Page(found[:size], _cursor(order, "after", found[size - 1]) if len(found) > size else "", "")
    side, key, pk = _read(cursor, order)
    backward = side == "before"
    found = list(_sorted(rows.filter(_behind(order, key, pk, backward)), order, backward)[: size + 1])
    items, more = found[:size], len(found) > size
    if backward:
        items.reverse()
    if not items:
        return Page([], "", "")
    return Page(
        items,
        _cursor(order, "after", items[-1]) if more or backward else "",
        _cursor(order, "before", items[0]) if more or not backward else "",
    )


def as_date(text: str) -> date:
    return date.fromisoformat(text)


def as_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def as_number(text: str) -> int:
    number = int(text)
    if not 0 <= number <= LARGEST_ID:
        raise ValueError(text)
    return number


def as_text(text: str) -> str:
    text.encode()  # half of a surrogate pair is no text, and says so by a ValueError
    if "\0" in text:
        raise ValueError(text)
    return text


def _sorted(rows: QuerySet, order: Order, backward: bool) -> QuerySet:
    def way(expression, descending):
        return expression.desc() if descending != backward else expression.asc()

    return rows.order_by(way(F("paging_key"), order.key_descending), way(F("pk"), order.id_descending))


def _behind(order: Order, key, pk: int, backward: bool) -> Q:
    key_sign = "lt" if order.key_descending != backward else "gt"
    id_sign = "lt" if order.id_descending != backward else "gt"
    tied = Q(**{f"pk__{id_sign}": pk})
    # The first condition alone is a range of the index; the second only cuts off the rows of the same key.
    return Q(**{f"paging_key__{key_sign}e": key}) & (Q(**{f"paging_key__{key_sign}": key}) | tied)


def _cursor(order: Order, side: str, item) -> str:
    key = item.paging_key
    text = key.isoformat() if isinstance(key, date) else str(key)
    packed = json.dumps([order.name, side, text, item.pk], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(cursor: str, order: Order) -> tuple[str, Any, int]:
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, side, text, pk = json.loads(packed)
        if name != order.name or side not in ("after", "before") or type(text) is not str or type(pk) is not int:
            raise BadCursor(cursor)
        return side, order.parse(text), as_number(str(pk))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise BadCursor(cursor) from error
