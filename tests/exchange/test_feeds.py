"""Feeds: valid, with names that last, the newest change first, and every action once however one pages."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from lxml import etree

from policies import changes
from policies.exchange.feeds.moments import OF_ACTIONS, latest
from policies.models import Action, Evidence, Update
from policies.public.views import feeds
from policies.queries.filters import find_actions
from tests.atom import ATOM, address, entries, faults, ids, links, moment, read_feed, text
from tests.factories import (
    make_category,
    make_correction,
    make_place,
    make_proposal,
    make_reply,
    make_staff,
    make_unit,
    make_update,
)

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.cn"
LISTS = ["/actions.atom", "/replies.atom", "/proposals.atom"]
KIND = {"/actions.atom": "action", "/replies.atom": "reply", "/proposals.atom": "proposal"}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    settings.DATA_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


def first(client, path="/actions.atom"):
    """The entry on top of a feed."""
    return entries(read_feed(client.get(path)))[0]


def day(text_of_day: str):
    return time_machine.travel(f"{text_of_day}T04:00:00Z", tick=False)  # noon in Shanghai


def test_an_entry_says_what_was_promised_what_became_of_it_and_what_changed(staff, client):
    action = make_reply(
        quotes=["年底前完成县城供水管网改造，联系电话13887654321"],
        category=make_category(),
        due_on=date(2025, 12, 31),
    ).actions.get()
    make_update(action, "in_progress", reason="已经开工 <b>三公里</b>")
    feed = read_feed(client.get("/actions.atom"))
    [entry] = entries(feed)
    assert text(entry, "title") == "推进中：年底前完成县城供水管网改造，联系电话138********"
    assert text(entry, "id") == f"tag:tracker.example.cn,2026:action/{action.pk}"
    assert address(entry, "alternate") == f"{SITE}/actions/{action.pk}/"
    assert len(links(entry, "alternate")) == 1  # or a reader opens whichever it likes
    assert address(entry, "related") == f"{SITE}/en/actions/{action.pk}/"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "青原县水利局"
    assert [(each.get("term"), each.get("label")) for each in entry.findall(f"{ATOM}category")] == [
        ("in_progress", "推进中"),
        ("农业水利类", "农业水利类"),
    ]
    content = text(entry, "content")
    assert "已经开工 &lt;b&gt;三公里&lt;/b&gt;" in content and "公开了一条进展" in content
    assert "2025年12月31日，已逾期，原文：年底前" in content and "青水函" in content


def test_a_feed_says_whose_it_is_and_how_it_may_be_used(action, client):
    feed = read_feed(client.get("/actions.atom?organisation=青原县水利局&status=unreported&order=due"))
    query = "?status=unreported&organisation=" + "%E9%9D%92%E5%8E%9F%E5%8E%BF%E6%B0%B4%E5%88%A9%E5%B1%80"
    assert text(feed, "title") == "答复承诺追踪：举措（尚未反馈，青原县水利局）"
    assert text(feed, "rights") == "CC BY 4.0" and address(feed, "license").startswith("https://creativecommons")
    assert address(feed, "self") == f"{SITE}/actions.atom{query}"
    assert address(feed, "alternate") == f"{SITE}/actions/{query}"
    assert text(feed, "id") == f"tag:tracker.example.cn,2026:/actions.atom{query}"
    assert text(feed, "updated") == text(entries(feed)[0], "updated")
    other = client.get("/actions.atom?organisation=青原县水利局&status=unreported")
    assert text(read_feed(other), "id") == text(feed, "id")  # one list, one name
    assert client.get("/actions.atom", headers={"accept-language": "en"}).content == client.get("/actions.atom").content


def test_a_name_holds_with_another_scheme_and_port(action, client, settings):
    before = ids(read_feed(client.get("/actions.atom")))
    settings.SITE_URL = "http://tracker.example.cn:8080"
    assert ids(read_feed(client.get("/actions.atom"))) == before


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_feed_is_valid_and_the_same_whenever_it_is_asked_for(client, path, db):
    feed = read_feed(client.get(path))
    assert entries(feed) == [] and text(feed, "updated").startswith("2026-01-01T00:00:00")


def test_whatever_changes_in_public_brings_an_action_to_the_front(staff, client):
    moved, told, retracted, quiet = make_reply(actions=4, due_on=date(2030, 1, 1)).actions.order_by("pk")
    update = make_update(retracted, "done")
    tags = {each.pk: f"tag:tracker.example.cn,2026:action/{each.pk}" for each in (moved, told, retracted, quiet)}
    make_update(told)
    assert ids(read_feed(client.get("/actions.atom")))[:2] == [tags[told.pk], tags[retracted.pk]]
    changes.revise_deadline(action=moved, due_on=date(2031, 1, 1), reason="招标流标", by=staff)
    assert text(first(client), "id") == tags[moved.pk] and "期限变更" in text(first(client), "content")
    changes.withdraw_update(update=update, reason="填错了", by=staff)
    assert text(first(client), "id") == tags[retracted.pk] and "撤回了一条进展" in text(first(client), "content")
    assert text(first(client), "title").startswith("尚未反馈：")
    assert ids(read_feed(client.get("/actions.atom")))[-1] == tags[quiet.pk]


def test_a_proposal_is_dated_by_the_letters_that_are_public(staff, client):
    proposal = make_proposal()
    shown = make_reply(proposal=proposal)
    make_reply(proposal=proposal, published=False, title="关于未公开的答复")
    make_reply(proposal=proposal, withdrawn=True, title="关于撤回的答复")
    entry = first(client, "/proposals.atom")
    assert moment(entry, "updated") == shown.published_at
    assert shown.title in text(entry, "content") and text(entry, "content").count("<li>") == 1


def test_what_is_not_public_moves_and_dates_nothing(staff, client):
    first_one, second = make_reply(actions=2).actions.order_by("pk")
    before = client.get("/actions.atom").content
    make_update(first_one, draft=True, published=False)
    waiting = make_update(second, "done", published=False)
    changes.return_update(update=waiting, remark="不完整", by=staff)
    make_correction(first_one)
    assert client.get("/actions.atom").content == before


def test_of_moments_that_coincide_an_action_stands_once(staff, client):
    action = make_reply(due_on=date(2030, 1, 1)).actions.get()
    with day("2026-03-01"):
        for _ in range(2):
            make_update(action)
        changes.withdraw_update(update=make_update(action, "done"), reason="填错了", by=staff)
        changes.revise_deadline(action=action, due_on=date(2031, 1, 1), reason="招标流标", by=staff)
    assert len(ids(read_feed(client.get("/actions.atom")))) == 1


@pytest.mark.database
@pytest.mark.parametrize("path", LISTS)
def test_paging_meets_everything_once_in_the_order_of_its_changes(staff, client, monkeypatch, path):
    monkeypatch.setattr(feeds, "PAGE_SIZE", 2)
    for number in range(3):
        with day(f"2026-03-0{1 + number % 2}"):  # some of one moment
            reply = make_reply(actions=3, due_on=date(2030, 1, 1))
            told, moved, _ = reply.actions.all()
            make_update(told)
            make_update(told, "done")
    changes.withdraw_update(update=Update.objects.latest("pk"), reason="填错了", by=staff)
    changes.revise_deadline(action=moved, due_on=date(2031, 1, 1), reason="招标流标", by=staff)
    met, moments, here = [], [], path
    while here:
        feed = read_feed(client.get(here.removeprefix(SITE)))
        assert address(feed, "first") == SITE + path and address(feed, "self").removeprefix(SITE) == here.removeprefix(
            SITE
        )
        met += ids(feed)
        moments += [moment(entry, "updated") for entry in entries(feed)]
        here = address(feed, "next")
    if path == "/actions.atom":
        told = latest(Action.objects.public(), OF_ACTIONS, None)
        assert dict(zip(met, moments, strict=True)) == {
            f"tag:tracker.example.cn,2026:action/{pk}": at for pk, at in told.items()
        }
    total = {"/actions.atom": 9, "/replies.atom": 3, "/proposals.atom": 3}[path]
    assert len(met) == len(set(met)) == total and {name.split(":")[2].split("/")[0] for name in met} == {KIND[path]}
    assert moments == sorted(moments, reverse=True)


def test_a_feed_holds_what_its_list_holds(staff, client):
    category = make_category()
    for status in ("done", "in_progress"):
        make_update(make_reply(actions=2, category=category).actions.first(), status)
    make_reply(lead=make_unit("青原县教育局"))
    for query in ("", "?status=done", "?category=农业水利类", "?organisation=青原县教育局", "?q=第&status=unreported"):
        found = find_actions(QueryDict(query.lstrip("?"))).qs
        expected = {f"tag:tracker.example.cn,2026:action/{pk}" for pk in found.values_list("pk", flat=True)}
        assert expected and set(ids(read_feed(client.get(f"/actions.atom{query}")))) == expected


@pytest.mark.parametrize(
    "query",
    [
        "?status=finished",
        "?organisation=没有这个单位",
        "?as_of=2999-01-01",
        "?cursor=x",
        "?due_after=20260101",
        "?demo=yes",
    ],
)
def test_a_value_that_means_nothing_is_refused_with_a_sentence(action, client, query):
    answer = client.get(f"/actions.atom{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "无效" in answer.content.decode() or "页码标记无效" in answer.content.decode()


def test_the_invented_place_stands_apart_and_says_so(staff, client):
    demo = make_place("示例市", level="city", is_demo=True)
    reply = make_reply(place=demo, lead=make_unit("示例市水务局", place=demo))
    for path in LISTS:
        assert ids(read_feed(client.get(path))) == []
        feed = read_feed(client.get(f"{path}?demo=1"))
        assert "演示数据" in text(feed, "title") and text(entries(feed)[0], "title").startswith("演示数据 · ")
        assert "虚构的示例市" in text(entries(feed)[0], "content")
    story = read_feed(client.get(f"/actions/{reply.actions.get().pk}.atom"))
    assert text(story, "title").startswith("演示数据") and text(entries(story)[0], "title").startswith("演示数据")


def test_a_past_day_is_told_as_it_was(staff, client):
    with day("2026-03-01"):
        action = make_reply(due_on=date(2026, 6, 1)).actions.get()
    with day("2026-04-01"):
        make_update(action, "in_progress", date(2026, 3, 20), reason="已经开工")
    with day("2026-05-01"):
        make_update(action, "done", date(2026, 4, 20), reason="已经完工")
        changes.revise_deadline(action=action, due_on=date(2027, 1, 1), reason="招标流标", by=staff)
        make_reply()
    with day("2026-05-02"):
        [entry] = entries(read_feed(client.get("/actions.atom?as_of=2026-04-10")))
    assert text(entry, "title").startswith("推进中：") and text(entry, "updated").startswith("2026-04-01")
    assert "已经开工" in text(entry, "content") and "已经完工" not in text(entry, "content")
    assert "2026年6月1日" in text(entry, "content")


def test_what_xml_cannot_hold_breaks_no_feed(staff, client):
    reply = make_reply(quotes=["年底前完成一号\ufffe工程"])
    action = reply.actions.get()
    make_update(action, reason="第一行\x0b第二行\x00"[:-1], evidence=[Evidence(kind="document", title="会议\x1f纪要")])
    for path in ("/actions.atom", "/replies.atom", f"/actions/{action.pk}.atom"):
        read_feed(client.get(path))
    assert "第一行第二行" in text(first(client), "content")


def test_asked_again_it_is_not_sent_again(action, client, settings):
    settings.KEEP_PAGES = True
    held = client.get("/actions.atom")["ETag"]
    assert client.get("/actions.atom", headers={"if-none-match": held}).status_code == 304
    make_update(action)
    assert client.get("/actions.atom", headers={"if-none-match": held}).status_code == 200
    assert client.post("/actions.atom").status_code == 405


def test_ten_times_as_much_costs_the_same_queries(staff, client):
    def cost(path):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    def grow(n):
        for _ in range(n):
            reply = make_reply(actions=2, category=make_category(), due_on=date(2030, 1, 1))
            make_update(reply.actions.first())
            changes.revise_deadline(
                action=reply.actions.last(), due_on=date(2031, 1, 1), reason="招标流标", by=make_staff()
            )

    paths = [*LISTS, "/actions.ics"]
    grow(1)
    story = f"/actions/{Action.objects.first().pk}.atom"
    few = [cost(path) for path in (*paths, story)]
    grow(9)
    make_update(Action.objects.get(pk=int(re.search(r"\d+", story)[0])), "done")
    assert [cost(path) for path in (*paths, story)] == few and max(few) <= 20


def test_the_schema_refuses_what_is_no_feed(action, client):
    content = client.get("/actions.atom").content.decode()
    for wrong, right in [
        ("<id>action</id>", r"<id>tag:tracker.example.cn,2026:action/\d+</id>"),
        ("", r"<updated>[^<]*</updated>"),
        ("<updated>2026-01-01T00:00:00</updated>", r"<updated>[^<]*</updated>"),
        ("<author/>", r"<author>.*?</author>"),
        ("<title/><title/>", r"<title>[^<]*</title>"),
        ("<entry/>", r"<entry>.*</entry>"),
        ('<link rel="alternate"/>', r"<link [^>]*/>"),
    ]:
        assert re.search(right, content)
        assert faults(etree.fromstring(re.sub(right, wrong, content, count=1).encode())) != []
