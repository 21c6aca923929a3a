"""The search box of /actions/ and /replies/: what it finds, what it keeps, and what it says."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.changes import publish_reply
from policies.models import Reply
from policies.queries.cache import clear_cache
from policies.queries.filters import find_actions, find_replies
from policies.search import lookup
from tests.factories import make_category, make_reply, make_unit
from tests.pages import ids_on, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def shelf(module_db):
    water, schools = make_category("农业水利类"), make_category("教育类")
    return {
        "canal": make_reply(
            quotes=["修建灌溉水渠将于年底前完成"], category=water, document_number="青水函〔2031〕901号"
        ),
        "pump": make_reply(quotes=["更新灌溉泵站将于年底前完成"], category=water),
        "school": make_reply(quotes=["扩建小学将于年底前完成"], category=schools, lead=make_unit("青原县教育局")),
        "dark": make_reply(quotes=["暗中灌溉将于年底前完成"], published=False),
    }


FOUND = [
    ({"q": "灌溉"}, {"canal", "pump"}),
    ({"q": "灌溉 -泵站"}, {"canal"}),
    ({"q": "〔2031〕901"}, {"canal"}),
    ({"q": "[2031]901"}, {"canal"}),
    ({"q": "擴建小學"}, {"school"}),
    ({"q": "年底前", "category": "教育类"}, {"school"}),
    ({"q": "灌溉", "category": "教育类"}, set()),
    ({"q": "灌溉", "category": ["农业水利类"], "organisation": "青原县水利局"}, {"canal", "pump"}),
    ({"q": "暗中"}, set()),
    ({"q": " "}, {"canal", "pump", "school"}),
]

# The index by itself, on either database.
ASKED = re.compile(r"(SET \w+ = off; )*SELECT (row)?id FROM policies_\w+ WHERE")


def test_a_page_asks_the_index_once_and_no_other_row_for_its_categories(shelf, client, monkeypatch):
    """Of a frequent word among a million each of these is a walk."""
    monkeypatch.setattr(lookup, "FEW", 0)
    monkeypatch.setattr(lookup, "TRIED", 10**9)  # of what is found nowhere the latest say so, whatever their keys
    pages = {
        "/actions/?q=年底前&status=unreported&category=农业水利类&due=none": 1,
        "/replies/?q=年底前": 1,
        "/proposals/?q=提案&kind=proposal": 1,
        "/organisations/?q=县": 1,
        "/search/?q=县": 4,
    }
    for address, times in pages.items():
        clear_cache()  # the last one was searched for the same
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        statements = [query["sql"] for query in asked]
        assert sum(bool(ASKED.match(sql)) for sql in statements) == times, address
        assert [sql for sql in statements if "NOT EXISTS" in sql and "action_categories" in sql] == []
        assert [sql for sql in statements if sql.startswith("SELECT COUNT(*)")] == []  # what is ranked is counted


def test_another_page_or_order_of_a_search_asks_no_index_before_the_record_changes(shelf, client, staff, monkeypatch):
    monkeypatch.setattr(lookup, "FEW", 0)
    monkeypatch.setattr(lookup, "TRIED", 10**9)
    first = "/actions/?q=年底前"
    shown = ids_on(client.get(first), "actions")
    for address in (first, f"{first}&order=due", f"{first}&category=教育类"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert [sql for query in asked if ASKED.match(sql := query["sql"])] == [], address
    dark = Reply.objects.get(pk=shelf["dark"].pk)
    publish_reply(reply=dark, by=staff)
    assert set(ids_on(client.get(first), "actions")) == {*shown, dark.actions.get().pk}


@pytest.mark.parametrize("few", [0, 2000])
def test_both_lists_find_the_words(shelf, client, monkeypatch, few, subtests):
    monkeypatch.setattr(lookup, "FEW", few)
    for query, names in FOUND:
        with subtests.test(query=query):
            actions, replies = client.get("/actions/", query), client.get("/replies/", query)
            assert set(ids_on(replies, "replies")) == {shelf[name].pk for name in names}
            assert set(ids_on(actions, "actions")) == {shelf[name].actions.get().pk for name in names}
            assert f"{len(names)} 条举措" in text_of(actions) and f"共 {len(names)} 件答复" in text_of(replies)


@pytest.mark.parametrize("page", ["actions", "replies"])
def test_the_box_shows_what_was_typed_and_keeps_the_other_filters(shelf, client, page):
    html = client.get(f"/{page}/?q=灌溉+-泵站&category=农业水利类&demo=").content.decode()
    assert 'value="灌溉 -泵站"' in html
    assert '<label for="q">' in html
    assert 'name="category"' in html and 'value="农业水利类"' in html
    assert "?category=%E5%86%9C%E4%B8%9A%E6%B0%B4%E5%88%A9%E7%B1%BB" in html  # the link that takes the words away


def test_the_sentence_says_the_words(shelf, client):
    assert "含有灌溉" in text_of(client.get("/actions/?q=灌溉"))


@pytest.mark.parametrize("page", ["actions", "replies"])
def test_nothing_found_says_what_to_do(shelf, client, page):
    assert "换个说法" in text_of(client.get(f"/{page}/?q=没有这句话"))


@pytest.mark.parametrize("page", ["actions", "replies", "en/actions", "en/replies"])
@pytest.mark.parametrize("words", ["水" * 101, "水 " * 5000])
def test_too_long_a_question_finds_nothing_and_says_so(shelf, client, page, words):
    response = client.get(f"/{page}/", {"q": words})
    assert response.status_code == 200
    assert ids_on(response, page.removeprefix("en/")) == []
    assert "100" in text_of(response) and words[:101] not in text_of(response)


@pytest.mark.parametrize("words", ['"', "a\0b", '-""'])
def test_words_that_ask_nothing_find_nothing_and_say_so(shelf, client, words):
    assert list(find_actions({"q": words}).qs) == list(find_replies({"q": words}).qs) == []
    assert "无效" in text_of(client.get("/actions/", {"q": words}))


@pytest.mark.parametrize(
    ("model", "words", "n"),
    [("reply", "暗中", 1), ("action", "暗中", 1), ("action", "青原县教育局", 1), ("reply", "青原县教育局", 1),
     ("reply", "水" * 200, 0), ("action", '"', 0)],
)  # fmt: skip
def test_staff_search_everything(shelf, admin_client, model, words, n):
    page = admin_client.get(reverse(f"admin:policies_{model}_changelist"), {"q": words})
    assert page.context["cl"].result_count == n


@pytest.mark.parametrize("few", [0, 2000])
def test_words_join_every_other_filter(shelf, client, monkeypatch, few):
    monkeypatch.setattr(lookup, "FEW", few)
    query = {"q": "年底前", "category": ["none", "教育类"], "status": "unreported", "due": "none", "order": "updated"}
    assert ids_on(client.get("/actions/", query), "actions") == [shelf["school"].actions.get().pk]
