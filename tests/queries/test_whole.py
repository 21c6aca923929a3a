"""The list of units, put in order as a whole: each once, forward and back, for one question of the order an edition."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.queries.filters import find_organisations
from policies.queries.paging import BadCursor, cursor, paginate
from tests.factories import make_reply, make_unit

pytestmark = pytest.mark.database

SIZE = 3


@pytest.fixture(scope="module")
def units(module_db):
    """Eight units: of two, none, and often equally many actions."""
    made = [make_unit(f"青原县第{i}局") for i in range(8)]
    for i, unit in enumerate(made):
        make_reply(lead=unit, actions=(i * 5) % 4)
    return made


def page(at="", size=SIZE):
    found = find_organisations({})
    return paginate(found.qs, found.order, at, size)


def test_pages_meet_each_once_and_go_back(units):
    forward, at = [], ""
    while True:
        shown = page(at)
        forward.append(shown)
        if not (at := shown.next):
            break
    met = [unit for each in forward for unit in each.items]
    assert [unit.pk for unit in met] == [
        pk for _, pk in sorted((-((i * 5) % 4), unit.pk) for i, unit in enumerate(units))
    ]
    assert forward[0].previous == "" and page(size=8).next == page(size=9).next == ""
    back, at = [forward[-1].items], forward[-1].previous
    while at:
        shown = page(at)
        back.insert(0, shown.items)
        at = shown.previous
    assert back == [each.items for each in forward]


def test_the_order_is_asked_for_once(units):
    with CaptureQueriesContext(connection) as asked:
        second = page(page().next)
        page(second.previous)
    assert sum('AS "paging_key"' in each["sql"] for each in asked.captured_queries) == 1


def test_a_cursor_behind_all_finds_nothing(units):
    assert page(cursor.written("most", "after", "0", 10**9)).items == []
    assert page(cursor.written("most", "before", "99", 1)).items == []


def test_a_cursor_of_another_order_is_refused(units):
    for at in (cursor.written("name", "after", "青原县第1局", 1), cursor.written("most", "after", "many", 1)):
        with pytest.raises(BadCursor):
            page(at)


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
