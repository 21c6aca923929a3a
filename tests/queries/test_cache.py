"""What pages keep of the record holds until the next change, and no longer."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from policies.changes import Refused, publish_reply, withdraw_reply
from policies.demo.city import remove_demo
from policies.models import edition
from policies.queries import cache as caching
from policies.queries.cache import cached_per_edition
from policies.queries.totals import letters_counted
from tests.factories import make_place, make_reply, make_staff

pytestmark = pytest.mark.database

asked = []


@cached_per_edition
def told(name: str, *, demo: bool = False) -> str:
    asked.append(name)
    return f"{name} {demo}"


@pytest.fixture(autouse=True)
def _nobody_asked(db):
    asked.clear()


def test_it_is_worked_out_once_for_each_that_is_asked():
    assert [told("一"), told("一"), told("二"), told("一", demo=True)] == [
        "一 False",
        "一 False",
        "二 False",
        "一 True",
    ]
    assert asked == ["一", "二", "一"]


def test_each_language_has_its_own():
    for language in ("zh-hans", "en", "zh-hans"):
        with override(language):
            told("一")
    assert asked == ["一", "一"]


def test_a_change_makes_it_old(client):
    reply = make_reply(published=False)
    assert letters_counted(demo=False) == "0"
    publish_reply(reply=reply, by=make_staff())
    assert letters_counted(demo=False) == "1"
    withdraw_reply(reply=reply, reason="寄错了单位", by=make_staff())
    assert letters_counted(demo=False) == "0"


def test_so_does_the_removal_of_the_invented_place():
    make_reply(place=make_place("云山市", "city", is_demo=True))
    assert letters_counted(demo=True) == "1"
    remove_demo()
    assert letters_counted(demo=True) == "0"


def test_what_the_database_undoes_leaves_nothing_kept():
    reply, before = make_reply(published=False), edition()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish_reply(reply=reply, by=make_staff())
        assert letters_counted(demo=False) == "1"
        1 / 0  # noqa: B018
    assert edition() == before
    assert letters_counted(demo=False) == "0"


def test_a_refused_change_is_no_new_edition():
    reply = make_reply()
    before = edition()
    with pytest.raises(Refused):
        withdraw_reply(reply=reply, reason="", by=make_staff())
    assert edition() == before


def test_the_next_day_begins_anew():
    with time_machine.travel(
        datetime(2026, 3, 1, 15, 59, tzinfo=UTC), tick=False
    ):  # in Shanghai one minute to midnight
        told("一")
    with time_machine.travel(datetime(2026, 3, 1, 16, 0, tzinfo=UTC), tick=False):
        told("一")
    assert asked == ["一", "一"]


def test_what_was_not_asked_for_longest_gives_way():
    for n in range(caching.MOST + 1):
        told(str(n))
    told(str(caching.MOST)), told("0")
    assert len(asked) == caching.MOST + 2 and asked[-1] == "0"


def test_a_page_costs_one_look_where_all_is_kept():
    letters_counted(demo=False)
    with CaptureQueriesContext(connection) as queries:
        letters_counted(demo=False)
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_off_is_noticed_by_what_a_page_asks_first():
    """It is opened anew, and the page goes on. SQLite's cannot break off."""
    make_reply()
    if connection.vendor == "sqlite":
        assert not connection.health_check_enabled
        return
    for breaks_off in (False, True):
        connection.health_check_done = False
        if breaks_off:
            with connection.connection.cursor() as cursor, pytest.raises(connection.Database.OperationalError):
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        with CaptureQueriesContext(connection) as asked:
            assert edition() and edition() == edition()
        assert {query["sql"] for query in asked} == {"SELECT token FROM policies_edition"}
    assert letters_counted(demo=False) == "1"


def test_a_page_speaks_of_one_edition_throughout(db):
    reply = make_reply(published=False)

    def page(request):
        before = letters_counted(demo=False)
        publish_reply(reply=reply, by=make_staff())  # somebody else, meanwhile
        return before, letters_counted(demo=False)

    assert caching.EditionMiddleware(page)(None) == ("0", "0")
    assert letters_counted(demo=False) == "1"


@pytest.fixture
def keeping_pages(db, settings):
    settings.KEEP_PAGES = True


def cost(client, address: str) -> tuple[int, str]:
    """Return how many queries an address takes, and what it says."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return len(queries), answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/actions/", "/en/statistics/", "/about/", "/search/?q=水利"])
def test_a_page_is_answered_from_what_is_kept(client, keeping_pages, address):
    make_reply()
    first, page = cost(client, address)
    again, same = cost(client, address)
    assert first >= again == 1 and page == same
    assert client.get(address).headers["Content-Language"] == ("en" if address.startswith("/en") else "zh-hans")


def test_a_change_shows_on_every_page(client, keeping_pages):
    reply = make_reply()
    address = f"/replies/{reply.pk}/"
    assert "加快水利建设" in client.get("/replies/").content.decode() + client.get(address).content.decode()
    withdraw_reply(reply=reply, reason="寄错了单位", by=make_staff())
    assert f'href="{address}"' not in client.get("/replies/").content.decode()
    assert client.get(address).status_code == 410


def test_other_parameters_are_another_page(client, keeping_pages):
    make_reply()
    assert cost(client, "/actions/?status=done")[1] != cost(client, "/actions/?status=unreported")[1]


def test_what_is_not_there_is_not_kept(client, keeping_pages):
    assert client.get("/replies/1/").status_code == 404
    reply = make_reply()
    assert client.get(f"/replies/{reply.pk}/").status_code == 200
    assert cost(client, "/replies/999999/")[0] == cost(client, "/replies/999999/")[0] > 1


def test_where_pages_are_not_kept_each_is_made_anew(client, db, settings):
    settings.KEEP_PAGES = False
    make_reply()
    client.get("/replies/")
    assert cost(client, "/replies/")[0] > 1
