"""Reminders: what is told to whom, once at each stage, in which words; and what is not."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from policies import changes
from policies.demo.city import remove_demo
from policies.models import Delivery, Digest, Membership, Preference, Reminder, Update
from policies.office.reminders import Outcome, everybody, preview, remind
from policies.office.reminders import pending as finding
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DUE = date(2031, 12, 31)


@pytest.fixture
def unit():
    return factories.make_unit("青原县水利局")


def person(role: str, *units, **fields):
    """A member of units with an address."""
    made = factories.make_member(role, *units, username=fields.pop("username", None))
    fields = {"email": f"{made.username}@example.cn"} | fields
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


@pytest.fixture
def reporter(unit):
    return person("reporter", unit)


@pytest.fixture
def reviewer(unit):
    return person("reviewer", unit)


def promise(unit, **fields):
    return factories.make_reply(lead=unit, **fields).actions.get()


def told(on: date | None = None, people=None) -> list[tuple[str, str, int]]:
    """Run; return whom the record says to have been told what about which row, in order."""
    before = list(Reminder.objects.values_list("pk", flat=True))
    for each in remind(everybody() if people is None else people, on=on or TODAY()):
        assert each.outcome != Outcome.FAILED
    new = Reminder.objects.exclude(pk__in=before).filter(digest__state=Delivery.SENT).order_by("pk")
    return [(reminder.person.username, reminder.matter, reminder.about.pk) for reminder in new]


def test_a_deadline_is_told_a_month_before_a_week_before_and_once_it_has_passed(reporter, unit):
    action = promise(unit, due_on=DUE)
    days = {31: None, 30: "due_soon", 29: None, 8: None, 7: "due_week", 0: None, -1: "silent", -2: None}
    for before, matter in days.items():
        expected = [(reporter.username, matter, action.pk)] if matter else []
        assert told(DUE - timedelta(days=before)) == expected, before
    assert len(mail.outbox) == 3


def test_whoever_begins_late_is_told_the_nearest_only(reporter, unit):
    action = promise(unit, due_on=DUE)
    assert told(DUE - timedelta(days=5)) == [(reporter.username, "due_week", action.pk)]


def test_a_deadline_that_moves_begins_anew(reporter, unit):
    action = promise(unit, due_on=DUE)
    assert told(DUE) == [(reporter.username, "due_week", action.pk)]
    changes.revise_deadline(
        action=action, due_on=DUE + timedelta(days=3), reason="工期顺延。", by=factories.make_staff()
    )
    assert told(DUE) == [(reporter.username, "due_week", action.pk)]
    assert told(DUE) == []


def test_overdue_is_told_once_whatever_is_reported_meanwhile(reporter, unit):
    action = promise(unit, due_on=TODAY() - timedelta(days=9))
    factories.make_update(action, happened_on=TODAY())
    assert told() == [(reporter.username, "overdue", action.pk)]
    factories.make_update(action, "stalled", happened_on=TODAY())
    assert told() == []


def test_stale_is_told_again_after_other_news(reporter, unit):
    action = promise(unit)
    factories.make_update(action)
    later = TODAY() + timedelta(days=181)
    assert told(later) == [(reporter.username, "stale", action.pk)]
    assert told(later) == []
    update = factories.make_update(action, happened_on=TODAY())
    Update.objects.filter(pk=update.pk).update(published_at=update.published_at + timedelta(days=20))
    changes.save(obj=action.reply.place, by=factories.make_staff())
    assert told(later) == []
    assert told(later + timedelta(days=20)) == [(reporter.username, "stale", action.pk)]


def test_each_hand_in_and_each_return_is_told_once(reporter, reviewer, unit):
    update = factories.make_update(promise(unit), published=False, by=reporter)
    assert told() == [(reviewer.username, "to_review", update.pk)]
    for _ in range(2):
        changes.return_update(update=update, remark="写明哪一天开工。", by=reviewer)
        assert told() == [(reporter.username, "returned", update.pk)]
        assert told() == []
        changes.submit_update(update=update, by=reporter)
        assert told() == [(reviewer.username, "to_review", update.pk)]
        assert told() == []


def test_what_a_reviewer_handed_in_waits_for_another(reviewer, unit):
    second = person("reviewer", unit, username="second-reviewer")
    update = factories.make_update(promise(unit), published=False, by=reviewer)
    assert told() == [(second.username, "to_review", update.pk)]


def test_nothing_of_another_unit_is_told(reporter, reviewer, unit):
    other = factories.make_unit("青原县教育局")
    late = promise(other, due_on=TODAY() - timedelta(days=3))
    factories.make_update(late, published=False, reason="别的单位的事")
    promise(unit, due_on=TODAY() - timedelta(days=3), published=False)
    assert told() == [] and mail.outbox == []
    theirs = person("reviewer", other)
    assert {name for name, _matter, _pk in told()} == {theirs.username}


def test_administrators_are_told_of_the_units_to_which_they_belong(unit):
    action, other = promise(unit, due_on=TODAY()), promise(factories.make_unit("青原县教育局"), due_on=TODAY())
    administrator = person("administrator")
    assert told() == []
    Membership.objects.create(user=administrator, organisation=unit)
    assert told() == [(administrator.username, "due_week", action.pk)]
    Membership.objects.create(user=administrator, organisation=other.lead)
    assert told() == [(administrator.username, "due_week", other.pk)]


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}, {"is_staff": False}], ids=str)
def test_who_cannot_be_told_is_told_once_they_can(unit, fields):
    someone = person("reporter", unit, **fields)
    action = promise(unit, due_on=TODAY())
    assert told() == [] and Digest.objects.count() == 0
    type(someone).objects.filter(pk=someone.pk).update(email="a@example.cn", is_active=True, is_staff=True)
    assert told() == [(someone.username, "due_week", action.pk)]


def test_who_turned_the_reminders_off_is_not_told(reporter, unit):
    promise(unit, due_on=TODAY())
    Preference.objects.create(user=reporter, reminders=False)
    assert told(people=[reporter]) == [] and preview(reporter, on=TODAY()) == (Outcome.UNWANTED, [])


def test_the_mail_is_in_the_reader_s_language_and_its_links_too(reporter, unit):
    action = promise(unit, due_on=TODAY())
    Preference.objects.create(user=reporter, language="en")
    told(people=[reporter])
    assert f"http://127.0.0.1:8000/en/admin/policies/action/{action.pk}/change/" in mail.outbox[0].body


def test_the_mail_says_what_waits_in_the_letter_s_words_with_links(settings, reporter, reviewer, unit):
    settings.SITE_URL = "https://tracker.example.cn"
    quote = "明年底前建成两座泵站\n，联系电话13812345678"
    late = promise(unit, quotes=[quote], due_on=date(2026, 1, 31))
    factories.make_update(late, happened_on=date(2026, 1, 5))
    silent = promise(unit, quotes=["完成管网改造" * 30], due_on=date(2026, 2, 1))
    update = factories.make_update(silent, published=False, by=reviewer)
    changes.return_update(update=update, remark="写明哪一天\n开工。", by=factories.make_staff())
    told(date(2026, 3, 2), people=[reviewer])
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([reviewer.email], "答复承诺追踪：3 项待办（1 项已逾期）")
    assert (
        sent.body
        == f"""{reviewer.username}：

截至 2026年3月2日，下面这些事在等您。每件事只提醒一次；期限或状态有变，才会再次提醒。

已逾期（1 项）
1. 明年底前建成两座泵站 ，联系电话138********
   青原县水利局 · 推进中 · 期限：2026年1月31日
   https://tracker.example.cn/admin/policies/action/{late.pk}/change/

已过所述期限，尚未反馈（1 项）
1. {("完成管网改造" * 30)[:79]}…
   青原县水利局 · 尚未反馈 · 期限：2026年2月1日
   https://tracker.example.cn/admin/policies/action/{silent.pk}/change/

退回给我的进展（1 项）
1. {("完成管网改造" * 30)[:79]}…
   青原县水利局 填报：推进中，2025年9月1日 · 退回意见：写明哪一天 开工。
   https://tracker.example.cn/admin/policies/update/{update.pk}/change/

全部待办：https://tracker.example.cn/admin/
这封邮件由系统发出，请不要回复。
"""
    )
    headers = sent.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Id"] == "<reminders.tracker.example.cn>"
    assert headers["Message-ID"] == Digest.objects.get().message_id
    assert headers["Message-ID"].endswith("@tracker.example.cn>")


def test_demonstration_data_says_so(unit):
    place = factories.make_place("示例市", "city", is_demo=True)
    demo = factories.make_unit("示例市水利局", place)
    someone = person("reporter", demo)
    promise(demo, due_on=TODAY())
    told(people=[someone])
    assert "（演示数据）" in mail.outbox[0].body


def test_beyond_the_most_shown_there_is_a_number_and_a_list(reporter, unit, monkeypatch):
    monkeypatch.setattr(finding, "MOST_SHOWN", 2)
    actions = [promise(unit, due_on=TODAY() - timedelta(days=9 - n)) for n in range(5)]
    assert [pk for _name, _matter, pk in told()] == [action.pk for action in actions]
    body = mail.outbox[0].body
    assert "已过所述期限，尚未反馈（5 项）" in body and body.count("/change/") == 2
    assert "……另有 3 项：http://127.0.0.1:8000/admin/policies/action/?waits=silent\n" in body
    assert told() == []


def test_a_person_costs_the_same_however_much_waits(reporter, reviewer, unit, django_assert_max_num_queries):
    def more():
        for days in (-3, 3, 20):
            promise(unit, due_on=TODAY() + timedelta(days=days))
        late = promise(unit, due_on=TODAY() - timedelta(days=3))
        factories.make_update(late, happened_on=TODAY())
        factories.make_update(promise(unit), published=False, by=reporter)
        update = factories.make_update(promise(unit), published=False, by=reviewer)
        changes.return_update(update=update, remark="写明日期。", by=factories.make_staff())

    def asked() -> list:
        return [type(reviewer).objects.get(pk=reviewer.pk)]

    told(people=asked())
    more()
    with django_assert_max_num_queries(45) as at_one:
        list(remind(asked(), on=TODAY()))
    more(), more(), more()
    with django_assert_max_num_queries(45) as at_three:
        list(remind(asked(), on=TODAY()))
    assert len(at_one) == len(at_three)
    assert "7 天内到期（3 项）" in mail.outbox[-1].body and len(mail.outbox) == 2


def test_a_dry_run_shows_the_mails_and_leaves_no_trace(reporter, unit, capsys):
    person("reporter", unit, username="no-address", email="")
    action = promise(unit, due_on=TODAY())
    call_command("remind", "--dry-run")
    out = capsys.readouterr().out
    assert f"── {reporter.username}（{reporter.email}）\n答复承诺追踪：1 项待办\n" in out
    assert f"/admin/policies/action/{action.pk}/change/" in out
    assert "要发给 1 人" in out.splitlines()[-1] and "没有发送，也没有记录" in out.splitlines()[-1]
    assert (Digest.objects.count(), Reminder.objects.count(), mail.outbox) == (0, 0, [])


def test_the_command_says_what_it_did(reporter, reviewer, unit, capsys):
    promise(unit, due_on=DUE)
    call_command("remind", "--person", reporter.username, "--on", str(DUE))
    assert capsys.readouterr().out.splitlines() == [
        f"✓ {reporter.username}（{reporter.email}）：答复承诺追踪：1 项待办",
        "共 1 人：发给 1 人。",
    ]
    call_command("remind", "--on", str(DUE))
    assert capsys.readouterr().out.splitlines() == [
        f"✓ {reviewer.username}（{reviewer.email}）：答复承诺追踪：1 项待办",
        "共 3 人：发给 1 人，1 人没有新的待办，1 人没有邮箱。",
    ]
    with pytest.raises(CommandError, match="没有能登录后台的账号“nobody”。"):
        call_command("remind", "--person", "nobody")


def test_removing_the_demonstration_takes_what_was_told_of_it_along(unit):
    demo = factories.make_unit("示例市水利局", factories.make_place("示例市", "city", is_demo=True))
    someone = person("reviewer", demo, unit)
    factories.make_update(promise(demo, due_on=TODAY()), published=False)
    kept = promise(unit, due_on=TODAY())
    told(people=[someone])
    assert Reminder.objects.count() == 3
    remove_demo()
    assert [reminder.about for reminder in Reminder.objects.all()] == [kept]
