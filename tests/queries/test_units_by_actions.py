"""The list of units: those that lead most first, each once to the end and back, now and as of a past day."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from policies import changes
from policies.queries.filters import find_organisations
from policies.queries.paging import BadCursor, cursor, paginate
from tests.factories import make_place, make_reply, make_staff, make_unit
from tests.walk import to_the_end

pytestmark = pytest.mark.database

THEN = date(2026, 3, 1)


@pytest.fixture(scope="module")
def units(module_db):
    """Eight units: of two, none, and often equally many actions; until the day THEN the first had none yet."""
    made = [make_unit(f"青原县第{i}局") for i in range(8)]
    for i, unit in enumerate(made):
        reply = make_reply(lead=unit, actions=(i * 5) % 4, published=False)
        at = datetime(2026, 2 if i > 1 else 4, 1, tzinfo=UTC)
        changes.publish_reply(reply=reply, by=make_staff(), at=at)
    return made


def pages(size: int, query: str = "") -> tuple[list[int], list[int]]:
    return tuple([unit.pk for unit in met] for met in to_the_end(find_organisations(QueryDict(query)), size))


@pytest.mark.parametrize("size", [1, 3, 8, 9])
def test_those_that_lead_most_stand_first(units, size):
    expected = [pk for _, pk in sorted((-((i * 5) % 4), unit.pk) for i, unit in enumerate(units))]
    assert pages(size) == (expected, expected)


@pytest.mark.parametrize("size", [1, 3, 8])
def test_of_a_past_day_those_that_led_most_then(units, size):
    expected = [pk for _, pk in sorted((-((i * 5) % 4), unit.pk) for i, unit in enumerate(units) if i > 1)]
    assert pages(size, f"as_of={THEN}") == (expected, expected)


def test_a_parent_stands_by_what_is_led_below_it_and_the_invented_apart(db, staff):
    above, place = make_unit("青原县政府"), make_place("示例市", level="city", is_demo=True)
    make_reply(lead=make_unit(parent=above), actions=2)
    make_reply(lead=above)
    invented = make_unit("示例市水务局", place=place)
    make_reply(lead=invented, place=place, actions=9)
    assert pages(5)[0][0] == above.pk
    assert pages(5, "demo=1")[0] == [invented.pk]


def test_a_cursor_behind_all_finds_nothing(units):
    found = find_organisations({})
    for at in (cursor.written("most", "after", "0", 10**9), cursor.written("most", "before", str(2**62), 1)):
        assert paginate(found.rows, found.order, at).items == []


def test_a_cursor_of_another_order_is_refused(units):
    found = find_organisations({})
    for at in (cursor.written("name", "after", "青原县第1局", 1), cursor.written("most", "after", "many", 1)):
        with pytest.raises(BadCursor):
            paginate(found.rows, found.order, at)


def test_past_days_and_words_have_orders_of_their_own(client, units):
    """What was put in order for one list is not shown in another."""
    lists = [
        "/organisations/",
        "/organisations/?as_of=2020-01-01",
        "/organisations/?q=第3局&order=most",
        "/organisations/?q=第3局",
    ]
    shown = [client.get(address).context["listing"].page.items for address in lists + lists]
    assert [len(items) for items in shown] == [8, 0, 1, 1] * 2
