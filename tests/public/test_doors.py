"""Every public door is walked while the database holds what nobody may see; each is also seen to show what is public."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone

from policies import changes
from policies.exchange.api.resources import RESOURCES
from policies.exchange.dump import tables as dump
from policies.exchange.dump.latest import publish
from policies.models import Action, Category, Evidence, Organisation, Proposal, Proposer, Reply
from policies.public.sitemaps import SECTIONS
from tests.factories import make_place, make_staff
from tests.secrets_site import HIDDEN, SHOWN, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dumps(tmp_path_factory):
    return tmp_path_factory.mktemp("dumps")


@pytest.fixture(autouse=True)
def _pages_are_kept(settings, dumps):
    settings.KEEP_PAGES, settings.DATA_DIR = True, dumps


@pytest.fixture(scope="module")
def site(module_db, dumps):
    built = build_site()
    with override_settings(DATA_DIR=dumps):
        publish()
    return built


SITEMAPS = [f"/sitemap-{name}-1.xml" for name in SECTIONS]
FIGURES = [f"/statistics/{name}.csv" for name in ("status-by-month", "deadlines", "ages", "units")]
DOWNLOADS = [f"/actions.{kind}{query}" for kind in ("csv", "json", "ndjson", "xlsx") for query in ("", "?q=引")]
TABLES = [f"/data/{table}.csv" for table in dump.TABLES]
DUMP = [*TABLES, *(f"/data/{name}" for name in ("datapackage.json", "changes.csv", "README.txt", "commitments.zip"))]
FEEDS = ["/actions.atom", "/replies.atom", "/proposals.atom", "/actions.ics"]
FILES = ["/robots.txt", "/health/", "/sitemap.xml", *SITEMAPS, *FIGURES, *DOWNLOADS, *DUMP]
# They have no language.
WITHOUT_LANGUAGE = re.compile("|".join([*map(re.escape, FILES), r".*\.(atom|ics)(\?.*)?"]))


def _everything(site: dict[str, str]) -> list[str]:
    """Every public address once, those of hidden things too, in both languages and with every filter."""
    addresses = [
        *site.values(),
        "/?demo=1",
        *FILES,
        *FEEDS,
        *(f"{feed}?demo=1" for feed in FEEDS),
        *(f"{feed}?q={word}" for feed in FEEDS for word in ("暗", "撤", "引", "明")),
        "/actions.ics?due_after=2000-01-01",
        "/actions.atom?status=done",
        "/actions/?order=due",
        "/actions/?order=updated",
    ]
    addresses += [f"/actions/{pk}/" for pk in Action.objects.values_list("pk", flat=True)]
    addresses += [f"{address}correction/" for address in addresses if re.fullmatch(r"/actions/[0-9]+/", address)]
    addresses += [f"/actions/{pk}.atom" for pk in Action.objects.values_list("pk", flat=True)]
    addresses += [f"/actions/{pk}/embed/" for pk in Action.objects.values_list("pk", flat=True)]
    addresses += [f"/replies/{pk}/" for pk in Reply.objects.values_list("pk", flat=True)]
    addresses += [f"/proposals/{pk}/" for pk in Proposal.objects.values_list("pk", flat=True)]
    addresses += [f"/proposers/{make_place().pk}/{each.name}/" for each in Proposer.objects.all()]
    addresses += [f"/categories/{category.slug}/" for category in Category.objects.all()]
    addresses += [f"/organisations/{unit.slug}/" for unit in Organisation.objects.all()]
    addresses += [f"{address}history/" for address in addresses if address.count("/") == 3]
    addresses += [f"/evidence/{pk}/" for pk in Evidence.objects.values_list("pk", flat=True)]
    addresses += [f"/actions/?reply={pk}" for pk in Reply.objects.values_list("pk", flat=True)]
    addresses += [f"/actions/?status={status}" for status in ("unreported", "done", "in_progress")]
    addresses += [
        "/actions/?due=none",
        *(
            f"/{page}/?q={word}"
            for page in ("search", "actions", "replies", "proposals", "organisations")
            for word in ("暗", "撤", "引", "函", "案", "局", "旧", "-明")
        ),
        "/actions/?category=none",
        "/replies/?order=oldest",
        "/organisations/?order=name",
    ]
    pages = [address for address in addresses if _has_language(address)]
    return list(dict.fromkeys(addresses + [f"/en{address}" for address in pages] + _of_the_api()))


def _of_the_api() -> list[str]:
    """Every list of the API, with everything that changed, and each thing on record, public or not."""
    lists = [f"/api/v1/{each.noun}/" for each in RESOURCES]
    changed = [f"{address}?updated_after=2020-01-01" for address in lists]
    sought = [f"/api/v1/{noun}/?q=引" for noun in ("actions", "replies", "proposals", "organisations")]
    single = [
        f"/api/v1/{each.noun}/{key}/"
        for each in RESOURCES
        for key in each.find({}).queryset.model.objects.values_list(each.lookup_field, flat=True)
    ]
    return ["/api/v1/", "/api/v1/schema/", *lists, *changed, *sought, *single]


def _has_language(address: str) -> bool:
    return not WITHOUT_LANGUAGE.fullmatch(address)


def _said(response) -> str:
    """The words of an answer. A calendar's lines are put together again, or a word could hide between two; a workbook is
    an archive of texts."""
    content = response.getvalue()
    if not content.startswith(b"PK"):
        return content.decode().replace("\r\n ", "")
    with ZipFile(BytesIO(content)) as book:
        # Of a base among them it is enough that what is sought is written in it as anywhere.
        return "".join(book.read(name).decode(errors="replace") for name in book.namelist())


@pytest.fixture(scope="module")
def seen(site, dumps):
    """What anybody is shown, by address."""
    with override_settings(DATA_DIR=dumps):
        return dict(_walk(site, Client()))


def _walk(site: dict, client) -> Iterator[tuple[str, str]]:
    """Yield every address with what it shows."""
    for address in _everything(site):
        page = _said(client.get(address))
        # Pages name the address that was asked for; files only what is in them.
        yield address, unquote(page) if address in (*FILES, *FEEDS) or address.startswith("/api/v1/") else page


@pytest.mark.thorough
@pytest.mark.parametrize("logged_in", [False, True], ids=["anybody", "staff"])
def test_no_door_shows_what_is_not_public(site, seen, client, logged_in):
    assert Action.objects.filter(quote__contains="引将于").count() == 4  # there is something that could leak
    if logged_in:
        client.force_login(make_staff())
        seen = dict(_walk(site, client))
    assert [(address, word) for address, page in seen.items() for word in HIDDEN if word in page] == []


def test_no_past_day_shows_what_is_not_public(site, client):
    today = timezone.localdate()
    doors = [
        "overview",
        "actions",
        "replies",
        "proposals",
        "organisations",
        "organisation",
        "categories",
        "category",
        "statistics",
        "action feed",
        "reply feed",
        "proposal feed",
        "calendar",
    ]
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        pages = {door: _said(client.get(f"{site[door]}?as_of={today}")) for door in doors}
    assert [(door, word) for door, page in pages.items() for word in HIDDEN if word in page] == []
    assert [(door, word) for door in doors for word in SHOWN[door] if word not in pages[door]] == []


@pytest.mark.database
def test_every_door_shows_what_is_public(site, client, subtests):
    assert site.keys() == SHOWN.keys()
    for door, words in SHOWN.items():
        with subtests.test(door=door):
            for prefix in ("", "/en") if _has_language(site[door]) else [""]:
                response = client.get(prefix + site[door])
                page = _said(response)
                assert response.status_code == 200
                expected = words if door != "about" or not prefix else ["Nothing reported yet"]
                assert [word for word in expected if word not in page] == []


def test_every_file_of_the_dump_was_there_to_be_walked(seen):
    assert "明引" in seen["/data/actions.csv"] and "明文" in seen["/data/replies.csv"]
    assert "明引" in seen["/data/commitments.zip"]
    assert [address for address in DUMP if "没有这个文件" in seen[address]] == []


def test_a_hidden_thing_answers_as_if_it_were_not_there(site, client):
    for reply in Reply.objects.filter(published_at__isnull=True):
        assert client.get(f"/replies/{reply.pk}/").status_code == 404
        assert client.get(f"/actions/{reply.actions.get().pk}/").status_code == 404
    assert client.get("/organisations/暗局/").status_code == client.get("/categories/暗类/").status_code == 404
    assert client.get(f"/actions/{Action.objects.get(quote__startswith='未引').pk}/").status_code == 404


def test_what_is_hidden_counts_nowhere(site, client):
    page = client.get("/")
    assert page.context["bar"].counts == {"in_progress": 1} and page.context["letters"] == "1"
    assert [bar.of.name for bar in page.context["categories"]] == ["明类"]
    assert [bar.of.name for bar in page.context["units"]] == ["明局"]


def test_no_door_leads_to_an_action_that_is_not_public(seen):
    """The letter's own words stay; what is not an action, or not yet, is marked and linked nowhere."""
    hidden = Action.objects.filter(is_public=False)
    assert hidden.count() == 4
    # A page that says no names its own address, as the link to the other language.
    own = tuple(f"/actions/{action.pk}/{page}" for action in hidden for page in ("", "embed/"))
    pages = "".join(page for address, page in seen.items() if not address.endswith(own))
    leads = [
        action.pk
        for action in hidden
        if f'href="/actions/{action.pk}/"' in pages or f'id="action-{action.pk}"' in pages
    ]
    assert leads == []
    shown = Action.objects.get(is_public=True)
    assert f'href="/actions/{shown.pk}/"' in pages and f'id="action-{shown.pk}"' in pages


def test_publishing_opens_the_doors(site, client):
    """The words that are sought do reach the pages once they may: the walk above can see a leak."""
    dark = Reply.objects.get(title="暗题")
    changes.publish_reply(reply=dark, by=make_staff())
    missing = {"暗引", "暗题", "暗函", "暗文", "暗标", "暗案", "暗员", "暗局", "暗类"}
    for _address, page in _walk(site, client):
        missing -= {word for word in missing if word in page}
        if not missing:
            break
    assert missing == set()
