"""The pages of every list hold each row once, read to the end and back."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from policies import changes
from policies.queries.filters import find_actions, find_organisations, find_proposals, find_replies
from policies.queries.paging import paginate
from tests.factories import make_category, make_reply, make_staff, make_unit, make_update
from tests.walk import walked

pytestmark = pytest.mark.database

THEN = "as_of=2026-06-01"
LISTS = [
    (find_actions, ["", "order=due", "order=updated", "category=教育类", "due=overdue", "q=水利", "q=水利&order=due", THEN]),
    (find_replies, ["", "order=oldest", "organisation=青原县水利局", "q=水利", THEN]),
    (find_proposals, ["", "order=oldest", "kind=proposal", "category=教育类", THEN]),
    (find_organisations, ["", "order=name", "q=青原", THEN]),
]  # fmt: skip


@pytest.fixture(scope="module")
def record(module_db):
    units, category = [make_unit("青原县水利局"), make_unit("青原县教育局")], make_category("教育类")
    for n in range(7):
        reply = make_reply(
            actions=2, category=category if n % 2 else None, lead=units[n % 2], issued_on=date(2025, 3, 1 + n // 2),
            due_on=date(2025, 6 + n // 3, 1), published=False,
        )  # fmt: skip
        changes.publish_reply(reply=reply, by=make_staff(), at=datetime(2026, 1, 1 + n, tzinfo=UTC))
        make_update(reply.actions.first(), status="in_progress")


@pytest.mark.parametrize(("find", "query"), [(find, query) for find, queries in LISTS for query in queries])
def test_pages_are_those_of_the_list(record, find, query):
    found = find(QueryDict(query))
    rows = found.rows.for_listing()
    onward, back = walked(lambda cursor: paginate(rows, found.order, cursor, 1))
    assert onward == back and len(onward) > 1
    assert len(set(onward)) == len(onward) == found.qs.count()


def test_a_list_of_which_nothing_can_be_found_has_an_empty_page(record):
    for query in ("status=nonsense", "organisation=nowhere&order=due"):
        found = find_actions(QueryDict(query))
        assert paginate(found.rows, found.order).items == []


def asked_for(client, address: str) -> tuple[list[str], list]:
    """Return what an address asks the database, and the rows it shows."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    return [each["sql"] for each in asked.captured_queries], answer.context["listing"].page.items


def test_another_page_asks_for_its_rows_alone(client, db):
    """The edition, what the filter means, the rows, who leads them, and their letters."""
    make_reply(actions=30)
    first = client.get("/actions/?place=青原县").context["listing"]
    asked, shown = asked_for(client, "/actions/" + first.next)
    assert len(asked) == 5 and len(shown) == 5


def test_a_change_shows_in_a_list_that_was_shown_before(client, record):
    unit = make_unit("青原县水利局")
    address = f"/actions/?organisation={unit.slug}"
    before = asked_for(client, address)[1]
    make_reply(lead=unit, quotes=["明年修好水渠"])
    after = asked_for(client, address)[1]
    assert [action.quote for action in after if action not in before] == ["明年修好水渠"]


def test_what_stands_around_a_list_is_in_the_language_of_the_page(client, record):
    for _ in range(2):
        for prefix, told in (("", "期限近的在前"), ("/en", "Earliest deadline")):
            assert told in client.get(f"{prefix}/actions/?due=overdue").content.decode()


def test_a_cursor_that_means_nothing_is_told_and_forgotten(client, record):
    shown = [client.get("/replies/", {"cursor": cursor}).context["listing"] for cursor in ("nonsense", "")]
    assert [each.bad_cursor for each in shown] == [True, False] and shown[1].page.items
