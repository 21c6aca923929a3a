"""The sitemap: every public page of the real places, by ranges of keys, and nothing else."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies import changes
from policies.models import Action, Reply
from policies.public import sitemaps
from policies.queries.cache import clear_cache
from tests.factories import make_category, make_place, make_reply, make_unit, make_update

pytestmark = pytest.mark.database

SITE = "https://tracker.example.cn"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def _site(settings, monkeypatch):
    settings.SITE_URL = SITE
    # All in the first file, whatever keys a database gave to the rows of tests before.
    monkeypatch.setattr(sitemaps, "KEYS_PER_FILE", 10**6)


def read(client, path: str):
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml")
    return ET.fromstring(response.content)


def files(client) -> list[str]:
    return [loc.text.removeprefix(SITE) for loc in read(client, "/sitemap.xml").findall("s:sitemap/s:loc", NS)]


def addresses(client, path: str) -> list[str]:
    return [loc.text.removeprefix(SITE) for loc in read(client, path).findall("s:url/s:loc", NS)]


def everything(client) -> list[str]:
    return [address for path in files(client) for address in addresses(client, path)]


def test_every_public_page_stands_in_it_in_both_languages(staff, client):
    reply = make_reply(category=make_category())
    action, proposal = reply.actions.get(), reply.proposals.get()
    lists = ["/", "/about/", "/api/", "/data/", "/statistics/"]
    lists += [f"/{name}/" for name in ("actions", "replies", "proposals", "organisations", "categories")]
    own = [f"/actions/{action.pk}/", f"/replies/{reply.pk}/", f"/proposals/{proposal.pk}/"]
    units = ["/organisations/%E9%9D%92%E5%8E%9F%E5%8E%BF%E6%B0%B4%E5%88%A9%E5%B1%80/"]
    categories = ["/categories/%E5%86%9C%E4%B8%9A%E6%B0%B4%E5%88%A9%E7%B1%BB/"]
    expected = [*lists, *own, *units, *categories]
    found = everything(client)
    assert sorted(found) == sorted([*expected, *(f"/en{path}" for path in expected)])
    assert {client.get(path).status_code for path in found} == {200}


def test_each_address_names_its_other_language(action, client):
    url = read(client, "/sitemap-actions-1.xml").find("s:url", NS)
    alternates = {each.get("hreflang"): each.get("href") for each in url.findall("x:link", NS)}
    chinese, english = f"{SITE}/actions/{action.pk}/", f"{SITE}/en/actions/{action.pk}/"
    assert alternates == {"zh-Hans": chinese, "en": english, "x-default": chinese}


def test_what_is_not_public_and_what_is_invented_stands_nowhere(staff, client):
    make_reply(published=False, lead=make_unit("暗局"), category=make_category("暗类"))
    make_reply(withdrawn=True, lead=make_unit("撤局"), category=make_category("撤类"))
    demo = make_place("示例市", level="city", is_demo=True)
    make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), category=make_category("示例类"))
    assert [path for path in everything(client) if path.count("/") > 2 and not path.startswith("/en/")] == []
    assert files(client) == ["/sitemap-pages-1.xml"]


def test_a_category_of_both_worlds_stands_in_it(staff, client):
    demo, category = make_place("示例市", level="city", is_demo=True), make_category()
    make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), category=category)
    make_reply(category=category)
    assert len(addresses(client, "/sitemap-categories-1.xml")) == 2


def test_the_day_is_that_of_the_latest_change(staff, client):
    action = make_reply(due_on=date(2030, 1, 1)).actions.get()
    long_ago = timezone.make_aware(timezone.datetime(2026, 1, 1))

    def day():
        return read(client, "/sitemap-actions-1.xml").find("s:url/s:lastmod", NS).text

    Action.objects.filter(pk=action.pk).update(published_at=long_ago)
    assert day() == "2026-01-01"
    changes.revise_deadline(action=action, due_on=date(2031, 1, 1), reason="招标流标", by=staff)
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert day() == today
    action.deadline_changes.update(changed_at=long_ago)
    make_update(action, draft=True, published=False)
    assert day() == "2026-01-01"
    make_update(action)
    assert day() == today
    assert read(client, "/sitemap-proposals-1.xml").find("s:url/s:lastmod", NS).text == today


def test_a_file_is_a_range_of_keys(staff, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "KEYS_PER_FILE", 2)
    first = make_reply(actions=7).actions.order_by("pk").first().pk
    Action.objects.filter(pk__gt=first + 2, pk__lte=first + 4).update(is_public=False)
    number = -(-first // 2)
    in_files = {n: addresses(client, f"/sitemap-actions-{n}.xml") for n in range(number, number + 4)}
    told = {n: {int(path.strip("/").split("/")[-1]) for path in paths} for n, paths in in_files.items()}
    public = set(Action.objects.public().values_list("pk", flat=True))
    assert set().union(*told.values()) == public
    assert all(2 * n - 1 <= pk <= 2 * n for n, keys in told.items() for pk in keys)
    last = -(-max(public) // 2)
    listed = [path for path in files(client) if "actions" in path]
    assert listed == [f"/sitemap-actions-{n}.xml" for n in range(1, last + 1)]
    assert {client.get(path).status_code for path in listed[-6:]} == {200}  # an empty range between others too


@pytest.mark.parametrize("path", ["actions-0", "actions-2", f"actions-{10**40}", "pages-2", "places-1", "admin-1"])
def test_a_file_that_is_not_listed_is_not_there(action, client, path):
    assert client.get(f"/sitemap-{path}.xml").status_code == 404


def test_many_rows_cost_the_queries_of_one(staff, client):
    def costs():
        cost = {}
        for path in ["/sitemap.xml", *files(client)]:
            clear_cache()
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            cost[path] = len(queries)
            assert not any("COUNT(" in query["sql"] or "OFFSET" in query["sql"] for query in queries)
        return cost

    make_reply(actions=1, category=make_category())
    few = costs()
    make_reply(actions=30, category=make_category("教育类"), lead=make_unit("青原县教育局"))
    assert costs() == few
    assert few["/sitemap.xml"] == 6 and max(few.values()) <= 6


@pytest.mark.parametrize("name", ["actions", "replies", "proposals", "organisations", "categories"])
def test_a_file_reads_a_range_of_its_keys(staff, name):
    """The database goes to the keys themselves, whatever else the table holds."""
    section = sitemaps.SECTIONS[name]()
    rows = section.rows().filter(pk__gt=0, pk__lte=10).order_by("pk").values_list("pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = rows.explain()
    expected = "PRIMARY KEY (rowid>? AND rowid<?)" if connection.vendor == "sqlite" else "id > 0"
    assert expected in plan, plan


def test_robots_name_the_sitemap_and_spare_what_is_endless(db, client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /*?*&" in lines and "Disallow: /*cursor=" in lines and "Disallow: /" not in lines


def test_a_withdrawn_letter_leaves_it(staff, client):
    reply = make_reply()
    assert f"/replies/{reply.pk}/" in everything(client)
    changes.withdraw_reply(reply=Reply.objects.get(), reason="寄错了单位", by=staff)
    assert f"/replies/{reply.pk}/" not in everything(client)
