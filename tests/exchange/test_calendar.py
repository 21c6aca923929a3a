"""Calendars: every deadline on its day, the same event wherever it moves, and lines that any calendar reads."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar, Event

from policies import changes
from policies.exchange.feeds import deadlines
from policies.models import Reply
from tests.factories import make_category, make_place, make_reply, make_unit, make_update

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.cn"
AHEAD = timezone.localdate() + timedelta(days=100)


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def read_calendar(response) -> Calendar:
    """Return the calendar of an answer: it parses, without a fault, and none of its lines is too long."""
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    lines = response.content.split(b"\r\n")
    assert lines.pop() == b"" and max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    read = Calendar.from_ical(response.content)
    assert read.errors == [] and [event.errors for event in read.walk("VEVENT") if event.errors] == []
    assert read.subcomponents != []  # RFC 5545 wants one at least
    return read


def events(client, query: str = "") -> list[Event]:
    return read_calendar(client.get(f"/actions.ics{query}")).walk("VEVENT")


def test_a_deadline_is_a_whole_day_on_which_nobody_is_busy(staff, client):
    reply = make_reply(
        quotes=["年底前完成县城供水管网改造，新建泵站2座；联系电话13887654321，" + "逐段验收，" * 30],
        category=make_category(),
        due_on=AHEAD,
    )
    action = reply.actions.get()
    [event] = events(client)
    assert event["UID"] == f"action-{action.pk}@tracker.example.cn"
    assert event["DTSTART"].to_ical().decode() == f"{AHEAD:%Y%m%d}" and event["DTSTART"].params["VALUE"] == "DATE"
    assert event.decoded("DTEND") == AHEAD + timedelta(days=1) and event["TRANSP"] == "TRANSPARENT"
    assert event["SUMMARY"].startswith("期限 · 尚未反馈：年底前完成县城供水管网改造") and event["SUMMARY"].endswith("…")
    assert "逐段验收，" * 30 in event["DESCRIPTION"] and "138********" in event["DESCRIPTION"]
    assert "主责单位：青原县水利局" in event["DESCRIPTION"] and "原文：年底前" in event["DESCRIPTION"]
    assert event["URL"] == f"{SITE}/actions/{action.pk}/"
    assert event["CATEGORIES"].cats == ["尚未反馈", "农业水利类"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == action.published_at.replace(microsecond=0)


def test_a_deadline_that_moves_is_a_later_state_of_the_same_event(staff, client):
    action = make_reply(due_on=AHEAD).actions.get()
    [before] = events(client)
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        later = AHEAD + timedelta(days=60)
        changes.revise_deadline(action=action, due_on=later, reason="招标流标", by=staff)
        [after] = events(client)
    assert after["UID"] == before["UID"] and after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.decoded("DTSTART") == later and after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")
    assert "最初的期限" in after["DESCRIPTION"]


def test_a_report_changes_the_event_and_what_was_given_up_is_cancelled(staff, client):
    action = make_reply(due_on=AHEAD).actions.get()
    [before] = events(client)
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        make_update(action, "dropped")
        [after] = events(client)
    assert after["SUMMARY"].startswith("期限 · 不再实施：") and after["STATUS"] == "CANCELLED"
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")


def test_what_is_public_no_more_and_what_has_no_day_is_not_in_it(staff, client):
    make_reply()
    make_reply(due_on=AHEAD)
    assert len(events(client)) == 1
    changes.withdraw_reply(reply=Reply.objects.latest("pk"), reason="寄错了单位", by=staff)
    read = read_calendar(client.get("/actions.ics"))
    assert read.walk("VEVENT") == []


def test_it_is_the_same_as_long_as_the_record_is(staff, client):
    make_reply(due_on=AHEAD)
    held = client.get("/actions.ics")
    assert client.get("/actions.ics").content == held.content
    assert client.get("/actions.ics", headers={"if-none-match": held["ETag"]}).status_code == 304


def test_it_tells_what_it_is_and_how_often_to_ask(staff, client):
    make_reply(due_on=AHEAD)
    read = read_calendar(client.get("/actions.ics?status=unreported"))
    assert read["X-WR-CALNAME"] == read["NAME"] == "答复承诺追踪：承诺的期限（尚未反馈）"
    assert read["SOURCE"] == f"{SITE}/actions.ics?status=unreported"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in client.get("/actions.ics").content
    assert "以来的期限" in read["X-WR-CALDESC"]


def test_it_holds_ninety_days_back_unless_other_days_are_asked_for(staff, client):
    today = timezone.localdate()
    for days in (-1000, -91, -90, 0, 1000):
        make_reply(due_on=today + timedelta(days=days))
    assert [(event.decoded("DTSTART") - today).days for event in events(client)] == [-90, 0, 1000]
    assert len(events(client, f"?due_after={date(2000, 1, 1)}")) == 5
    assert len(events(client, "?due=silent")) == 3
    assert len(events(client, f"?due_before={today}")) == 4


def test_of_too_many_it_holds_the_first_and_says_so(staff, client, monkeypatch):
    monkeypatch.setattr(deadlines, "MOST_EVENTS", 2)
    for days in (30, 10, 20):
        make_reply(due_on=timezone.localdate() + timedelta(days=days))
    read = read_calendar(client.get("/actions.ics"))
    assert [(event.decoded("DTSTART") - timezone.localdate()).days for event in read.walk("VEVENT")] == [10, 20]
    assert "不是全部" in read["X-WR-CALDESC"]
    assert "不是全部" not in read_calendar(client.get("/actions.ics?due=30&status=done"))["X-WR-CALDESC"]


def test_a_past_day_has_the_deadlines_it_had(staff, client):
    with time_machine.travel("2026-03-01T04:00:00Z", tick=False):
        action = make_reply(due_on=date(2026, 6, 1)).actions.get()
    with time_machine.travel("2026-05-01T04:00:00Z", tick=False):
        changes.revise_deadline(action=action, due_on=date(2027, 1, 1), reason="招标流标", by=staff)
        [then], [now] = events(client, "?as_of=2026-04-01"), events(client)
    assert (then.decoded("DTSTART"), then["SEQUENCE"]) == (date(2026, 6, 1), 0)
    assert (now.decoded("DTSTART"), now["SEQUENCE"]) == (date(2027, 1, 1), 1)
    assert then["UID"] == now["UID"] and f"{then.decoded('DTSTAMP'):%Y-%m-%d}" == "2026-03-01"


def test_the_invented_place_says_so_in_every_event(staff, client):
    demo = make_place("示例市", level="city", is_demo=True)
    make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), due_on=AHEAD)
    assert events(client) == []
    [event] = events(client, "?demo=1")
    assert event["SUMMARY"].startswith("期限 · 演示数据 · ") and "演示数据" in event["CATEGORIES"].cats


def test_a_value_that_means_nothing_is_refused_with_a_sentence(action, client):
    answer = client.get("/actions.ics?status=finished")
    assert answer.status_code == 400 and "finished" in answer.content.decode()
