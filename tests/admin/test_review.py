"""逐条审核: submitted updates one after the other."""

import pytest
from django.urls import reverse

from policies.models import State, Update
from tests import factories

PAGE = "admin:policies_update_review"


@pytest.fixture
def unit(db):
    return factories.make_unit("青原县水利局")


@pytest.fixture
def reporter(unit):
    return factories.make_member("reporter", unit)


@pytest.fixture
def desk(client, unit):
    client.force_login(factories.make_member("reviewer", unit))
    return client


@pytest.fixture
def waiting(unit, reporter):
    """Three submitted updates, in the order in which they were handed in."""
    action = factories.make_reply(lead=unit).actions.get()
    return [factories.make_update(action, published=False, by=reporter) for _ in range(3)]


def shown(desk, **query):
    return desk.get(reverse(PAGE), query).context["update"]


def send(desk, update, deed, **fields):
    """Press a button of the page as it stands in it, and return the page that follows."""
    decision = next(each for each in desk.get(reverse(PAGE)).context["decisions"] if each.deed.name == deed)
    return desk.post(decision.url, {"deed": deed, "back": decision.back} | fields, follow=True)


def test_what_has_waited_longest_comes_first_and_the_next_follows_it(desk, waiting):
    assert shown(desk) == waiting[0]
    answer = send(desk, waiting[0], "publish_update")
    assert Update.objects.get(pk=waiting[0].pk).state == State.PUBLISHED
    assert answer.context["update"] == waiting[1]
    assert answer.context["waiting"] == 2
    answer = send(desk, waiting[1], "return_update", remark="写明哪一天开工。")
    assert Update.objects.get(pk=waiting[1].pk).state == State.RETURNED
    assert answer.context["update"] == waiting[2]
    answer = send(desk, waiting[2], "publish_update")
    assert answer.context["update"] is None
    assert "没有待审核的进展" in answer.content.decode()


def test_the_page_shows_what_is_signed_for(desk, waiting):
    page = desk.get(reverse(PAGE)).content.decode()
    update = waiting[0]
    for words in (update.reason, update.action.quote, "开工的消息", "https://example.org/news/1", "推进中"):
        assert words in page


def test_what_is_skipped_is_left_for_later(desk, waiting):
    skip = desk.get(reverse(PAGE)).context["skip"]
    answer = desk.get(skip)
    assert (answer.context["update"], answer.context["skipped"]) == (waiting[1], 1)
    answer = desk.get(desk.get(answer.context["skip"]).context["skip"])
    assert answer.context["update"] is None
    assert "跳过的 3 条还在等" in answer.content.decode()
    assert shown(desk) == waiting[0]


def test_a_refused_return_keeps_the_place_in_the_queue(desk, waiting):
    answer = send(desk, waiting[0], "return_update", remark=" ")
    assert "写明退回的原因" in answer.content.decode()
    assert Update.objects.get(pk=waiting[0].pk).state == State.SUBMITTED


@pytest.mark.parametrize("after", ["x", "-1", "999999999999999999999999", "4000"])
def test_a_wrong_place_to_go_on_from_begins_anew(desk, waiting, after):
    assert shown(desk, after=after) == waiting[0]


def test_a_reporter_reviews_nothing(client, reporter, waiting):
    client.force_login(reporter)
    assert client.get(reverse(PAGE)).status_code == 403
    assert "逐条审核" not in client.get(reverse("admin:index")).content.decode()


def test_nothing_of_another_unit_is_shown(client, waiting):
    client.force_login(factories.make_member("reviewer", factories.make_unit("青原县教育局")))
    assert client.get(reverse(PAGE)).context["update"] is None


def test_the_page_asks_the_same_of_the_database_however_much_waits(
    desk, waiting, reporter, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as asked:
        desk.get(reverse(PAGE))
    for _ in range(5):
        factories.make_update(waiting[0].action, published=False, by=reporter)
    with django_assert_num_queries(len(asked)):
        desk.get(reverse(PAGE))
