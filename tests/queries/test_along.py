"""Lists that are sought among standings show what they find, in their order, page by page, both ways."""

from datetime import date, datetime

import pytest
import time_machine
from django.http import QueryDict

from policies import changes
from policies.queries.filters import ActionFilter, find_actions
from policies.queries.paging import Along, paginate
from policies.queries.totals import lateness
from tests.factories import make_category, make_place, make_reply, make_staff, make_unit, make_update
from tests.walk import to_the_end

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LONG_AGO, LATER = date(2020, 6, 30), date(2098, 12, 31)
TODAY, LATELY = "", "as_of=2026-06-01"
SOUGHT_THERE = [
    "category=教育类",
    "category=学前教育类&status=done",
    "category=教育类&status=done&status=unreported",
    "category=教育类&due=overdue",
    "category=教育类&due=none",
    "category=教育类&due_before=2025-01-01",
    "category=教育类&stale=1",
    "category=教育类&updated_after=2020-01-01",
    "category=教育类&demo=1",
    "category=教育类&organisation=青原县教育局",
    "category=教育类&organisation=青原县教育局&status=in_progress&due=overdue",
]
OF_A_PAST_DAY = ["status=done", "organisation=青原县教育局", "organisation=青原县教育局&due=overdue"]


@pytest.fixture(scope="module")
@time_machine.travel("2025-10-01T08:00+08:00")
def letters(module_db):
    """Of two categories, one below the other, with all that a list can be narrowed by; published long before today."""
    above = make_category("教育类")
    below = make_category("学前教育类", parent=above)
    unit = make_unit("青原县教育局", parent=make_unit("青原县人民政府"))
    days = [LONG_AGO, LATER, None, LONG_AGO]
    made = []
    for n in range(8):
        reply = make_reply(
            category=[above, below, None][n % 3], actions=3, lead=unit if n % 2 else None, due_on=days[n % 4],
            published=False, issued_on=date(2019, 3, 1 + n),
        )  # fmt: skip
        at = datetime.fromisoformat(f"2019-05-0{1 + n // 2}T08:00+08:00")
        made.append(changes.publish_reply(reply=reply, by=make_staff(), at=at))
        first, second, _ = made[-1].actions.all()
        make_update(first, status=["done", "in_progress"][n % 2])
        make_update(second, status="in_progress")
    both = made[0].actions.first()
    changes.edit_action(action=both, categories=[above, below], by=make_staff())
    changes.merge_actions(action=made[1].actions.last(), into=made[4].actions.last(), by=make_staff())
    invented = make_place("云山市", is_demo=True)
    make_reply(category=above, actions=2, lead=make_unit("云山市教育局", place=invented), place=invented)


@pytest.mark.parametrize("order", ["newest", "due", "updated"])
@pytest.mark.parametrize(
    ("query", "day"), [(query, day) for query in SOUGHT_THERE for day in (TODAY, LATELY)]
    + [(query, LATELY) for query in OF_A_PAST_DAY],
)  # fmt: skip
def test_pages_follow_each_other_as_if_actions_were_sought(letters, query, day, order):
    found = find_actions(QueryDict(f"{query}&{day}&order={order}"))
    plain = (ActionFilter.orders | ActionFilter.orders_then if day else ActionFilter.orders)[order]
    expected = paginate(found.qs, plain, size=100).items
    assert isinstance(found.order, Along) == (order != "updated")
    assert expected
    shown, back = to_the_end(found)
    assert shown == back == expected
    assert found.countable.count() == len(expected)
    if day:
        assert [action.status for action in shown] == [action.status for action in expected]


@pytest.mark.parametrize(
    "query", ["category=教育类&q=将于", "category=教育类&organisation=青原县人民政府", "category=none", "category=教育类&category=学前教育类", "category=教育类&strength=firm",
              "status=done", "category=nonsense", f"{LATELY}&status=done&status=stalled", f"{LATELY}&place=青原县"],
)  # fmt: skip
def test_what_standings_do_not_hold_is_sought_among_actions(letters, query):
    found = find_actions(QueryDict(query))
    assert found.there is None
    assert set(paginate(found.rows, found.order, size=100).items) == set(found.qs)


@pytest.mark.parametrize("day", [TODAY, LATELY])
def test_what_is_late_is_counted_the_same(letters, day):
    found = find_actions(QueryDict(f"category=教育类&{day}"))
    assert lateness(found.there) == lateness(found.qs)
    assert lateness(found.qs).undated != "0"


@pytest.mark.parametrize("day", [TODAY, LATELY])
@pytest.mark.parametrize("but", [(), ("status",), ("category",), ("status", "category")])
def test_the_first_of_a_list_are_those_that_it_finds(letters, day, but):
    found = find_actions(QueryDict(f"category=教育类&status=unreported&{day}"))
    taken = found.first(1000, lambda rows: rows.values_list("pk", flat=True), *but)
    assert sorted(taken) == sorted(found.narrowed(*but).values_list("pk", flat=True))
    assert taken and len(found.first(2, lambda rows: rows, *but)) == 2


@pytest.mark.parametrize("day", [TODAY, LATELY])
def test_numbers_beside_choices_leave_out_what_was_chosen_among_them(letters, day):
    """Also where the other table does not hold it: of a category nothing is soft, and beside it stands how much is firm."""
    found = find_actions(QueryDict(f"category=教育类&strength=soft&{day}"))
    taken = found.first(1000, lambda rows: rows.values_list("pk", flat=True), "strength")
    assert taken and sorted(taken) == sorted(found.narrowed("strength").values_list("pk", flat=True))
    assert not found.first(1000, lambda rows: rows.values_list("pk", flat=True))
