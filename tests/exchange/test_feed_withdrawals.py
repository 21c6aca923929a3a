"""What was withdrawn stays in the feed of its list under its name, and tells no more than its page does."""

from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.http import QueryDict

from policies import changes
from policies.exchange.feeds import withdrawn_from
from policies.public.views import feeds
from policies.queries.filters import find_actions
from tests.atom import address, entries, ids, moment, read_feed, text
from tests.factories import make_category, make_place, make_reply, make_staff, make_unit, make_update
from tests.pages import text_of

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.cn"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def letter():
    return make_reply(quotes=["撤引一将于年底前完成"], title="撤题", document_number="撤函", category=make_category())


def feed_of(client, query: str = "", path: str = "/actions.atom") -> dict:
    """The entries of a feed by their names, in their order."""
    return {text(entry, "id"): entry for entry in entries(read_feed(client.get(path + query)))}


def tag(noun: str, row) -> str:
    return f"tag:tracker.example.cn,2026:{noun}/{row.pk}"


def test_an_action_of_a_withdrawn_letter_keeps_its_name_and_says_when_and_why(client, staff, letter):
    action, other = letter.actions.get(), make_reply().actions.get()
    assert list(feed_of(client)) == [tag("action", other), tag("action", action)]
    changes.withdraw_reply(reply=letter, reason="寄错了，电话13887654321", by=staff)
    letter.refresh_from_db()
    found = feed_of(client)
    assert list(found) == [tag("action", action), tag("action", other)]
    entry = found[tag("action", action)]
    assert text(entry, "title") == f"已撤回：举措 {action.pk}"
    assert moment(entry, "updated") == letter.withdrawn_at and text(entry, "published") is None
    assert address(entry, "alternate") == f"{SITE}/actions/{action.pk}/"
    content = text(entry, "content")
    assert "撤回理由：寄错了，电话138********" in content and "撤回日期：" in content
    told = client.get("/actions.atom").content.decode()
    assert [word for word in ("撤引", "撤题", "撤函", "农业水利类") if word in told] == []
    assert "寄错了" in text_of(client.get(f"/actions/{action.pk}/"))  # its page says as much
    [of_letter] = [e for name, e in feed_of(client, path="/replies.atom").items() if name == tag("reply", letter)]
    assert text(of_letter, "title") == f"已撤回：答复 {letter.pk}" and "寄错了" in text(of_letter, "content")


def test_a_removed_action_says_so_without_the_reason_of_staff(client, staff):
    letter = make_reply(quotes=["除引将于年底前完成", "另一件将于年底前完成"])
    gone, kept = letter.actions.order_by("start")
    make_update(kept)
    changes.remove_action(action=gone, reason="除由", by=staff)
    found = feed_of(client)
    assert list(found) == [tag("action", gone), tag("action", kept)]
    entry = found[tag("action", gone)]
    assert text(entry, "title") == f"已移除：举措 {gone.pk}" and f"{SITE}/replies/{letter.pk}/" in text(
        entry, "content"
    )
    assert "除由" not in text(entry, "content") and "除引" not in text(entry, "content")


def test_it_stands_where_it_stood_and_no_words_or_states_find_it(client, staff, letter):
    """By unit, category, place and letter; what else is asked for is told of nothing that is withdrawn."""
    action = letter.actions.get()
    make_reply(category=make_category())  # so that unit and category are still public
    place = make_place("白石县")
    make_reply(place=place, lead=make_unit("白石县水利局", place=place))
    queries = {
        "": True,
        "?organisation=青原县水利局": True,
        "?category=农业水利类": True,
        "?place=青原县": True,
        "?place=青原县&organisation=青原县水利局&order=due": True,
        "?place=白石县": False,
        "?organisation=白石县水利局": False,
        "?q=撤引": False,
        "?status=unreported": False,
        "?strength=firm": False,
        "?due=none": False,
        "?category=农业水利类&status=unreported": False,
        "?as_of=2031-01-01": False,
    }
    changes.withdraw_reply(reply=letter, reason="寄错了", by=staff)
    for query, is_told in queries.items():
        if "as_of" in query:
            continue
        assert (tag("action", action) in feed_of(client, query)) == is_told, query
    assert client.get("/actions.atom?demo=1").content.decode().count("<entry>") == 0


def test_what_was_never_public_or_stood_for_by_others_is_not_told(client, staff):
    dark = make_reply(published=False)
    changes.remove_action(action=dark.actions.get(), reason="不是承诺", by=staff)
    canonical, twin = make_reply().actions.get(), make_reply()
    changes.merge_actions(action=twin.actions.get(), into=canonical, by=staff)
    assert list(feed_of(client)) == [tag("action", canonical)]


def test_of_an_invented_place_it_stands_in_the_list_of_these(client, staff):
    demo = make_place("示例市", level="city", is_demo=True)
    letter = make_reply(place=demo, lead=make_unit("示例市水务局", place=demo))
    make_reply(place=demo, lead=make_unit("示例市水务局", place=demo))
    changes.withdraw_reply(reply=letter, reason="寄错了", by=staff)
    for noun, row, path in (("action", letter.actions.get(), "/actions.atom"), ("reply", letter, "/replies.atom")):
        entry = feed_of(client, "?demo=1", path)[tag(noun, row)]
        assert text(entry, "title").startswith("演示数据 · 已撤回")
        assert feed_of(client, "", path) == {}


@pytest.mark.database
@pytest.mark.parametrize("path", ["/actions.atom", "/replies.atom"])
def test_paging_meets_what_stands_and_what_is_gone_once(client, staff, monkeypatch, path):
    monkeypatch.setattr(feeds, "PAGE_SIZE", 2)
    letters = [make_reply(actions=2) for _ in range(6)]
    for letter in letters[1::2]:
        changes.withdraw_reply(reply=letter, reason="寄错了", by=staff)
    changes.remove_action(action=letters[0].actions.first(), reason="不是承诺", by=staff)
    make_update(letters[4].actions.first())
    met, moments, here = [], [], path
    while here:
        feed = read_feed(client.get(here.removeprefix(SITE)))
        met += ids(feed)
        moments += [moment(entry, "updated") for entry in entries(feed)]
        here = address(feed, "next")
    assert len(met) == len(set(met)) == {"/actions.atom": 12, "/replies.atom": 6}[path]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.database
def test_what_is_withdrawn_is_sought_in_an_index_of_nothing_else(db):
    if connection.vendor == "sqlite":  # the other plans by how much there is, and here is nothing
        for asked in ({}, {"place": ["青原县"]}, {"organisation": ["青原县水利局"]}):
            make_reply()
            rows = withdrawn_from(find_actions(QueryDict(urlencode(asked, doseq=True))))
            assert "action_withdrawn" in rows.order_by("-gone_at", "-pk").explain(), asked


def test_who_asks_again_is_told_of_the_withdrawal(client, settings, letter):
    settings.KEEP_PAGES = True
    address_of_list = f"/actions.atom?organisation={quote('青原县水利局')}"
    make_reply()
    held = client.get(address_of_list)["ETag"]
    changes.withdraw_reply(reply=letter, reason="寄错了", by=make_staff())
    again = client.get(address_of_list, headers={"if-none-match": held})
    assert again.status_code == 200 and "已撤回" in again.content.decode()
