"""Invitations: a letter with a link that leads to an account, once, for seven days, in the language of whoever gets it."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from policies import changes
from policies.changes import Refused
from policies.models import Account, AuditEntry, AuditKind, Preference
from policies.models.rights import may
from policies.office.invitations import InvitationTokens
from tests.factories import make_unit
from tests.pages import choose, link_in

LIST = "admin:policies_account_changelist"
ADD = "admin:policies_account_add"
CHOSEN = "八个字以上的密码当然更好记"


def of(user) -> Account:
    return Account.objects.get(pk=user.pk)


def page_of(user) -> str:
    return reverse("admin:policies_account_change", args=[user.pk])


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def unit(db):
    return make_unit()


@pytest.fixture
def invite(staff, unit, django_capture_on_commit_callbacks):
    """Invite somebody, and let the letter go."""

    def invited(**fields):
        asked = {"name": "王小河", "email": "wang@example.org", "role": "reporter", "units": [(unit, None, None)]}
        with django_capture_on_commit_callbacks(execute=True):
            return changes.invite_account(by=staff, **asked | fields)

    return invited


def test_an_invitation_leads_to_an_account_that_can_report(invite, client, unit, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    account = invite(username="wang")
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["wang@example.org"], "答复承诺追踪：请设定您的密码")
    assert "王小河：" in letter.body and "登录名是 wang" in letter.body and "7 天内有效" in letter.body
    assert of(account).state == "invited"
    page = choose(client, link_in(letter), CHOSEN).content.decode()
    assert "密码已设好，请用它登录；登录名是 wang" in page
    assert of(account).state == "active"
    answer = client.post(reverse("admin:login"), {"username": "wang", "password": CHOSEN})
    assert answer["Location"] == "/admin/"
    assert may(account, "report_for", unit) and not may(account, "publish_update", None)
    # Once: the link is spent.
    assert "这个网址用过了，或者已经过期" in Client().get(link_in(letter), follow=True).content.decode()


def test_the_link_names_our_site_whatever_host_was_asked(desk, unit, settings, django_capture_on_commit_callbacks):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://tracker.example.cn", ["*"]
    typed = {"name": "李四", "email": "li@example.org", "role": "administrator", "language": "zh-hans"}
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse(ADD), typed, headers={"host": "evil.example"})
    assert "https://tracker.example.cn/admin/invitation/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


def test_a_letter_is_written_in_the_language_of_whoever_gets_it(invite):
    account = invite(language="en")
    assert "/en/admin/invitation/" in mail.outbox[0].body
    assert Preference.objects.get(user=account).language == "en"


def test_an_invitation_sent_again_is_the_only_one_that_holds(invite, staff, django_capture_on_commit_callbacks):
    account = invite()
    with django_capture_on_commit_callbacks(execute=True):
        changes.invite_again(account=account, by=staff)
    first, second = (link_in(letter) for letter in mail.outbox)
    assert "过期" in Client().get(first, follow=True).content.decode()
    choose(Client(), second, CHOSEN)
    assert of(account).state == "active"
    with pytest.raises(Refused, match="只有还没有设定密码的账号"):
        changes.invite_again(account=account, by=staff)


@pytest.mark.parametrize(("days", "holds"), [(6, True), (8, False)])
def test_an_invitation_holds_for_seven_days(invite, days, holds, monkeypatch):
    monkeypatch.setattr(
        InvitationTokens, "_now", lambda self: timezone.now().replace(tzinfo=None) - timedelta(days=days)
    )
    invite()
    monkeypatch.undo()
    assert ("过期" not in Client().get(link_in(mail.outbox[0]), follow=True).content.decode()) == holds


def test_an_invitation_to_a_deactivated_account_is_worth_nothing(invite, staff):
    account = invite()
    changes.deactivate_account(account=account, by=staff)
    assert "过期" in Client().get(link_in(mail.outbox[0]), follow=True).content.decode()


def test_a_letter_that_does_not_go_is_told_and_the_account_stays(invite, desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    account = invite()
    assert AuditEntry.objects.about(account).first().kind == AuditKind.MAIL_FAILED
    assert "邮件没有寄出" in desk.get(page_of(account)).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        pytest.param({"email": "  "}, "写上邮件地址", id="no-address"),
        pytest.param({"email": "wang"}, "不像一个邮件地址", id="no-mail-address"),
        pytest.param({"email": "TAKEN@example.org"}, "已有别的账号用", id="taken-in-capitals"),
        pytest.param({"username": "staff"}, "已存在", id="name-taken"),
        pytest.param({"role": "king"}, "没有“king”这个角色", id="no-role"),
        pytest.param({"units": "backward"}, "起的日期不能晚于止的日期", id="dates"),
    ],
)
def test_a_wrong_invitation_is_refused_and_leaves_nothing(invite, staff, unit, fields, sentence):
    Account.objects.filter(pk=staff.pk).update(email="taken@example.org")
    if fields.get("units"):
        fields = {"units": [(unit, date(2026, 2, 1), date(2026, 1, 1))]}
    with pytest.raises(Refused, match=sentence):
        invite(**fields)
    assert Account.objects.count() == 1 and mail.outbox == [] and not AuditEntry.objects.exists()


def test_an_invitation_through_the_form(desk, unit, django_capture_on_commit_callbacks):
    typed = {"name": "王小河", "email": "wang@example.org", "role": "reporter", "language": "zh-hans"}
    refused = desk.post(reverse(ADD), typed).content.decode()
    assert "没有单位的填报员和审核员看不到任何内容" in refused and 'value="王小河"' in refused
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(reverse(ADD), typed | {"organisation": unit.name, "until": "2031-12-31"}, follow=True)
    account = Account.objects.get(email="wang@example.org")
    membership = account.memberships.get()
    assert (account.username, membership.organisation, membership.until) == (
        "wang@example.org",
        unit,
        date(2031, 12, 31),
    )
    assert "账号已建好" in answer.content.decode() and len(mail.outbox) == 1


def test_the_command_invites_in_the_name_of_an_administrator(staff, unit, django_capture_on_commit_callbacks):
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        asked = {"role": "reviewer", "unit": [unit.name], "name": "王小河", "by": "staff"}
        call_command("invite", "wang@example.org", stdout=out, **asked)
    account = Account.objects.get(username="wang@example.org")
    assert (account.role, account.memberships.get().organisation) == ("reviewer", unit)
    assert mail.outbox[0].to == ["wang@example.org"]
    made = AuditEntry.objects.get(kind=AuditKind.ACCOUNT_MADE)
    assert (made.by, made.address, made.words) == (staff, None, "审核员")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param({"by": "nobody"}, "没有能登录的管理员“nobody”", id="by-nobody"),
        pytest.param({"unit": ["火星局"]}, "单位“火星局”没有登记", id="unit-unknown"),
        pytest.param({"username": "staff"}, "已存在", id="name-taken"),
    ],
)
def test_the_command_refuses_with_a_sentence(staff, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("invite", "wang@example.org", **{"role": "reporter", "by": "staff"} | options)
    assert Account.objects.count() == 1
