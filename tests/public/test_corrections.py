"""Corrections from readers, as the public meets them: the form, its bounds, and what is shown of an answer."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies import changes
from policies.changes import reader_corrections
from policies.models import AuditEntry, CorrectionState, Place, ReaderCorrection
from tests import factories
from tests.factories import make_correction
from tests.forms import forms_on
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("module_action")

TEXT = "这条路去年就已修好。\n电话13887654321。"


def page(action) -> str:
    return f"/actions/{action.pk}/correction/"


def send(client, action, text=TEXT, **typed):
    return client.post(page(action), {"text": text, "source": "", "email": "", "subject": ""} | typed)


def test_the_page_of_an_action_leads_to_the_form_and_the_form_back(client, action):
    assert f'href="{page(action)}"' in client.get(f"/actions/{action.pk}/").content.decode()
    for prefix in ("", "/en"):
        answer = client.get(prefix + page(action))
        assert answer.status_code == 200 and action.quote in text_of(answer)
        assert f'href="{prefix}/actions/{action.pk}/"' in answer.content.decode()
        assert 'name="robots" content="noindex"' in answer.content.decode()


def test_what_is_sent_arrives_and_a_page_says_what_happens_next(client, action):
    typed = {"source": "example.org/road", "email": "wang@example.org"}
    answer = forms_on(client.get(page(action)))[0].press(client, text=TEXT, **typed)
    assert answer.status_code == 302 and answer["Location"] == f"{page(action)}received/"
    said = client.get(answer["Location"])
    assert "已经收到" in text_of(said) and f'href="/actions/{action.pk}/"' in said.content.decode()
    stored = ReaderCorrection.objects.get()
    assert (stored.text, stored.source, stored.email) == (TEXT, "https://example.org/road", "wang@example.org")
    assert (stored.action, stored.language, stored.state) == (action, "zh-hans", "open")


def test_the_english_page_is_answered_in_english(client, action):
    answer = client.post(f"/en{page(action)}", {"text": "Done last year."})
    assert answer["Location"] == f"/en{page(action)}received/"
    assert ReaderCorrection.objects.get().language == "en"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param({"text": " \n "}, "text", id="nothing-written"),
        pytest.param({"text": "字" * 2001}, "text", id="too-long"),
        pytest.param({"text": "一\0二"}, "text", id="NUL"),
        pytest.param({"source": "javascript:alert(1)"}, "source", id="a-script-for-a-source"),
        pytest.param({"source": "ftp://example.org/x"}, "source", id="not-a-page"),
        pytest.param({"source": "https://example.org/" + "a" * 500}, "source", id="a-source-too-long"),
        pytest.param({"email": "wang at example"}, "email", id="no-address"),
        pytest.param({"email": "a@example.org\nBcc: b@example.org"}, "email", id="a-head-for-an-address"),
        pytest.param({"subject": "casino"}, "subject", id="what-nobody-sees-filled-in"),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field_and_all_that_was_typed_stays(client, action, typed, field):
    sent = {"text": TEXT, "source": "https://example.org/a", "email": "wang@example.org"} | typed
    answer = send(client, action, **sent)
    assert answer.status_code == 200 and not ReaderCorrection.objects.exists()
    form = answer.context["form"]
    assert list(form.errors) == [field]
    shown = answer.content.decode()
    assert f'id="id_{field}_error"' in shown and 'aria-invalid="true"' in shown
    entered = forms_on(answer)[0].fields
    assert {name: "".join(entered[name]) for name in sent if name != field} == {
        name: value for name, value in sent.items() if name != field
    }


def test_the_bound_counts_signs_not_how_a_browser_ends_lines(client, action):
    assert send(client, action, "一\r\n" * 1000).status_code == 302
    assert ReaderCorrection.objects.get().text == ("一\n" * 1000).strip()


def test_no_form_without_its_token(action):
    assert send(Client(enforce_csrf_checks=True), action).status_code == 403
    assert not ReaderCorrection.objects.exists()


def test_too_many_from_one_address_are_told_when_to_come_back(client, action):
    for i in range(reader_corrections.MOST_FROM_ONE_ADDRESS):
        assert send(client, action, f"第{i}件").status_code == 302
    answer = send(client, action, "再一件", email="wang@example.org")
    assert answer.status_code == 429 and answer["Retry-After"] == "3600"
    assert "一小时后再发" in text_of(answer)
    assert forms_on(answer)[0].fields["text"] == ["再一件"]
    assert ReaderCorrection.objects.count() == reader_corrections.MOST_FROM_ONE_ADDRESS
    other = Client(REMOTE_ADDR="192.0.2.77")
    assert send(other, action).status_code == 302
    ReaderCorrection.objects.update(received_at=timezone.now() - timedelta(minutes=61))
    assert send(client, action, "再一件").status_code == 302


def test_all_together_are_bounded_too(client, action, monkeypatch):
    monkeypatch.setattr(reader_corrections, "MOST_IN_ALL", 3)
    for i in range(3):
        assert send(Client(REMOTE_ADDR=f"192.0.2.{i}"), action).status_code == 302
    assert send(Client(REMOTE_ADDR="192.0.2.9"), action).status_code == 429


def test_an_address_that_a_visitor_made_up_is_not_another(client, action, settings):
    settings.PROXIES = 1
    for i in range(reader_corrections.MOST_FROM_ONE_ADDRESS):
        send(client, action, f"第{i}件")
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{i}, 203.0.113.5"
    client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.99, 203.0.113.5"
    send(client, action, "倒数第二件")
    assert send(client, action, "最后一件").status_code == 429


def test_one_household_has_a_whole_network_of_addresses(action):
    for i in range(reader_corrections.MOST_FROM_ONE_ADDRESS):
        make_correction(action, text=f"第{i}件", address=f"2001:db8:1:2::{i + 1}")
    with pytest.raises(changes.TooMany):
        make_correction(action, text="再一件", address="2001:db8:1:2:ffff::9")
    assert make_correction(action, text="再一件", address="2001:db8:1:3::1")


def test_a_button_pressed_twice_sends_once(client, action):
    assert send(client, action).status_code == send(client, action).status_code == 302
    assert ReaderCorrection.objects.count() == 1


def test_the_address_is_kept_as_a_digest_for_a_day(client, action):
    send(client, action)
    old = ReaderCorrection.objects.get()
    assert len(old.sender) == 64 and "127.0.0.1" not in str(ReaderCorrection.objects.values())
    assert not AuditEntry.objects.filter(about_type="readercorrection").exists()
    ReaderCorrection.objects.update(received_at=timezone.now() - timedelta(hours=25))
    send(client, action, "再一件")
    assert sorted(bool(each.sender) for each in ReaderCorrection.objects.all()) == [False, True]
    ReaderCorrection.objects.update(received_at=timezone.now() - timedelta(hours=25))
    out = StringIO()
    call_command("forget_senders", stdout=out)
    assert "1 件" in out.getvalue() and not ReaderCorrection.objects.exclude(sender="").exists()


def test_what_is_not_public_takes_no_corrections(client, staff):
    hidden = factories.make_reply(published=False).actions.get()
    gone = factories.make_reply(withdrawn=True).actions.get()
    for action, code in ((hidden, 404), (gone, 410)):
        for address in (page(action), f"{page(action)}received/"):
            assert client.get(address).status_code == code
            assert action.quote not in client.get(address).content.decode()
        assert send(client, action).status_code == code
    assert client.get("/actions/999999/correction/").status_code == 404
    assert not ReaderCorrection.objects.exists()


def test_a_demo_action_says_that_it_is_demo(client, staff):
    place = factories.make_place("示例市", "city", is_demo=True)
    action = factories.make_reply(lead=factories.make_unit("示例市水利局", place)).actions.get()
    for address in (page(action), f"{page(action)}received/"):
        assert "演示数据" in client.get(address).content.decode()
    assert send(client, action).status_code == 302
    call_command("remove_demo", stdout=StringIO())
    assert not Place.objects.filter(is_demo=True).exists() and not ReaderCorrection.objects.exists()


def test_only_what_was_answered_is_public_and_of_the_reader_what_was_ticked(client, action, staff):
    waiting, declined = make_correction(action, text="暗一"), make_correction(action, text="暗二")
    changes.decline_correction(correction=declined, remark="暗三", by=staff)
    quiet = make_correction(action, text="暗四", source="https://example.org/dark")
    changes.answer_correction(correction=quiet, verdict="explained", answer="明一", by=staff)
    shown = make_correction(action, TEXT, source="https://example.org/bright", email="wang@example.org")
    told = {"verdict": "accepted", "answer": "已改。\n电话13912345678。", "text_is_public": True}
    changes.answer_correction(correction=shown, by=staff, **told)
    assert waiting.state == CorrectionState.OPEN
    for prefix in ("", "/en"):
        seen = client.get(f"{prefix}/actions/{action.pk}/").content.decode()
        hidden = ("暗", "wang@", "13887654321", "13912345678", "staff", "example.org/dark")
        assert [word for word in hidden if word in seen] == []
        for word in ("明一", "已改", "这条路去年就已修好", "138********", "139********", "https://example.org/bright"):
            assert word in seen
        assert f'id="correction-{shown.pk}"' in seen and "ugc" in seen
    changes.withdraw_answer(correction=shown, reason="写错了人。", by=staff)
    seen = client.get(f"/actions/{action.pk}/").content.decode()
    assert "写错了人" in seen and "已改" not in seen and "这条路" not in seen and "bright" not in seen
    changes.withdraw_reply(reply=action.reply, reason="寄错了单位", by=staff)
    assert "明一" not in client.get(f"/actions/{action.pk}/").content.decode()
    assert not ReaderCorrection.objects.public().exists()


def test_answers_cost_the_queries_of_one(client, action, staff):
    costs = []
    for count in (1, 20):
        for i in range(count):
            made = make_correction(action, text=f"{count}-{i}", address=f"192.0.{count}.{i}")
            changes.answer_correction(correction=made, verdict="accepted", answer="已改。", by=staff)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/actions/{action.pk}/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"text": ""}, id="without-text"),
        pytest.param({"state": "answered"}, id="answered-without-answer"),
        pytest.param({"state": "declined", "remark": "重复"}, id="declined-by-nobody"),
        pytest.param({"answer": "已改。"}, id="open-with-answer"),
        pytest.param({"text_is_public": True}, id="open-with-text-public"),
        pytest.param({"withdrawn_reason": "错了"}, id="reason-without-withdrawal"),
    ],
)
def test_the_database_refuses_what_cannot_be(action, values):
    made = make_correction(action)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReaderCorrection.objects.filter(pk=made.pk).update(**values)


def test_machines_are_asked_to_leave_the_forms_alone(client, db):
    assert "Disallow: /*/correction/" in client.get("/robots.txt").content.decode()
