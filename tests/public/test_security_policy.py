"""The content security policy: on every page, without 'unsafe-inline', and nothing on the pages that it would stop."""

import re

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from policies.models import Account, AuditKind
from policies.office.audit import note
from policies.office.invitations import invitation_tokens, reset_tokens
from tests import factories

INLINE = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


def offences(response) -> list[str]:
    """Return what is wrong with the policy of a page, and what on it the policy would stop."""
    policy = response.headers.get("Content-Security-Policy", "")
    wrong = [word for word in ("unsafe-inline", "unsafe-eval", "*") if word in policy]
    wrong += [word for word in ("default-src 'none'", "script-src 'self'", "style-src 'self'") if word not in policy]
    return wrong + INLINE.findall(response.content.decode())


def link(page: str, tokens, account: Account) -> str:
    return reverse(page, args=[urlsafe_base64_encode(force_bytes(account.pk)), tokens.make_token(account)])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_around_the_login(db, prefix):
    account = Account.objects.get(pk=factories.make_staff().pk)
    invited = Account.objects.create(username="new", password="!x", is_staff=True)
    pages = [
        "/admin/login/",
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/x/y/",
        link("password_reset_confirm", reset_tokens, account),
        link("invitation", invitation_tokens, invited),
        "/admin/invitation/x/y/",
    ]
    for page in pages:
        answer = Client().get(prefix + page, follow=True)
        assert answer.status_code == 200 and offences(answer) == [], page
    for _ in range(5):
        locked = Client().post(f"{prefix}/admin/login/", {"username": "staff", "password": "wrong"})
    assert locked.status_code == 429 and offences(locked) == []


def test_every_page_of_the_admin(client, staff, action):
    client.force_login(staff)
    member = factories.make_member("reporter", action.lead)
    note(AuditKind.EXPORTED, by=staff)
    pages = ["/admin/", "/admin/me/", "/admin/password_change/", reverse("admin:policies_account_add")]
    pages += [reverse(f"admin:policies_{name}_changelist") for name in ("account", "auditentry", "reply", "action")]
    pages += [reverse("admin:policies_account_change", args=[member.pk])]
    pages += [reverse("admin:policies_account_history", args=[member.pk])]
    pages += [reverse("admin:policies_organisation_add"), reverse("admin:policies_reply_add")]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200 and offences(answer) == [], page
    ended = client.session
    ended["seen"] -= 7200
    ended.save()
    asked = client.post(reverse("admin:policies_action_change", args=[action.pk]), {"deed": "x", "reason": "两个字"})
    assert "没有丢" in asked.content.decode() and offences(asked) == []
    kept = re.search(r'name="kept" value="([^"]+)"', asked.content.decode())[1]
    given = client.post("/admin/login/", {"username": "staff", "password": "a long password", "kept": kept})
    assert "您填写的内容还在" in given.content.decode() and offences(given) == []
    assert client.post("/admin/logout/").status_code in (200, 302)


def test_every_page_that_says_no(client, staff):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff)
    answers = {
        404: client.get("/nope/"),
        403: strict.post("/admin/me/", {"language": "en"}),
        410: client.get(f"/replies/{factories.make_reply(withdrawn=True).pk}/"),
        400: client.get("/", headers={"host": "evil.example:x"}),
    }
    for code, answer in answers.items():
        assert answer.status_code == code and offences(answer) == [], code


def test_the_page_of_an_error_of_ours(db):
    """Without the database nothing can be shown; the page that says so keeps the policy."""

    def gone(*args):
        raise OperationalError("the server is gone")

    with connection.execute_wrapper(gone):
        answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500 and offences(answer) == []


def test_the_walk_would_see_an_offence(client, db):
    answer = client.get("/")
    assert offences(answer) == []
    answer.content = answer.content.replace(b"<main", b'<p style="color:red" onclick="x()"><script>x</script><main')
    answer.headers["Content-Security-Policy"] += " 'unsafe-inline'"
    assert len(offences(answer)) == 4
