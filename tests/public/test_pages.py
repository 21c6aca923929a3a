"""Pages: what each shows, what it costs, both languages, and what is gone."""

import re
from datetime import date

import pytest
from django.utils import timezone

from policies import changes
from policies.models import Evidence, Handling, OutcomeClass, Satisfaction
from tests.factories import (
    make_action,
    make_category,
    make_place,
    make_proposal,
    make_reply,
    make_unit,
    make_update,
)
from tests.pages import text_of


def test_the_overview_counts_real_actions_by_status(action, client):
    demo = make_place("示例市", level="city", is_demo=True)
    make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), actions=3)
    make_update(action, "done")
    page = client.get("/")
    assert page.context["bar"].counts == {"done": 1}
    assert page.context["letters"] == "1" and "演示数据" in text_of(page)
    shown = client.get("/?demo=1")
    assert shown.context["bar"].counts == {"unreported": 3}
    assert "虚构的示例市" in text_of(shown) and "青原县水利局" not in text_of(shown)


def test_an_empty_site_says_so(db, client):
    assert "还没有公开的举措" in text_of(client.get("/"))
    assert "No action has been published yet" in text_of(client.get("/en/"))
    for path in ("/actions/", "/replies/", "/proposals/", "/organisations/", "/categories/", "/statistics/"):
        assert client.get(path).status_code == client.get(f"/en{path}").status_code == 200


def test_an_action_shows_its_words_in_their_place(action, client):
    page = text_of(client.get(f"/actions/{action.pk}/"))
    assert action.quote in page and "尚未反馈" in page and "还没有公开主责单位的进展。这不说明事情做了或没做。" in page
    assert action.reply.document_number in page and "青原县水利局" in page and "加快水利建设" in page
    assert (
        f'href="/replies/{action.reply_id}/#action-{action.pk}"'
        in client.get(f"/actions/{action.pk}/").content.decode()
    )


def test_silence_past_the_deadline_is_shown_with_its_rule_and_the_day_of_entry(staff, client):
    silent = make_reply(due_on=date(2025, 12, 31)).actions.get()
    page = text_of(client.get(f"/actions/{silent.pk}/"))
    assert "已过所述期限，尚未反馈" in page and "2025年12月31日" in page and "已逾期" not in page
    today = timezone.localdate()
    assert f"{today.year}年{today.month}月{today.day}日" in page
    make_update(silent, "stalled", date(2026, 1, 2))
    page = text_of(client.get(f"/actions/{silent.pk}/"))
    assert "已逾期" in page and "已过所述期限，尚未反馈" not in page


def test_a_timeline_tells_all_that_was_once_public(action, client, staff):
    first = make_update(action, "in_progress", date(2025, 9, 1), reason="开工了。")
    corrected = make_update(action, "stalled", date(2025, 9, 2), reason="停工了。", evidence=[], replaces=first)
    partner = make_unit("青原县财政局")
    make_update(action, "done", date(2025, 9, 3), reason="钱已拨付。", organisation=partner)
    gone = make_update(action, "done", date(2025, 9, 4), reason="误报完成。")
    changes.withdraw_update(update=gone, reason="填错了举措", by=staff)
    response = client.get(f"/actions/{action.pk}/")
    page = text_of(response)
    for words in ("开工了。", "停工了。", "钱已拨付。", "误报完成。", "填错了举措", "协办单位进展", "已更正", "已撤回"):
        assert words in page
    assert f'href="#update-{corrected.pk}"' in response.content.decode()
    assert response.content.decode().count("<s>") == 2  # the withdrawn and the corrected one
    assert response.context["reported"].status == "stalled"


def test_of_a_file_that_is_not_public_only_the_title_is_shown(action, client):
    secret = Evidence(kind="file", title="验收单", file="evidence/2025/secret-name.pdf", sha256="f" * 64)
    ticked = Evidence(kind="file", title="公示", file="evidence/2025/x.pdf", sha256="e" * 64, file_is_public=True)
    make_update(action, "done", evidence=[secret, ticked])
    page = client.get(f"/actions/{action.pk}/").content.decode()
    assert "验收单" in page and "secret-name" not in page and "f" * 64 not in page
    assert "公示" in page and "e" * 64 in page


def test_a_changed_deadline_leaves_the_first_one_visible(staff, client):
    action = make_reply(due_on=date(2025, 12, 31)).actions.get()
    changes.revise_deadline(action=action, due_on=date(2027, 3, 31), reason="招标流标", by=staff)
    page = text_of(client.get(f"/actions/{action.pk}/"))
    assert "2025年12月31日" in page and "2027年3月31日" in page and "招标流标" in page
    assert "31 December 2025" in text_of(client.get(f"/en/actions/{action.pk}/"))


def test_a_merged_action_shows_the_canonical_one(action, client, staff):
    twin = make_reply(quotes=["同一件事也写在这封信里"]).actions.get()
    make_update(action, "in_progress", reason="两封信的同一件事。")
    changes.merge_actions(action=twin, into=action, by=staff)
    page = client.get(f"/actions/{twin.pk}/")
    assert "是同一件事" in text_of(page) and "两封信的同一件事。" in text_of(page) and "推进中" in text_of(page)
    assert twin.quote in text_of(client.get(f"/actions/{action.pk}/"))


def test_a_letter_is_whole_and_marks_each_action(staff, client):
    reply = make_reply(actions=3)
    page = client.get(f"/replies/{reply.pk}/")
    for action in reply.actions.all():
        assert f'id="action-{action.pk}">{action.quote}</mark>' in page.content.decode()
    shown = "".join(piece.text for paragraph in page.context["paragraphs"] for piece in paragraph.pieces)
    assert "".join(shown.split()) == "".join(reply.text.split())


def test_overlapping_actions_are_each_marked_and_no_word_is_lost(staff, client):
    reply = make_reply(quotes=["修渠十里并安装闸门于年底前完成"])
    commitment = reply.commitments.get()
    for quote in ("安装闸门", "闸门于年底前完成。"):
        changes.publish_action(action=make_action(commitment, quote, lead=make_unit()), by=staff)
    page = client.get(f"/replies/{reply.pk}/")
    shown = "".join(piece.text for paragraph in page.context["paragraphs"] for piece in paragraph.pieces)
    assert "".join(shown.split()) == "".join(reply.text.split())
    for action in reply.actions.all():
        assert page.content.decode().count(f'id="action-{action.pk}"') == 1


def test_a_letter_without_actions_says_so(staff, client):
    reply = make_reply(quotes=None, actions=0)
    assert "本件未载明后续举措" in text_of(client.get(f"/replies/{reply.pk}/"))
    assert "本件未载明后续举措" in text_of(client.get("/replies/"))


def test_phones_are_masked_and_marks_stay_in_place(staff, client):
    reply = make_reply(quotes=["联系人电话13812345678，年底前回访"], opening="某委员：联系电话13987654321。\n\n")
    action = reply.actions.get()
    for path in (f"/replies/{reply.pk}/", f"/actions/{action.pk}/", "/actions/"):
        page = client.get(path).content.decode()
        assert "12345678" not in page and "87654321" not in page
        assert "138********，年底前回访" in page


def test_a_proposal_tells_its_story(staff, client):
    proposal = make_proposal()
    reply = make_reply(proposal=proposal, outcome_mark="B")
    OutcomeClass.objects.create(place=reply.place, mark="B", meaning="正在解决", state="in_progress")
    unit = reply.actions.get().lead
    Handling.objects.create(
        proposal=proposal, organisation=unit, role="lead", reply=reply, assigned_on=date(2025, 2, 1)
    )
    Satisfaction.objects.create(proposal=proposal, reply=reply, opinion="mostly", given_on=date(2025, 8, 1))
    page = text_of(client.get(f"/proposals/{proposal.pk}/"))
    for words in (proposal.title, "主办", "2025年2月1日", "基本满意", reply.actions.get().quote, "尚未反馈"):
        assert words in page
    assert "正在解决" in text_of(client.get(f"/replies/{reply.pk}/"))


def test_a_withdrawn_letter_is_gone_with_its_reason(staff, client):
    reply = make_reply(withdrawn=True)
    action, proposal = reply.actions.get(), reply.proposals.get()
    for path in (f"/replies/{reply.pk}/", f"/actions/{action.pk}/"):
        page = client.get(path)
        assert page.status_code == 410
        assert "已撤回" in text_of(page) and "寄错了单位" in text_of(page) and action.quote not in text_of(page)
        assert "has been withdrawn" in text_of(client.get(f"/en{path}"))
    assert client.get(f"/proposals/{proposal.pk}/").status_code == 410


def test_a_removed_action_is_gone_and_its_reason_stays_inside(staff, client):
    reply = make_reply(actions=2)
    action = reply.actions.first()
    changes.remove_action(action=action, reason="内部的移除理由", by=staff)
    page = client.get(f"/actions/{action.pk}/")
    assert page.status_code == 410 and "已移除" in text_of(page)
    assert action.quote not in text_of(page) and "内部的移除理由" not in text_of(page)
    assert f"action-{action.pk}" not in client.get(f"/replies/{reply.pk}/").content.decode()


@pytest.mark.parametrize(
    "path", ["/nope/", "/actions/0/", "/actions/x/", f"/actions/{10**40}/", "/replies/77777/", "/organisations/没有/"]
)
def test_an_address_of_nothing_is_a_friendly_404(db, client, path):
    chinese, english = client.get(path), client.get(f"/en{path}")
    assert (chinese.status_code, english.status_code) == (404, 404)
    assert "没有这一页" in text_of(chinese) and "No such page" in text_of(english)
    assert 'href="/actions/"' in chinese.content.decode() and 'href="/en/actions/"' in english.content.decode()


def test_a_forgotten_slash_is_added(db, client):
    assert client.get("/actions?status=done").headers["location"] == "/actions/?status=done"
    assert client.get("/en/about").headers["location"] == "/en/about/"


def test_a_bad_request_is_answered_in_words(db, client):
    response = client.get("/actions/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400


def test_health_and_robots(db, client):
    assert client.get("/health/").content == b"ok\n"
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


def test_every_page_names_itself_and_its_other_language(action, client, settings):
    settings.SITE_URL = "https://tracker.example.cn"
    page = " ".join(client.get(f"/actions/{action.pk}/?x=1").content.decode().split())
    assert f'rel="canonical" href="https://tracker.example.cn/actions/{action.pk}/"' in page
    assert f'hreflang="en" href="https://tracker.example.cn/en/actions/{action.pk}/"' in page
    assert f'href="/en/actions/{action.pk}/?x=1" lang="en"' in page


def test_the_navigation_names_its_pages_in_english(db, client):
    nav = client.get("/en/about/").content.decode().split("<nav", 1)[1].split("</nav>")[0]
    names = re.findall(r">([^<>]*)</a>", nav)
    assert names == ["Actions", "Replies", "Proposals", "Organisations", "Categories", "Statistics", "About"]


@pytest.mark.parametrize("address", ["/?demo=x", "/categories/?demo=x", "/categories/农业水利类/?demo=x"])
def test_a_scope_that_means_nothing_gets_a_sentence_and_no_figures(db, client, address):
    make_reply(category=make_category())
    page = client.get(address)
    assert (page.status_code, page.templates[0].name) == (200, "meaningless.html")
    assert "“范围”里的“x”无效：没有这一项，或者写法不对，所以什么也没有找到。" in page.content.decode()
    assert "“<span" not in client.get(f"/en{address}").content.decode()


def test_a_deadline_is_told_in_words_with_its_rule_and_everything_before_it(staff, client):
    action = make_reply(due_on=date(2025, 12, 31)).actions.get()
    page = text_of(client.get(f"/actions/{action.pk}/"))
    assert "年底前" in page and "2025年12月31日" in page and "日期取原文所说期间的最后一天" in page
    assert "期限变更" not in page
    make_update(action, "in_progress", date(2025, 9, 1))
    changes.revise_deadline(action=action, due_on=date(2026, 6, 30), reason="汛期推迟。", by=staff)
    response = client.get(f"/actions/{action.pk}/")
    page = text_of(response)
    assert "日期取原文所说期间的最后一天" not in page and "最初的期限" in page and "2026年6月30日" in page
    moved, reported = response.context["timeline"]
    assert moved.change.reason == "汛期推迟。" and reported.update.status == "in_progress"
    assert 'id="deadline-' in response.content.decode()


def test_words_that_mean_no_day_say_so(db, client):
    action = make_reply().actions.get()
    type(action).objects.filter(pk=action.pk).update(due_text="尽快")
    assert "这个说法不能换算成日期" in text_of(client.get(f"/actions/{action.pk}/"))
