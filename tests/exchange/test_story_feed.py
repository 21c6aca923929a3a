"""The feed of one action: everything its page tells with a day, each with a name that lasts."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from policies import changes
from policies.models import Action, Evidence, Reply
from tests.atom import ATOM, address, entries, ids, moment, read_feed, text
from tests.factories import make_correction, make_reply, make_unit, make_update

pytestmark = pytest.mark.django_db

KINDS = ("atom", "ics", "csv", "xlsx", "json")


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://tracker.example.cn"


def story(client, action):
    return read_feed(client.get(f"/actions/{action.pk}.atom"))


def by_name(feed) -> dict:
    """The entries by the last parts of their names."""
    return {text(entry, "id").split(":", 2)[2]: entry for entry in entries(feed)}


def test_it_tells_publication_reports_and_deadlines_the_newest_first(staff, client):
    start = timezone.now() - timedelta(days=10)
    with time_machine.travel(start, tick=False):
        action = make_reply(due_on=date(2030, 1, 1)).actions.get()
    with time_machine.travel(start + timedelta(days=1), tick=False):
        report = make_update(action, "in_progress", date(2025, 8, 1), reason="已经开工，电话13887654321")
    change = changes.revise_deadline(action=action, due_on=date(2031, 1, 1), reason="招标流标", by=staff)
    feed = story(client, action)
    change = action.deadline_changes.get()
    assert [name.split(":", 2)[2] for name in ids(feed)] == [
        f"deadline/{change.pk}",
        f"update/{report.pk}",
        f"action/{action.pk}/published",
    ]
    moved, told, _ = entries(feed)
    assert text(moved, "title") == "期限变更：2030年1月1日 → 2031年1月1日" and "招标流标" in text(moved, "content")
    assert text(told, "title") == "推进中（2025年8月1日，青原县水利局）"
    assert "138********" in text(told, "content") and "https://example.org/news/1" in text(told, "content")
    assert address(told, "alternate").endswith(f"/actions/{action.pk}/#update-{report.pk}")
    assert moment(told, "published") == report.published_at
    assert text(feed, "id") == f"tag:tracker.example.cn,2026:/actions/{action.pk}.atom"


def test_a_withdrawn_or_corrected_report_stays_and_says_so(staff, client, action):
    wrong = make_update(action, "done", evidence=[Evidence(kind="document", title="错的佐证")], reason="误报")
    changes.withdraw_update(update=wrong, reason="填错了", by=staff)
    old = make_update(action, "in_progress", reason="旧的说法")
    new = make_update(action, "in_progress", reason="新的说法", replaces=old)
    found = by_name(story(client, action))
    gone, corrected = found[f"update/{wrong.pk}"], found[f"update/{old.pk}"]
    assert text(gone, "title").startswith("已撤回 · 已完成") and "填错了" in text(gone, "content")
    assert "<s>误报</s>" in text(gone, "content") and "错的佐证" not in text(gone, "content")
    assert moment(gone, "updated") > moment(gone, "published")
    assert text(corrected, "title").startswith("已更正 · ") and f"#update-{new.pk}" in text(corrected, "content")
    assert moment(corrected, "updated") == moment(found[f"update/{new.pk}"], "published")


def test_a_partner_is_told_as_one(staff, client, action):
    other = make_unit("青原县教育局")
    action.partners.create(name=other.name, organisation=other)
    told = entries(story(client, make_update(action, organisation=other).action))[0]
    assert text(told, "title").startswith("协办单位进展 · ")
    assert told.findtext(f"{ATOM}author/{ATOM}name") == "青原县教育局"


def test_a_merged_action_tells_the_story_of_the_one_it_was_merged_into(staff, client, action):
    twin = make_reply().actions.get()
    report = make_update(twin)
    changes.merge_actions(action=twin, into=action, by=staff)
    assert f"update/{report.pk}" in by_name(story(client, action))
    told = by_name(story(client, Action.objects.get(pk=twin.pk)))
    assert f"update/{report.pk}" in told and f"action/{twin.pk}/published" in told
    assert f"/actions/{action.pk}/#" in address(told[f"update/{report.pk}"], "alternate")


def test_what_took_its_place_is_told(staff, client, action):
    later = make_reply(issued_on=date(2026, 6, 30)).actions.get()
    changes.supersede_action(action=action, by_action=later, reason="新的答复另有安排", by=staff)
    [told] = [entry for name, entry in by_name(story(client, action)).items() if name.startswith("replacement/")]
    assert text(told, "title") == "由后来的答复取代"
    assert "新的答复另有安排" in text(told, "content") and f"/actions/{later.pk}/" in text(told, "content")


def test_of_what_is_not_public_it_says_what_its_page_says(staff, client):
    hidden = make_reply(published=False).actions.get()
    gone = make_reply(withdrawn=True).actions.get()
    for action, status in ((hidden, 404), (gone, 410)):
        page, feed = client.get(f"/actions/{action.pk}/"), client.get(f"/actions/{action.pk}.atom")
        assert page.status_code == feed.status_code == status
        assert feed["Content-Type"] == "text/plain; charset=utf-8" and action.quote not in feed.content.decode()
    assert client.get("/actions/999999999.atom").status_code == 404


def test_pages_lead_to_their_feeds_and_calendars(staff, client):
    reply = make_reply()
    make_update(reply.actions.get())
    slug = "%E9%9D%92%E5%8E%9F%E5%8E%BF%E6%B0%B4%E5%88%A9%E5%B1%80"
    for page, expected in {
        "/actions/?organisation=青原县水利局&order=due": [f"/actions.{kind}?organisation={slug}" for kind in KINDS],
        f"/organisations/{slug}/": [f"/actions.{kind}?organisation={slug}" for kind in KINDS],
        "/": [f"/actions.{kind}" for kind in KINDS],
        "/replies/": ["/replies.atom"],
        "/proposals/": ["/proposals.atom"],
        f"/actions/{reply.actions.get().pk}/": [f"/actions/{reply.actions.get().pk}.atom"],
    }.items():
        shown = client.get(page)
        assert [each.address for each in shown.context["away"]] == expected
        for address_of in expected:
            # In the head, if it is asked for again and again, and for whoever reads.
            followed = ".atom" in address_of or ".ics" in address_of
            assert shown.content.decode().count(f'href="{address_of}"') == 1 + followed
            answer = client.get(address_of)
            assert answer.status_code == 200
            answer.getvalue()  # a file is open until it is read
    for page in ("/actions/?status=bogus", "/replies/?as_of=2026-01-01", "/replies/?q=%22"):
        assert client.get(page).context["away"] == []
    # Of a past day there is nothing to follow, and something to take.
    then = client.get("/actions/?as_of=2026-01-01").context["away"]
    assert [each.address for each in then] == [f"/actions.{kind}?as_of=2026-01-01" for kind in KINDS[2:]]
    assert Reply.objects.count() == 1


def test_what_readers_were_answered_is_told_as_on_the_page(staff, client, action):
    told = make_correction(action, text="第一行有误\n第二行 <b>电话13887654321", source="https://example.org/a?b=1&c=2")
    quiet, dark, declined = (
        make_correction(action, text=words) for words in ("不公开的原话", "没有处理的话", "不采纳的话")
    )
    changes.answer_correction(
        correction=told, verdict="accepted", answer="已经更正\n谢谢", text_is_public=True, by=staff
    )
    changes.answer_correction(correction=quiet, verdict="explained", answer="并非如此", text_is_public=False, by=staff)
    changes.decline_correction(correction=declined, remark="无关", by=staff)
    found = by_name(story(client, action))
    answered, explained = found[f"correction/{told.pk}"], found[f"correction/{quiet.pk}"]
    assert text(answered, "title") == "读者更正：采纳"
    assert address(answered, "alternate").endswith(f"/actions/{action.pk}/#correction-{told.pk}")
    told.refresh_from_db()
    assert moment(answered, "updated") == moment(answered, "published") == told.settled_at
    content = text(answered, "content")
    assert "第一行有误<br>第二行 &lt;b&gt;电话138********" in content and "已经更正<br>谢谢" in content
    assert 'href="https://example.org/a?b=1&amp;c=2"' in content
    assert "并非如此" in text(explained, "content")
    whole = client.get(f"/actions/{action.pk}.atom").content.decode()
    assert [word for word in ("不公开的原话", "没有处理的话", "不采纳的话", "无关") if word in whole] == []
    assert f"correction/{dark.pk}" not in found and f"correction/{declined.pk}" not in found


def test_a_withdrawn_answer_keeps_its_name_and_takes_its_words_along(staff, client, action):
    correction = make_correction(action, text="原话如此")
    answer = {"verdict": "accepted", "answer": "已经更正", "text_is_public": True}
    changes.answer_correction(correction=correction, by=staff, **answer)
    changes.withdraw_answer(correction=correction, reason="答错了人", by=staff)
    correction.refresh_from_db()
    entry = by_name(story(client, action))[f"correction/{correction.pk}"]
    assert text(entry, "title") == "读者更正：已撤回" and "答错了人" in text(entry, "content")
    assert moment(entry, "updated") == correction.withdrawn_at
    whole = client.get(f"/actions/{action.pk}.atom").content.decode()
    assert "原话如此" not in whole and "已经更正" not in whole
