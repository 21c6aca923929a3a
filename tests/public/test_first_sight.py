"""What a page tells those who see it for the first time: where they are, the word of each sign, what no category holds."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from policies.derived import settle
from policies.queries import totals
from policies.queries.cache import clear_cache
from tests.factories import make_category, make_place, make_reply, make_unit, make_update
from tests.pages import ids_on, text_of


def html(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/categories/", "/"])
def test_what_has_no_category_is_counted_beside_the_way_to_it(db, client, address):
    make_reply(category=make_category(), actions=2)
    make_reply(actions=3)
    make_reply(published=False, actions=4)
    demo = make_place("示例市", level="city", is_demo=True)
    make_reply(place=demo, lead=make_unit("示例市水务局", place=demo))
    page = client.get(address)
    assert "没有类别的举措 3" in text_of(page) and 'href="/actions/?category=none"' in page.content.decode()
    assert len(ids_on(client.get("/actions/?category=none"), "actions")) == 3
    assert client.get("/categories/?demo=1").context["without_category"] == "1"


def both_say(client, query: str = "") -> str:
    """Return what the overview says of those without a category, having seen that the list says the same of itself."""
    listed = client.get(f"/actions/?category=none{query}").context
    beside = next(field for field in listed["fields"] if field.name == "category").options
    told = client.get(f"/?{query}").context["without_category"]
    assert f"<b>{told} 条举措</b>" in listed["sentence"]
    assert [choice.count for choice in beside if choice.value == "none"] == [told]
    return told


def test_of_very_many_at_least_what_the_categories_do_not_add_up_to_has_none(db, client, monkeypatch):
    both = make_reply(actions=2, category=make_category()).actions.first()
    make_reply(actions=7)
    both.categories.add(make_category("教育类"))
    settle([both])
    assert both_say(client) == "7"
    monkeypatch.setattr(totals, "COUNTED_EXACTLY", 3)
    clear_cache()
    assert both_say(client) == "7"
    monkeypatch.setattr(totals, "COUNTED_WHOLE", 8)
    clear_cache()
    assert both_say(client) == "6+"
    both.categories.clear()
    settle([both])
    clear_cache()  # no change was made, but by hand
    assert both_say(client) == "8+"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/actions/", ("/actions/", "page")),
        ("/en/replies/", ("/en/replies/", "page")),
        ("/replies/{reply}/", ("/replies/", "true")),
        ("/proposers/{place}/委员甲/", ("/proposals/", "true")),
        ("/search/", None),
        ("/", None),
    ],
)
def test_the_navigation_says_in_which_section_the_page_stands(db, client, address, told):
    reply = make_reply()
    reply.proposals.get().proposers.create(name="委员甲")
    place = reply.proposals.get().session.place_id
    page = html(client, address.format(reply=reply.pk, place=place))
    nav = re.search(r'id="sections">(.*?)</ul>', page, re.S)[1]
    assert re.findall(r'href="([^"]*)" aria-current="(\w+)"', nav) == ([told] if told else [])


def test_a_row_of_letters_says_the_words_of_its_signs(db, client):
    reply = make_reply(actions=3)
    make_update(reply.actions.first(), "done")
    row = text_of(client.get("/replies/"))
    assert "3 条举措 已完成 1 尚未反馈 2" in row
    assert "本件的 3 条举措 已完成 1 尚未反馈 2" in text_of(client.get(f"/replies/{reply.pk}/"))


def test_since_when_a_status_holds_is_said_to_be_the_units_word(action, client):
    make_update(action, "in_progress", date(2025, 9, 1))
    make_update(action, "in_progress", date(2025, 10, 1))
    assert "据单位填报，这一状态自 2025年9月1日 起" in text_of(client.get(f"/actions/{action.pk}/"))


def test_only_english_pages_say_that_letters_stay_chinese(db, client):
    assert html(client, "/en/replies/").count('class="stays-chinese"') == 1
    assert "stays-chinese" not in html(client, "/replies/")


def test_the_page_of_a_unit_lists_what_is_overdue_the_longest_first(db, client):
    unit, today = make_unit(), timezone.localdate()
    late = [make_reply(lead=unit, due_on=today - timedelta(days=n)).actions.get() for n in range(1, 6)]
    for each in late[:4]:
        make_update(each, "in_progress", today)
    page = client.get(f"/organisations/{unit.slug}/")
    assert [each.pk for each in page.context["overdue"]] == [late[3].pk, late[2].pk, late[1].pk]
    section = re.search(r'<section id="overdue">(.*?)</section>', page.content.decode(), re.S)[1]
    assert "<b>4</b>" in section and "due=overdue" in section and late[4].quote not in section
    make_update(late[1], "done", today)
    assert late[1].pk not in [each.pk for each in client.get(f"/organisations/{unit.slug}/").context["overdue"]]
    yesterday = client.get(f"/organisations/{unit.slug}/?as_of={today - timedelta(days=1)}")
    assert yesterday.context["overdue"] == [] and 'id="overdue"' not in yesterday.content.decode()


def test_days_of_filters_are_written_like_all_others(db, client):
    make_reply()
    assert text_of(client.get("/en/actions/?due_before=2030-01-02")).count("2 January 2030") >= 2
    assert "2030年1月2日" in text_of(client.get("/actions/?due_before=2030-01-02"))


def test_what_was_sought_is_said_on_paper_too(db, client):
    assert re.search(r'<p class="printed">水渠</p>', html(client, "/search/?q=水渠"))


def test_how_many_name_no_date_stands_beside_what_is_overdue(db, client):
    make_reply(actions=2)
    assert "没有写明日期、无从逾期的举措： 2" in text_of(client.get("/"))
    make_reply(due_on=date(2020, 1, 1), lead=make_unit("青原县教育局"))
    assert "无从逾期" not in text_of(client.get("/organisations/青原县教育局/"))


@pytest.mark.parametrize(("list_of", "told"), [("actions", "最近收录的在前"), ("replies", "新的在前")])
def test_the_newest_of_a_list_are_named_for_what_they_are(db, client, list_of, told):
    make_reply()
    assert told in text_of(client.get(f"/{list_of}/"))


def test_a_list_of_the_invented_place_says_so_once_and_each_single_page_does(db, client):
    demo = make_place("示例市", level="city", is_demo=True)
    letter = make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), actions=2)
    make_update(letter.actions.first(), "done")
    for address in ("/", "/actions/", "/replies/", "/proposals/", "/organisations/", "/search/?q=提案"):
        page = html(client, f"{address}{'&' if '?' in address else '?'}demo=1")
        assert page.count('class="demo-bar"') == 1 and "badge-demo" not in page, address
    for address in (f"/actions/{letter.actions.first().pk}/", f"/replies/{letter.pk}/", "/organisations/示例市水务局/"):
        page = html(client, address)
        assert page.count('class="demo-bar"') == page.count("badge-demo") == 1, address


@pytest.mark.parametrize("query", ["", "?as_of=2026-03-01"])
def test_the_overview_says_of_which_day_its_figures_are(action, client, query):
    day = date(2026, 3, 1) if query else timezone.localdate()
    assert f"· 截至 {day.year}年{day.month}月{day.day}日" in text_of(client.get(f"/{query}"))
