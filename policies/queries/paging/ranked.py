"""A page of what was sought, the best first: of a thousand that are found, since a score needs the texts.

A score is of a row and the words alone, so a cursor holds: what comes or goes meanwhile moves nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from policies.queries.paging import cursor as cursors
from policies.queries.paging.keyset import Order, in_order
from policies.queries.paging.page import Page
from policies.search.keys import in_turn

MOST_RANKED = 1000


@dataclass(frozen=True, slots=True)
class Ranked:
    """An order by scores, the highest first; equal ones stand in the order of `then`."""

    name: str
    then: Order
    score: Callable[[list[int]], dict[int, int]]
    """The scores of rows by their numbers."""
    first: Callable[[int, Callable[[QuerySet], QuerySet]], list]
    """So many of all that is found, in an arrangement: those that are ranked."""
    once: Callable[[Callable[[], Any]], Any]
    """What a function returns, which is asked once for all who are shown a page of the same."""


def ranked_page(order: Ranked, cursor: str, size: int, fetch: Callable[[list[int]], Iterable]) -> Page:
    """Return a page of what `order` ranks; the rows that `fetch` returns need not be asked for the words again."""
    places, found = order.once(lambda: _places(order))
    first, last = 0, size
    if cursor:
        side, (score, key), pk = cursors.read(cursor, order.name, lambda text: _read_key(text, order.then))
        before = sum(not _is_behind(place, (score, key, pk), order.then) for place in places)
        if side == "after":
            first, last = before, before + size
        else:
            here = before - places.count((score, key, pk))
            first, last = max(0, here - size), here
    shown = places[first:last]
    pks = [pk for *_, pk in shown]
    return Page(
        in_turn(pks, fetch(pks)),
        _cursor(order, "after", shown[-1]) if shown and last < len(places) else "",
        _cursor(order, "before", shown[0]) if shown and first else "",
        found,
    )


Place = tuple[int, Any, int]
"""Score, key of the order behind it, and number of a row."""


def _places(order: Ranked) -> tuple[list[Place], int]:
    def arranged(rows: QuerySet) -> QuerySet:
        keyed = rows.select_related(None).prefetch_related(None).annotate(paging_key=order.then.key)
        return in_order(keyed, order.then).values_list("paging_key", "pk")

    found = order.first(MOST_RANKED + 1, arranged)
    scores = order.score([pk for _, pk in found[:MOST_RANKED]])
    places = [(scores.get(pk, 0), key, pk) for key, pk in found[:MOST_RANKED]]
    return sorted(places, key=lambda place: -place[0]), len(
        found
    )  # stable: equal ones stay in the order in which they were found


def _is_behind(place: Place, other: Place, then: Order) -> bool:
    score, key, pk = place
    if score != other[0]:
        return score < other[0]
    if key != other[1]:
        return (key < other[1]) == then.key_descending
    return pk != other[2] and (pk < other[2]) == then.id_descending


def _cursor(order: Ranked, side: str, place: Place) -> str:
    score, key, pk = place
    return cursors.written(order.name, side, f"{score} {cursors.as_key(key)}", pk)


def _read_key(text: str, then: Order) -> tuple[int, Any]:
    score, key = text.split(" ", 1)
    return cursors.as_number(score), then.parse(key)
