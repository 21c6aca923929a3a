"""Lists: what each filter finds, values that mean nothing, and walking through all pages."""

import base64
import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from policies import changes
from policies.filters import find_actions, find_replies
from policies.models import Action, Reply
from policies.paging import BadCursor, paginate
from tests.factories import make_action, make_category, make_place, make_reply, make_unit, make_update
from tests.pages import ids_on, link, text_of


@pytest.fixture
def shelf(staff):
    """Actions that differ in everything a filter asks for, by name."""
    today = timezone.localdate()
    top, other = make_category("农业水利类"), make_category("教育类")
    below = make_category("农田灌溉", parent=top)
    county = make_place("白河县")
    bureau = make_unit("白河县水利局", place=county)
    station = make_unit("白河县水利站", place=county, parent=bureau)
    demo = make_place("示例市", level="city", is_demo=True)
    made = {
        "plain": make_reply(category=top),
        "narrow": make_reply(category=below, due_on=today - timedelta(days=3)),
        "taught": make_reply(category=other, due_on=today + timedelta(days=20)),
        "loose": make_reply(due_on=today + timedelta(days=60)),
        "bureau": make_reply(place=county, lead=bureau, category=other),
        "station": make_reply(place=county, lead=station, due_on=today - timedelta(days=3)),
        "demo": make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), category=top),
    }
    actions = {name: reply.actions.get() for name, reply in made.items()}
    twin = make_reply().actions.get()
    changes.merge_actions(action=twin, into=actions["plain"], by=staff)
    make_update(actions["station"], "in_progress", today - timedelta(days=9))
    make_update(actions["taught"], "done", today - timedelta(days=9))
    make_update(actions["plain"], "ongoing", today - timedelta(days=300))
    Action.objects.filter(pk=actions["plain"].pk).update(last_published_at=timezone.now() - timedelta(days=300))
    Action.objects.filter(pk=actions["loose"].pk).update(strength="conditional")
    make_reply(published=False, category=top, due_on=today - timedelta(days=3))
    make_reply(withdrawn=True, category=top, due_on=today - timedelta(days=3))
    return actions


REAL = {"plain", "narrow", "taught", "loose", "bureau", "station"}


FOUND = [
    ({}, REAL),
    ({"demo": ["1"]}, {"demo"}),
    ({"category": ["农业水利类"]}, {"plain", "narrow"}),
    ({"category": ["农田灌溉"]}, {"narrow"}),
    ({"category": ["农田灌溉", "教育类"]}, {"narrow", "taught", "bureau"}),
    ({"category": ["none"]}, {"loose", "station"}),
    ({"category": ["none", "教育类"]}, {"loose", "station", "taught", "bureau"}),
    ({"status": ["unreported"]}, {"narrow", "loose", "bureau"}),
    ({"status": ["done", "in_progress"]}, {"taught", "station"}),
    ({"status": ["dropped"]}, set()),
    ({"organisation": ["白河县水利局"]}, {"bureau", "station"}),
    ({"organisation": ["白河县水利站"]}, {"station"}),
    ({"organisation": ["白河县水利站", "青原县水利局"]}, {"plain", "narrow", "taught", "loose", "station"}),
    ({"strength": ["conditional"]}, {"loose"}),
    ({"due": ["overdue"]}, {"station"}),
    ({"due": ["silent"]}, {"narrow"}),
    ({"due": ["30"]}, {"taught"}),
    ({"due": ["90"]}, {"taught", "loose"}),
    ({"due": ["none"]}, {"plain", "bureau"}),
    ({"stale": ["1"]}, {"plain"}),
    ({"place": ["白河县"]}, {"bureau", "station"}),
    ({"category": ["教育类"], "status": ["done"], "organisation": ["青原县水利局"]}, {"taught"}),
    ({"category": ["农业水利类"], "demo": ["1"]}, {"demo"}),
    ({"status": [""], "due": [""], "category": ["", "农田灌溉"]}, {"narrow"}),
]


def test_a_filter_finds_what_it_says(shelf, client, subtests):
    for query, names in FOUND:
        with subtests.test(query=query):
            expected = {shelf[name].pk for name in names}
            response = client.get("/actions/", query)
            assert set(ids_on(response, "actions")) == expected
            assert len(ids_on(response, "actions")) == len(expected)
            assert f"{len(expected)} 条举措" in text_of(response)


def test_a_letter_finds_its_actions(shelf, client):
    reply = shelf["narrow"].reply_id
    assert ids_on(client.get("/actions/", {"reply": reply}), "actions") == [shelf["narrow"].pk]


MEANINGLESS = [
    ("category", "没有这类"),
    ("category", "a\0b"),
    ("status", "finished"),
    ("organisation", "没有这个局"),
    ("strength", "strong"),
    ("due", "31"),
    ("stale", "yes"),
    ("reply", "x"),
    ("reply", "9" * 30),
    ("place", "县"),
    ("demo", "true"),
    ("order", "oldest"),
]


def test_a_value_that_means_nothing_finds_nothing_and_says_so(shelf, client, subtests):
    for name, value in MEANINGLESS:
        with subtests.test(name=name, value=value):
            assert list(find_actions({name: value}).qs) == []
            chinese, english = client.get("/actions/", {name: value}), client.get("/en/actions/", {name: value})
            assert (chinese.status_code, english.status_code) == (200, 200)
            assert ids_on(chinese, "actions") == ids_on(english, "actions") == []
            assert "没有意义" in text_of(chinese) and "去掉它" in text_of(chinese)
            assert "means nothing" in text_of(english) and "Remove it" in text_of(english)


def test_one_wrong_value_among_right_ones_finds_nothing(shelf, client):
    response = client.get("/actions/", {"status": ["done", "finished"]})
    assert ids_on(response, "actions") == []
    assert 'href="?status=done"' in response.content.decode()  # the link that takes the wrong one away


def test_what_takes_one_value_takes_no_second(shelf, client):
    response = client.get("/actions/", {"due": ["overdue", "silent"]})
    assert ids_on(response, "actions") == [] and "没有意义" in text_of(response)


def test_of_unpublished_things_no_filter_knows(staff, client):
    reply = make_reply(published=False, lead=make_unit("暗处的局"), category=make_category("暗处类"))
    for query in ({"reply": reply.pk}, {"organisation": "暗处的局"}, {"category": "暗处类"}):
        assert "没有意义" in text_of(client.get("/actions/", query))


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
    assert "1,000 条举措" in text_of(client.get("/actions/?strength=firm"))


def test_counts_beside_the_statuses_follow_category_and_unit(shelf, client):
    def counts(query):
        return {option.value: option.count for option in client.get("/actions/", query).context["fields"][0].options}

    assert counts({}) == {
        "done": "1", "ongoing": "1", "in_progress": "1", "stalled": "0", "dropped": "0", "unreported": "3",
    }  # fmt: skip
    assert counts({"category": "教育类"})["done"] == "1"
    assert counts({"category": "教育类", "organisation": "白河县水利局"})["done"] == "0"
    assert set(counts({"due": "overdue"}).values()) == {""}  # no tally holds it: no figure is better than a wrong one


def test_an_action_added_later_is_listed_when_published(shelf, client, staff):
    reply = shelf["plain"].reply
    make_action(reply.commitments.get(), "现答复如下", lead=shelf["plain"].lead)
    assert len(ids_on(client.get("/actions/"), "actions")) == len(REAL)


@pytest.mark.parametrize("name", ["session", "due_after", "as_of", "partner"])
def test_a_promised_parameter_that_a_list_does_not_know_finds_nothing(db, client, name):
    make_reply()
    page = client.get(f"/actions/?{name}=2026-01-01")
    assert page.context["listing"].page.items == []
    assert f"“{name}”里的“2026-01-01”没有意义" in page.content.decode()


def test_a_parameter_of_others_is_passed_over(db, client):
    action = make_reply().actions.get()
    assert client.get("/actions/?utm_source=mail&fbclid=x").context["listing"].page.items == [action]


def test_a_moment_of_any_zone_is_a_moment(shelf, client):
    page = client.get("/actions/", {"cursor": packed("newest", "after", "2024-01-01T00:00:00+23:59", 0)})
    assert (page.status_code, page.context["listing"].bad_cursor) == (200, False)


@pytest.mark.parametrize("address", ["/organisations/%00/", "/categories/a%00b/", "/en/organisations/%00/"])
def test_an_address_with_nul_is_an_address_of_nothing(db, client, address):
    assert client.get(address).status_code == 404


def test_half_a_character_is_no_cursor(db, client):
    assert client.get("/organisations/", {"cursor": packed("name", "after", "\ud800", 1)}).context["listing"].bad_cursor


def test_the_other_language_is_never_another_host(db, client):
    for address in ("/en//example.org/", "//example.org/"):
        assert 'href="//' not in client.get(address).content.decode()
