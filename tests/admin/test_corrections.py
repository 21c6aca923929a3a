"""Corrections from readers, as staff meet them: who sees them, how they are answered, and the mail to the reader."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from policies import changes
from policies.admin import site
from policies.changes import Refused
from policies.models import AuditEntry, AuditKind, Partner, ReaderCorrection, seen
from tests import factories
from tests.factories import make_correction
from tests.forms import form_on
from tests.pages import text_of

LIST = reverse("admin:policies_readercorrection_changelist")
TEXT = "这条路去年就已修好。"


def page_of(correction) -> str:
    return reverse("admin:policies_readercorrection_change", args=[correction.pk])


@pytest.fixture
def unit(db):
    return factories.make_unit("青原县水利局")


@pytest.fixture
def reviewer(unit):
    return factories.make_member("reviewer", unit)


@pytest.fixture
def correction(unit):
    return make_correction(factories.make_reply(lead=unit).actions.get(), email="wang@example.org")


@pytest.fixture
def desk(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def answer(correction, reviewer, django_capture_on_commit_callbacks):
    """Answer the correction, and let the mail go."""

    def answered(**fields):
        told = {"verdict": "accepted", "answer": "已改，电话13912345678。"} | fields
        with django_capture_on_commit_callbacks(execute=True):
            return changes.answer_correction(correction=correction, by=reviewer, **told)

    return answered


def waits(by) -> dict[str, int]:
    rows = [row for _group, rows in site.queue(by) for row in rows]
    return {url.rsplit("=", 1)[1]: n for _label, n, _more, url in rows}


def test_who_leads_or_signed_reviews_it_and_nobody_else_sees_it(unit, correction):
    led = factories.make_unit("青原县交通局")
    helper = factories.make_unit("青原县财政局")
    action = correction.action
    changes.assign_lead(action=action, organisation=led, by=factories.make_staff())
    Partner.objects.create(action=action, name=helper.name, organisation=helper)
    sees_it = {
        factories.make_member("reviewer", unit): True,
        factories.make_member("reviewer", led): True,
        factories.make_member("administrator"): True,
        factories.make_member("reviewer", helper): False,
        factories.make_member("reviewer", factories.make_unit("青原县教育局")): False,
        factories.make_member("reporter", unit): False,
    }
    for user, found in sees_it.items():
        assert seen(user, ReaderCorrection.objects.all()).exists() == found, user
        assert waits(user).get("from_readers", 0) == found
        client = Client()
        client.force_login(user)
        reporter = user.username.startswith("reporter")
        listed = client.get(LIST)
        assert listed.status_code == (403 if reporter else 200)
        assert ("读者更正" in text_of(client.get("/admin/"))) == (not reporter)
        assert (TEXT in listed.content.decode()) == found
        assert (TEXT in client.get(page_of(correction), follow=True).content.decode()) == found
        answer = client.post(page_of(correction), {"deed": "answer_correction", "verdict": "accepted", "answer": "好"})
        assert ReaderCorrection.objects.get().state == ("answered" if found else "open"), answer.status_code
        ReaderCorrection.objects.update(state="open", settled_at=None, settled_by=None, answer="", verdict="")


def test_a_reviewer_answers_on_its_page(desk, correction, reviewer):
    assert desk.get(f"{LIST}?waits=from_readers").context["cl"].result_count == 1
    page = desk.get(page_of(correction))
    assert TEXT in text_of(page) and f"/admin/policies/action/{correction.action_id}/change/" in page.content.decode()
    assert "wang@" not in page.content.decode() and correction.sender not in page.content.decode()
    form = form_on(page, "answer_correction")
    refused = form.press(desk, answer=" ", text_is_public="on")
    assert "写明回复" in text_of(refused) and ReaderCorrection.objects.get().state == "open"
    done = form.press(desk, answer="已改。", verdict="explained", text_is_public="on")
    assert done.status_code == 302
    stored = ReaderCorrection.objects.get()
    assert (stored.state, stored.verdict, stored.answer) == ("answered", "explained", "已改。")
    assert stored.text_is_public and stored.settled_by == reviewer and stored.settled_at
    entry = AuditEntry.objects.get(kind=AuditKind.CORRECTION_ANSWERED)
    assert (entry.by, entry.about_id, TEXT in entry.about_words) == (reviewer, stored.pk, False)
    assert waits(reviewer)["from_readers"] == 0
    assert "已回复" in text_of(desk.get(page_of(correction)))


def test_what_was_declined_stays_inside(desk, correction, django_capture_on_commit_callbacks):
    form = form_on(desk.get(page_of(correction)), "decline_correction")
    assert "内部意见" in text_of(form.press(desk, remark=""))
    with django_capture_on_commit_callbacks(execute=True):
        assert form.press(desk, remark="和第 3 号重复。").status_code == 302
    stored = ReaderCorrection.objects.get()
    assert (stored.state, stored.remark, stored.email) == ("declined", "和第 3 号重复。", "")
    assert mail.outbox == [] and AuditEntry.objects.filter(kind=AuditKind.CORRECTION_DECLINED).count() == 1
    assert "重复" not in desk.get(f"/actions/{stored.action_id}/").content.decode()


def test_it_is_answered_once(correction, reviewer, answer):
    answer()
    for again in (
        lambda: answer(),
        lambda: changes.decline_correction(correction=correction, remark="晚了", by=reviewer),
    ):
        with pytest.raises(Refused, match="已经处理过"):
            again()


def test_whoever_answers_second_is_told(desk, correction, staff):
    form = form_on(desk.get(page_of(correction)), "answer_correction")
    changes.decline_correction(correction=correction, remark="重复", by=staff)
    told = form.press(desk, answer="已改。")
    assert told.status_code == 200 and "未采纳" in text_of(told)
    assert ReaderCorrection.objects.get().state == "declined"


def test_what_is_not_public_any_more_is_not_answered(correction, reviewer, staff):
    changes.withdraw_reply(reply=correction.action.reply, reason="寄错了单位", by=staff)
    with pytest.raises(Refused, match="已经不公开"):
        changes.answer_correction(correction=correction, verdict="accepted", answer="已改。", by=reviewer)
    assert changes.decline_correction(correction=correction, remark="已撤回", by=reviewer).state == "declined"


def test_an_answer_is_withdrawn_with_its_reason(desk, correction, answer):
    answer()
    form = form_on(desk.get(page_of(correction)), "withdraw_answer")
    assert "写明理由" in text_of(form.press(desk, reason=""))
    assert form.press(desk, reason="写错了。").status_code == 302
    stored = ReaderCorrection.objects.get()
    assert (stored.state, stored.withdrawn_reason) == ("withdrawn", "写错了。")
    with pytest.raises(Refused, match="只能撤回"):
        changes.withdraw_answer(correction=stored, reason="再来", by=stored.settled_by)
    assert AuditEntry.objects.filter(kind=AuditKind.ANSWER_WITHDRAWN).count() == 1


def test_the_answer_is_mailed_once_and_the_address_forgotten(answer, settings):
    settings.SITE_URL = "https://tracker.example.cn"
    stored = answer()
    letter = mail.outbox[0]
    assert letter.to == ["wang@example.org"] and letter.extra_headers["Auto-Submitted"] == "auto-replied"
    assert "已改" in letter.body and "139********" in letter.body and "13912345678" not in letter.body
    assert TEXT not in letter.body  # whoever typed another's address sends them nothing of their own
    link = f"https://tracker.example.cn/actions/{stored.action_id}/#correction-{stored.pk}"
    assert link in letter.body.split()
    stored = ReaderCorrection.objects.get()
    assert stored.email == "" and stored.mailed_at
    with pytest.raises(Refused, match="没有要寄的"):
        changes.mail_answer_again(correction=stored, by=stored.settled_by)


def test_the_mail_speaks_the_language_of_the_page_that_was_used(correction, answer):
    ReaderCorrection.objects.update(language="en")
    answer()
    assert re.search(rf"/en/actions/{correction.action_id}/#correction-", mail.outbox[0].body)


def test_without_an_address_there_is_no_mail(correction, answer):
    ReaderCorrection.objects.update(email="")
    answer()
    assert mail.outbox == [] and ReaderCorrection.objects.get().mailed_at is None


def test_a_mail_that_did_not_go_can_be_sent_again(desk, correction, answer, monkeypatch):
    def fail(self, *args, **kwargs):
        raise OSError("no route to wang@example.org")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        answer()
    entry = AuditEntry.objects.get(kind=AuditKind.MAIL_FAILED)
    assert "wang@" not in entry.words and ReaderCorrection.objects.get().state == "answered"
    page = desk.get(page_of(correction))
    assert "还没有寄到" in text_of(page)
    assert form_on(page, "mail_answer_again").press(desk).status_code == 302


def test_the_list_narrows_and_finds(desk, correction, unit):
    other = make_correction(factories.make_reply(lead=unit).actions.get(), text="另一件事")
    for query, found in (
        ("q=另一件", {other}),
        ("state__exact=open", {correction, other}),
        ("state__exact=answered", set()),
        ("demo=yes", set()),
        ("demo=no", {correction, other}),
    ):
        assert set(desk.get(f"{LIST}?{query}").context["cl"].result_list) == found, query
    for address in (f"{LIST}add/", page_of(other).replace("change", "delete")):
        assert desk.get(address).status_code == 403
