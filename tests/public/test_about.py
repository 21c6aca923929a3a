"""The page about the site: its parts, who stands behind it, and how the data may be used."""

import re

from policies.models import Status
from tests.factories import make_reply, make_update
from tests.pages import text_of


def test_every_part_can_be_reached_and_linked_to(db, client):
    page = client.get("/about/")
    body = page.content.decode()
    places = re.findall(r'href="#(\w+)"', body.split("on-this-page")[1].split("</nav>")[0])
    assert places == re.findall(r'<section id="(\w+)"', body) and len(places) == 15
    for place, title in page.context["parts"]:
        assert re.search(rf'<section id="{place}">\s*<h2>{title}</h2>', body), place


def test_it_says_who_stands_behind_the_site(db, client, settings):
    told = text_of(client.get("/about/"))
    assert "本站由谁运营：尚未填写。" in told and "联系方式：尚未填写。" in told
    assert "本站由谁运营：尚未填写。" in text_of(client.get("/"))
    settings.SITE_OWNER, settings.SITE_CONTACT = "青原县政协", "office@example.cn"
    page = client.get("/about/")
    assert "本站由青原县政协运营。" in text_of(page) and "尚未填写" not in text_of(page)
    assert "本站由青原县政协运营。" in text_of(client.get("/actions/"))
    assert 'href="mailto:office@example.cn"' in page.content.decode()
    settings.SITE_CONTACT = "https://example.cn/contact"
    assert 'href="https://example.cn/contact"' in client.get("/about/").content.decode()


def test_it_says_how_the_data_may_be_used(db, client, settings):
    assert "没有写明许可" in text_of(client.get("/about/"))
    settings.DATA_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert "CC BY 4.0" in text_of(client.get("/about/"))


def test_it_cites_a_real_action_where_there_is_one(db, client):
    assert "《答复标题》（文号），举措 12" in text_of(client.get("/about/"))
    action = make_reply().actions.get()
    assert f"/actions/{action.pk}/，查看日期：____" in text_of(client.get("/about/"))


def test_a_status_says_that_the_unit_says_it(db, client):
    told = text_of(client.get("/about/"))
    for status in Status:
        assert str(status.meaning) in told and (status == Status.UNREPORTED) != ("主责单位报告" in status.meaning)
    assert "不替单位担保做得怎样" in told
    action = make_reply().actions.get()
    make_update(action, Status.DONE)
    assert "主责单位报告已经照承诺做完" in text_of(client.get(f"/actions/{action.pk}/"))
