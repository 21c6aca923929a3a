"""What stands beside a status so that it is not taken for more: late, a partner's word, the day, where else to look."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from policies import changes
from policies.models import Action, Status
from tests.factories import make_place, make_reply, make_staff, make_unit, make_update
from tests.pages import addresses_on, text_of

pytestmark = pytest.mark.django_db
DUE = date(2025, 9, 1)
LATE = "晚于期限完成"


def done(on: date) -> Action:
    action = make_reply(due_on=DUE).actions.get()
    make_update(action, "done", on)
    return action


@pytest.mark.parametrize(("days", "is_late"), [(-1, False), (0, False), (1, True)])
def test_what_was_done_after_its_deadline_is_said_to_be_late_wherever_its_status_is_told(client, days, is_late):
    action = done(DUE + timedelta(days=days))
    assert Action.objects.get().is_done_late() == is_late
    for path in ("/actions/", f"/actions/{action.pk}/", f"/actions/{action.pk}/embed/", f"/replies/{action.reply_id}/"):
        assert (LATE in text_of(client.get(path))) == is_late, path
    told = text_of(client.get(f"/actions/{action.pk}/"))
    assert ("期限是 2025年9月1日 ，据单位填报完成于 2025年9月2日 ，晚了 1 天。" in told) == is_late
    assert ("2 September 2025 , 1 day late" in text_of(client.get(f"/en/actions/{action.pk}/"))) == is_late


def test_only_what_is_done_and_had_a_day_is_late_in_that_way(client):
    assert not Action(status=Status.DONE, due_on=None, status_since=DUE).is_done_late()
    assert not Action(status=Status.DROPPED, due_on=DUE, status_since=DUE + timedelta(days=1)).is_done_late()


def test_what_is_overdue_is_said_in_the_letter_and_on_the_card_with_the_day(client):
    action = make_reply(due_on=DUE).actions.get()
    make_update(action, "in_progress", date(2025, 8, 1))
    today = f"{timezone.localdate():%Y}年"
    assert "已逾期" in text_of(client.get(f"/replies/{action.reply_id}/"))
    card = text_of(client.get(f"/actions/{action.pk}/embed/"))
    assert "已逾期" in card and f"截至 {today}" in card


def test_news_of_a_partner_is_said_to_be_one_where_news_are_told(client):
    unit, partner = make_unit("青原县水利局"), make_unit("青原县财政局")
    own, helped = make_reply(actions=2, lead=unit).actions.all()
    helped.partners.create(name="县财政局", organisation=partner)
    make_update(own)
    for page in ("/", f"/proposals/{own.reply.proposals.get().pk}/"):
        assert "协办单位进展" not in text_of(client.get(page))
    make_update(helped, organisation=partner)
    for page in ("/", f"/proposals/{own.reply.proposals.get().pk}/"):
        assert text_of(client.get(page)).count("协办单位进展") == 1
    told = text_of(client.get(f"/actions/{helped.pk}/"))
    assert "尚未反馈" in told and "还没有公开主责单位的进展。" in told


def test_news_of_a_successor_are_the_leads_own(client):
    unit, later = make_unit("青原县水利局"), make_unit("青原县水务局")
    action = make_reply(lead=unit).actions.get()
    changes.succeed_unit(unit=unit, successors=[later], on=date(2025, 7, 1), by=make_staff())
    make_update(action, organisation=later)
    assert "协办单位进展" not in text_of(client.get("/"))


def test_an_empty_list_of_a_past_day_leads_to_today_and_not_to_itself(client):
    make_reply()
    asked = "/actions/?as_of=2020-01-01"
    page = client.get(asked)
    assert "那一天可能还没有收录。" in text_of(page) and "看全部" not in text_of(page)
    assert text_of(page).count("看今天") == 2
    assert "看全部" in text_of(client.get(f"{asked}&status=done"))


def test_a_search_of_actions_leads_on_to_the_whole_letters(client):
    reply = make_reply(opening="关于养老的提案收悉。\n\n")
    page = client.get("/actions/", {"q": "养老"})
    assert "0 条举措" in text_of(page)
    [onward] = [address for address in addresses_on(page) if address.startswith("/replies/?q=")]
    assert reply.title in text_of(client.get(onward))


def test_an_invented_action_is_cited_as_one(client):
    place = make_place("云山市", is_demo=True)
    invented = make_reply(place=place, lead=make_unit("云山市教育局", place=place)).actions.get()
    real = make_reply().actions.get()
    assert client.get(f"/actions/{invented.pk}/").context["quoted"]["citation"].startswith("（演示数据，虚构）")
    assert "虚构" not in client.get(f"/actions/{real.pk}/").context["quoted"]["citation"]


def test_the_whole_country_is_named_in_english_other_places_are_not(client):
    for name, level, told in (("全国", "national", "National"), ("青原县", "county", "青原县")):
        unit = make_unit(f"{name}某局", place=make_place(name, level=level))
        make_reply(lead=unit, place=unit.place)
        assert f" {told} " in text_of(client.get(f"/en/organisations/{unit.slug}/"))
