"""Paging: cursors that are none of ours are refused, and walking the pages meets every row once."""

import base64
import json
from datetime import date

import pytest

from policies.models import Action, Reply
from policies.queries.cache import clear_cache
from policies.queries.filters import find_actions, find_replies
from policies.queries.paging import BadCursor, paginate
from tests.factories import make_reply
from tests.pages import ids_on, link, text_of

pytestmark = pytest.mark.database


def packed(*parts) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


OUT_OF_RANGE = [
    packed("newest", "after", "0001-01-01T00:00:00+14:00", 1),
    packed("newest", "after", "9999-12-31T23:59:59-14:00", 1),
    packed("due", "after", "10000-01-01", 1),
    packed("newest", "after", "2024-01-01T00:00:00+00:00", 2**63),
]


BAD = ["x", "!!", "é", "W10", "bnVsbA", *OUT_OF_RANGE, base64.urlsafe_b64encode(b"[" * 99).decode()]


def test_a_bad_cursor_is_said(client, db, subtests):
    make_reply()
    for cursor in BAD:
        with subtests.test(cursor=cursor):
            chinese = client.get("/actions/", {"cursor": cursor})
            english = client.get("/en/actions/", {"cursor": cursor})
            assert ids_on(chinese, "actions") == ids_on(english, "actions") == []
            assert "从第一页看起" in text_of(chinese) and "Start at the first page" in text_of(english)


FORGED = [
    ["due", "after", "2025-01-01", 1],
    ["newest", "sideways", "2025-01-01T00:00:00+00:00", 1],
    ["newest", "after", "2025-01-01T00:00:00", 1],
    ["newest", "after", "yesterday", 1],
    ["newest", "after", "2025-01-01T00:00:00+00:00", 2**70],
    ["newest", "after", "2025-01-01T00:00:00+00:00", "1"],
    ["newest", "after", 5, 1],
    ["newest", "after"],
]


@pytest.mark.parametrize("parts", FORGED, ids=str)
def test_a_forged_cursor_is_refused(db, parts):
    found = find_actions({})
    with pytest.raises(BadCursor):
        paginate(found.qs, found.order, base64.urlsafe_b64encode(json.dumps(parts).encode()).decode())


@pytest.fixture
def long_shelf(staff):
    """Sixty actions with many equal days, and many without any."""
    for letter in range(6):
        reply = make_reply(actions=10, issued_on=date(2025, 6, 1 + letter // 3) if letter else None)
        for i, action in enumerate(reply.actions.order_by("start")):
            due = None if i % 3 == 0 else date(2026, 1, 1 + i % 2)
            told = None if i % 2 else date(2026, 2, 1 + letter % 2)
            Action.objects.filter(pk=action.pk).update(due_on=due, last_update_on=told)


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("newest", lambda action: (-action.published_at.timestamp(), action.pk)),
        ("due", lambda action: (action.due_on or date.max, action.pk)),
        ("updated", lambda action: (-(action.last_update_on or date.min).toordinal(), -action.pk)),
    ],
)
def test_walking_the_pages_meets_every_action_once_in_order(long_shelf, client, order, key):
    expected = [action.pk for action in sorted(Action.objects.all(), key=key)]
    assert len(expected) == 60
    forward, query, pages = [], f"?order={order}", []
    while query:
        response = client.get(f"/actions/{query}")
        pages.append(ids_on(response, "actions"))
        forward, last, query = forward + pages[-1], query, link(response, "next")
    assert forward == expected
    assert [len(page) for page in pages] == [25, 25, 10]
    backward, query = [], link(client.get(f"/actions/{last}"), "prev")
    while query:
        response = client.get(f"/actions/{query}")
        backward.insert(0, ids_on(response, "actions"))
        query = link(response, "prev")
    assert backward == pages[:-1]


def test_walking_letters_meets_the_undated_last(long_shelf):
    found = find_replies({})
    cursor, walked = "", []
    while True:
        page = paginate(found.qs, found.order, cursor, size=2)
        walked += page.items
        if not (cursor := page.next):
            break
    expected = sorted(Reply.objects.all(), key=lambda reply: (reply.issued_on or date.min, reply.pk), reverse=True)
    assert walked == expected and walked[-1].issued_on is None


def test_a_page_holds_its_filter_and_its_order(long_shelf, client):
    actions = client.get("/actions/?status=unreported&order=due")
    assert "status=unreported" in link(actions, "next") and "order=due" in link(actions, "next")


def test_a_moment_of_any_zone_is_a_moment(db, client):
    make_reply()
    page = client.get("/actions/", {"cursor": packed("newest", "after", "2024-01-01T00:00:00+23:59", 0)})
    assert (page.status_code, page.context["listing"].bad_cursor) == (200, False)


def test_half_a_character_is_no_cursor(db, client):
    assert client.get("/organisations/", {"cursor": packed("name", "after", "\ud800", 1)}).context["listing"].bad_cursor


def test_above_a_thousand_the_total_is_rounded(staff, client):
    reply = make_reply(actions=1)
    first = reply.actions.get()
    copies = [Action(
        reply=reply, commitment=first.commitment, quote=first.quote, start=first.start + i, end=first.end + i,
        strength="firm", lead=first.lead, is_public=True, is_listed=True, published_at=first.published_at,
        published_by=first.published_by,
    ) for i in range(1, 1001)]  # fmt: skip
    Action.objects.bulk_create(copies)
    assert "1,000+ 条举措" in text_of(client.get("/actions/?strength=firm"))
    Action.objects.filter(pk=copies[0].pk).update(strength="soft")
    clear_cache()  # that was no change
    assert "1,000 条举措" in text_of(client.get("/actions/?strength=firm"))


def test_a_parameter_of_others_is_passed_over(db, client):
    action = make_reply().actions.get()
    assert client.get("/actions/?utm_source=mail&fbclid=x").context["listing"].page.items == [action]


def test_pages_of_a_search_go_on(db, client):
    reply = make_reply(actions=30)
    first = client.get("/actions/?q=年底前")
    second = client.get(f"/actions/{link(first, 'next')}")
    pks = ids_on(first, "actions") + ids_on(second, "actions")
    assert sorted(pks) == sorted(reply.actions.values_list("pk", flat=True)) and len(pks) == 30
