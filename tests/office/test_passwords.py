"""Choosing a password: what is asked of it, and a forgotten one, without telling anybody who has an account."""

import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from policies.admin.accounts.passwords import MOST_ASKED
from policies.models import Account, AuditEntry, AuditKind, Preference
from policies.office.invitations import ResetTokens
from tests.factories import make_staff
from tests.pages import choose, link_in

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def _mailed(db):
    Account.objects.filter(pk=make_staff().pk).update(email="Staff@example.org")


def ask(client, email: str, **extra):
    answer = client.post(reverse("password_reset"), {"email": email}, **extra)
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join()
    return answer


def test_a_forgotten_password_is_replaced_by_a_letter(client):
    assert reverse("password_reset") in client.get("/admin/login/").content.decode()
    ask(client, "staff@example.ORG")
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["Staff@example.org"], "答复承诺追踪：重设密码")
    assert "1 小时内有效" in letter.body and "登录名 staff" in letter.body
    page = choose(client, link_in(letter), "another long password").content.decode()
    assert "密码已设好" in page
    account = Account.objects.get(username="staff")
    assert account.check_password("another long password")
    assert "过期" in Client().get(link_in(letter), follow=True).content.decode()
    noted = AuditEntry.objects.order_by("pk").values_list("kind", "name")
    assert list(noted) == [("reset_asked", "staff@example.org"), ("password_chosen", "staff")]


def test_it_also_lets_in_somebody_who_is_locked_out(client):
    for _ in range(5):
        client.post("/admin/login/", {"username": "staff", "password": "wrong"})
    ask(client, "staff@example.org")
    choose(client, link_in(mail.outbox[0]), "another long password")
    answer = client.post("/admin/login/", {"username": "staff", "password": "another long password"})
    assert answer.status_code == 302


def test_the_answer_does_not_tell_whether_an_address_is_known(client):
    known, unknown = ask(client, "staff@example.org"), ask(client, "nobody@example.org")
    assert len(mail.outbox) == 1
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "如果有账号用这个邮件地址" in client.get(known["Location"]).content.decode()


def test_neither_a_deactivated_account_nor_one_without_an_address_gets_a_letter(client):
    Account.objects.update(is_active=False)
    make_staff("without address")
    ask(client, "staff@example.org")
    assert client.post(reverse("password_reset"), {"email": ""}).status_code == 200
    assert mail.outbox == []


def test_one_address_gets_three_letters_an_hour_and_nobody_asks_without_end(client, settings):
    answers = [ask(client, "staff@example.org").status_code for _ in range(5)]
    assert answers == [302] * 5 and len(mail.outbox) == 3
    for i in range(15):
        ask(client, f"somebody{i}@example.org")
    answer = ask(client, "last@example.org")
    assert answer.status_code == 429 and "请一小时后再试" in answer.content.decode()
    assert ask(Client(), "last@example.org", REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_network_of_ipv6_asks_as_one(settings):
    settings.PROXIES = 1
    asked = [
        ask(Client(), f"somebody{n}@example.org", headers={"x-forwarded-for": f"2001:db8:1:1::{n + 1}"})
        for n in range(MOST_ASKED + 1)
    ]
    assert [answer.status_code for answer in asked] == [302] * MOST_ASKED + [429]
    elsewhere = ask(Client(), "last@example.org", headers={"x-forwarded-for": "2001:db8:1:2::1"})
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(("minutes", "holds"), [(55, True), (65, False)])
def test_the_link_holds_for_an_hour(client, monkeypatch, minutes, holds):
    earlier = timezone.localtime().replace(tzinfo=None) - timedelta(minutes=minutes)
    monkeypatch.setattr(ResetTokens, "_now", lambda self: earlier)
    ask(client, "staff@example.org")
    monkeypatch.undo()
    assert ("过期" not in client.get(link_in(mail.outbox[0]), follow=True).content.decode()) == holds


def test_the_letter_is_in_the_language_of_whoever_gets_it(client):
    Preference.objects.create(user=make_staff(), language="en")
    ask(client, "staff@example.org")
    assert link_in(mail.outbox[0]).startswith("/en/admin/password_reset/")


RULES = {"zh": "密码必须包含至少 12 个字符", "en": "Your password must contain at least 12 characters."}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_rules_are_said_where_a_password_is_chosen(client, prefix):
    ask(client, "staff@example.org")
    chosen = Client().get(prefix + link_in(mail.outbox[0]), follow=True).content.decode()
    client.force_login(make_staff())
    changed = client.get(f"{prefix}/admin/password_change/").content.decode()
    for page in (chosen, changed):
        text = re.sub(r"\s+", " ", page)
        assert ("at least 12 characters" if prefix else "至少 12 个字符") in text.replace("12个", "12 个")
        assert ("entirely numeric" if prefix else "全都是数字") in text or "数字" in text


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("short-one", id="short"),
        pytest.param("123456789012345", id="digits"),
        pytest.param("1q2w3e4r5t6y7u8i9o0p", id="common"),
        pytest.param("staff@example.org", id="like-the-address"),
    ],
)
def test_a_weak_password_is_refused(client, password):
    ask(client, "staff@example.org")
    page = choose(client, link_in(mail.outbox[0]), password).content.decode()
    assert "errorlist" in page
    assert Account.objects.get(username="staff").check_password(PASSWORD)


def test_one_s_own_settings(client, staff):
    client.force_login(staff)
    page = client.get("/admin/").content.decode()
    assert reverse("my_settings") in page
    mine = client.get(reverse("my_settings")).content.decode()
    assert "Staff@example.org" in mine and reverse("admin:password_change") in mine
    preference = Preference.objects.of(staff)
    assert (preference.pk, preference.language, preference.reminders) == (None, "zh-hans", True)
    answer = client.post(reverse("my_settings"), {"language": "en"})
    assert answer["Location"] == "/en/admin/me/"
    preference = Preference.objects.of(staff)
    assert (preference.language, preference.reminders) == ("en", False)
    # Whoever works in English is led there by the login.
    client.logout()
    answer = client.post("/admin/login/", {"username": "staff", "password": PASSWORD})
    assert answer["Location"] == "/en/admin/"


def test_settings_are_for_those_logged_in(client):
    assert client.get(reverse("my_settings"))["Location"].startswith("/admin/login/")


def test_a_changed_password_is_noted_and_ends_the_other_sessions(client, staff):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(staff)
    new = "another long password"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = client.post(reverse("admin:password_change"), typed, follow=True)
    assert "密码已更改" in page.content.decode()
    assert elsewhere.get("/admin/").status_code == 302
    assert AuditEntry.objects.filter(kind=AuditKind.PASSWORD_CHOSEN, by=staff).count() == 1
