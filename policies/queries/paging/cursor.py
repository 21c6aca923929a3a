"""The mark of a place in a list: which order, which side of which row. Whoever changes it gets BadCursor."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

LARGEST_ID = 2**63 - 1


class BadCursor(ValueError):
    """A cursor that this list did not give out."""


def written(order: str, side: str, key: str, pk: int) -> str:
    packed = json.dumps([order, side, key, pk], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read(cursor: str, order: str, parse: Callable[[str], Any]) -> tuple[str, Any, int]:
    """Return the side, the key and the row's number."""
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, side, text, pk = json.loads(packed)
        if name != order or side not in ("after", "before") or type(text) is not str or type(pk) is not int:
            raise BadCursor(cursor)
        return side, parse(text), as_number(str(pk))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise BadCursor(cursor) from error


def as_key(key) -> str:
    """Return a key of a row as a cursor keeps it."""
    return key.isoformat() if isinstance(key, date) else str(key)


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
