"""What pages say to those who do not look at them: titles, descriptions, addresses, linked data, cards."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies import changes
from policies.models import Organisation, Proposal, Status
from policies.public.linked_data import ACTION_STATUS, action_of
from tests.factories import make_category, make_place, make_proposal, make_reply, make_unit, make_update
from tests.pages import text_of

# What the heads of pages say is asked of the record as their bodies are, which others try on both.

SITE = "https://tracker.example.cn"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def head(client, path: str) -> dict[str, str]:
    """Return the title, the metas, the canonical and the alternates of a page."""
    page = " ".join(client.get(path).content.decode().split())
    told = {"title": re.search(r"<title[^>]*>(.*?)</title>", page)[1]}
    told |= dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page))
    told |= {rel + lang: href for rel, lang, href in re.findall(
        r'<link rel="(canonical|alternate)"(?: hreflang="([^"]+)")? href="([^"]*)"', page)}  # fmt: skip
    return {name: unescape(value) for name, value in told.items()}


def data(client, path: str) -> dict[str, dict]:
    """Return the linked data of a page, by type."""
    page = client.get(path).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return {told["@type"]: told for told in map(json.loads, blocks)}


def record(letter: str = "甲"):
    """A public letter with all that has a page of its own."""
    unit, category = make_unit(f"青原县{letter}局"), make_category(f"{letter}类")
    reply = make_reply(lead=unit, category=category, proposal=make_proposal(category=category), due_on=date(2030, 1, 1))
    action = reply.actions.get()
    return reply, {
        "action": f"/actions/{action.pk}/",
        "reply": f"/replies/{reply.pk}/",
        "proposal": f"/proposals/{reply.proposals.get().pk}/",
        "organisation": f"/organisations/{unit.slug}/",
        "category": f"/categories/{category.slug}/",
        "action history": f"/actions/{action.pk}/history/",
    }


LISTS = ["/", "/actions/", "/replies/", "/proposals/", "/organisations/", "/categories/", "/about/"]


def test_every_page_has_a_title_and_a_description_of_its_own(staff, client):
    pages = [
        *LISTS,
        *record("甲")[1].values(),
        *record("乙")[1].values(),
        "/actions/?status=done",
        "/replies/?place=青原县",
    ]
    for prefix in ("", "/en"):
        told = [head(client, prefix + path) for path in pages]
        assert len({each["title"] for each in told}) == len(pages)
        assert len({each["description"] for each in told}) == len(pages)
        assert all(0 < len(each["description"]) <= 300 for each in told)
        for each in told:
            assert each["title"].startswith(each["og:title"]) and each["og:description"] == each["description"]
            assert each["og:url"] == each["canonical"] and each["og:site_name"] and each["og:type"]
            assert each["og:locale"] == ("en_GB" if prefix else "zh_CN")


def test_a_description_says_what_stands_on_the_page(staff, client):
    reply, pages = record()
    action = reply.actions.get()
    make_update(action, "in_progress", organisation=action.lead)
    told = {name: head(client, path)["description"] for name, path in pages.items()}
    assert action.quote in told["action"] and "推进中" in told["action"] and "青原县甲局" in told["action"]
    for words in (reply.title, reply.document_number, "青原县甲局", "2025年6月30日", "载明 1 条举措"):
        assert words in told["reply"]
    assert reply.proposals.get().title in told["proposal"] and "第10届" not in told["organisation"]
    assert told["organisation"] == "青原县甲局（青原县）：公开举措 1 条（推进中 1）。"
    assert "甲类" in told["category"] and "推进中 1" in told["category"]


def test_phones_are_masked_where_nobody_looks_too(staff, client):
    proposal = make_proposal(title="提案，13887654321")
    reply = make_reply(
        quotes=["请拨13887654321，年底前“回访”<b>并</b>答复"], title="答复，13887654321", proposal=proposal,
        lead=make_unit("电话13887654321局", slug="电话局"),
    )  # fmt: skip
    action = reply.actions.get()
    addresses = [
        f"/actions/{action.pk}/",
        f"/replies/{reply.pk}/",
        f"/proposals/{proposal.pk}/",
        "/organisations/电话局/",
    ]
    for path in [
        *addresses,
        f"/actions/{action.pk}/embed/",
        "/organisations/电话局/history/",
        "/actions/",
        "/replies/",
    ]:
        page = client.get(path).content.decode()
        assert "87654321" not in page and "138********" in page, path
    told = head(client, addresses[0])
    assert "“回访”<b>并" in told["og:title"] and "“回访”<b>并" in told["description"]


def test_the_address_of_a_list_is_its_filter_in_one_writing(staff, client):
    record()
    path = "/actions/?cursor=x&status=done&utm_source=a&category=甲类&order=due&status=stalled"
    told = head(client, path)
    own = "?category=%E7%94%B2%E7%B1%BB&status=done&status=stalled"
    query = told["canonical"].removeprefix(f"{SITE}/actions/")
    assert sorted(query.removeprefix("?").split("&")) == sorted(own.removeprefix("?").split("&"))
    assert told["alternateen"] == f"{SITE}/en/actions/{query}" and told["alternatezh-Hans"] == told["canonical"]
    same = head(client, f"/actions/{query}")
    assert same["canonical"] == told["canonical"] and "robots" not in same
    assert head(client, "/actions/?order=due")["canonical"] == f"{SITE}/actions/"
    assert head(client, "/categories/?demo=1")["canonical"] == f"{SITE}/categories/?demo=1"


@pytest.mark.parametrize(
    "path",
    [
        "/actions/?cursor=x", "/actions/?q=渠", "/replies/?q=渠", "/actions/?status=bogus", "/replies/?partner=x",
        "/?demo=1", "/?demo=x", "/actions/?demo=1", "/organisations/?cursor=",
    ],
)  # fmt: skip
def test_what_no_index_should_hold_says_so(db, client, path):
    assert head(client, path)["robots"] == head(client, f"/en{path}")["robots"] == "noindex,follow"


def test_what_an_index_may_hold_does_not(staff, client):
    _, pages = record()
    assert head(client, pages.pop("action history"))["robots"] == "noindex,follow"
    assert [path for path in [*LISTS, *pages.values(), "/actions/?status=done"] if "robots" in head(client, path)] == []
    demo = make_place("示例市", level="city", is_demo=True)
    invented = make_reply(place=demo, lead=make_unit("示例市水务局", place=demo)).actions.get()
    for path in (f"/actions/{invented.pk}/", f"/replies/{invented.reply_id}/", "/organisations/示例市水务局/"):
        assert head(client, path)["robots"] == "noindex,follow"
    assert "Action" not in data(client, f"/actions/{invented.pk}/")


def test_the_crumbs_are_data_too(staff, client):
    _, pages = record()
    for prefix, home in (("", "首页"), ("/en", "Home")):
        crumbs = data(client, f"{prefix}{pages['organisation']}")["BreadcrumbList"]["itemListElement"]
        assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
        assert (crumbs[0]["name"], crumbs[2]["name"]) == (home, "青原县甲局")
        assert crumbs[1]["item"] == f"{SITE}{prefix}/organisations/"
        assert crumbs[2]["item"] == f"{SITE}{prefix}/organisations/%E9%9D%92%E5%8E%9F%E5%8E%BF%E7%94%B2%E5%B1%80/"
    assert len(data(client, pages["action history"])["BreadcrumbList"]["itemListElement"]) == 4
    assert [path for path in LISTS[1:] if "BreadcrumbList" not in data(client, path)] == []


def test_an_action_is_told_as_its_page_tells_it(staff, client):
    reply, pages = record()
    action = reply.actions.get()
    action.partners.create(name="某公司")
    told = data(client, pages["action"])["Action"]
    assert told["@context"] == "https://schema.org" and told["name"] == action.quote
    assert told["actionStatus"] == "https://schema.org/PotentialActionStatus" and "endTime" not in told
    assert told["agent"]["name"] == "青原县甲局" and told["participant"][0]["name"] == "某公司"
    assert "url" in told["agent"] and "url" not in told["participant"][0]
    assert told["subjectOf"]["identifier"] == reply.document_number
    make_update(action, "done", date(2025, 9, 1))
    told = data(client, pages["action"])["Action"]
    assert (told["actionStatus"], told["endTime"]) == ("https://schema.org/CompletedActionStatus", "2025-09-01")


def test_silence_is_never_told_as_failure():
    assert ACTION_STATUS.keys() == set(Status)
    assert [status for status, told in ACTION_STATUS.items() if told == "FailedActionStatus"] == [Status.DROPPED]
    assert ACTION_STATUS[Status.UNREPORTED] == "PotentialActionStatus"


def test_a_unit_is_told_with_its_other_names(staff, client):
    _, pages = record()
    unit = Organisation.objects.get(slug="青原县甲局")
    unit.names.create(name="青原县老甲局")
    told = data(client, pages["organisation"])["GovernmentOrganization"]
    assert (told["name"], told["alternateName"], told["areaServed"]["name"]) == (
        "青原县甲局",
        ["青原县老甲局"],
        "青原县",
    )


def test_no_words_of_the_record_end_the_block_of_data(staff, client):
    quote = "</script><script>alert(1)</script>&<!-- 年底前完成"
    action = make_reply(quotes=[quote]).actions.get()
    page = client.get(f"/actions/{action.pk}/").content.decode()
    assert "<script>alert" not in page and data(client, f"/actions/{action.pk}/")["Action"]["name"] == quote
    assert action_of(action, reported=action, linked=set())["name"] == quote


def test_a_card_may_be_framed_by_anybody_and_nothing_else(staff, client):
    _, pages = record()
    for prefix in ("", "/en"):
        card = client.get(f"{prefix}{pages['action']}embed/")
        assert card.status_code == 200 and "X-Frame-Options" not in card.headers
        policy = dict(part.strip().split(" ", 1) for part in card.headers["Content-Security-Policy"].split(";"))
        assert (
            policy["frame-ancestors"] == "*" and policy["default-src"] == "'none'" and policy["script-src"] == "'self'"
        )
        assert 'content="noindex"' in card.content.decode() and not card.cookies
    for path in [*LISTS, *pages.values(), "/actions/99999/embed/", "/nope/", "/admin/login/"]:
        response = client.get(path)
        assert response.headers["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"], path


def test_a_card_says_how_the_action_stands(staff, client):
    reply, pages = record()
    action = reply.actions.get()
    card = f"{pages['action']}embed/"
    for words in (action.quote, "尚未反馈", "这不说明事情做了或没做。", "青原县甲局", "2030年1月1日"):
        assert words in text_of(client.get(card))
    page = client.get(card).content.decode()
    assert f'<a href="{pages["action"]}" target="_top" rel="noopener">' in " ".join(page.split())
    make_update(action, "done")
    assert "已完成" in text_of(client.get(card)) and "Done" in text_of(client.get(f"/en{card}"))
    twin = make_reply(quotes=["同一件事也写在这封信里"]).actions.get()
    changes.merge_actions(action=twin, into=action, by=staff)
    assert "已完成" in text_of(client.get(f"/actions/{twin.pk}/embed/"))


def test_a_card_of_what_is_hidden_is_not_there_and_of_what_is_gone_says_so(staff, client):
    hidden, gone = make_reply(published=False).actions.get(), make_reply(withdrawn=True).actions.get()
    assert client.get(f"/actions/{hidden.pk}/embed/").status_code == 404
    card = client.get(f"/actions/{gone.pk}/embed/")
    assert card.status_code == 410 and "X-Frame-Options" not in card.headers
    assert "不再公开" in text_of(card) and gone.quote not in text_of(card)


def test_a_card_costs_two_queries_at_most(staff, client):
    _, pages = record()
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{pages['action']}embed/")
    assert len(queries) <= 2


def test_an_action_can_be_quoted(staff, client):
    reply, pages = record()
    quoted = client.get(pages["action"]).context["quoted"]
    assert quoted["citation"] == (
        f"《{reply.title}》（{reply.document_number}），2025年6月30日，举措 {reply.actions.get().pk}，"
        f"{SITE}{pages['action']}，查看日期：____"
    )
    assert f'src="{SITE}{pages["action"]}embed/"' in quoted["code"]
    page = client.get(pages["action"]).content.decode()
    assert "引用和嵌入" in page and "&lt;iframe src=" in page and "<iframe" not in page
    assert f"{SITE}/en{pages['action']}embed/" in client.get(f"/en{pages['action']}").context["quoted"]["code"]


def test_a_letter_without_a_head_is_described_and_quoted(staff, client):
    proposal = Proposal.objects.create(kind="proposal")
    reply = make_reply(title="", document_number="", issued_on=None, proposal=proposal)
    action = reply.actions.get()
    citation = client.get(f"/actions/{action.pk}/").context["quoted"]["citation"]
    assert citation == f"举措 {action.pk}，{SITE}/actions/{action.pk}/，查看日期：____"
    assert f"出自答复 {reply.pk}。" in head(client, f"/actions/{action.pk}/")["description"]
    assert head(client, f"/replies/{reply.pk}/")["description"] == "青原县水利局：载明 1 条举措。"
    assert head(client, f"/proposals/{proposal.pk}/")["description"] == "提案：公开答复 1 件，举措 1 条。"
