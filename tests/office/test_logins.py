"""Logging in: guessing is slowed down, a person is told for how long, and addresses cannot be made up."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from policies import changes
from policies.models import Account, AuditEntry, AuditKind
from policies.office.audit import asked_by, note
from policies.office.logins import MOST_FROM_ONE_ADDRESS, address_of, household
from tests.factories import make_member, make_staff

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


def log_in(client, name="staff", password="wrong", **extra):
    return client.post(
        "/admin/login/", {"username": name, "password": password, "next": "/admin/policies/reply/"}, **extra
    )


def later(minutes: float) -> None:
    """Let failures be so many minutes old."""
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(
            attempt_time=attempt.attempt_time - timedelta(minutes=minutes)
        )


@pytest.fixture(autouse=True)
def _accounts(db):
    make_staff()
    make_staff("other")


def test_five_failures_lock_the_name_at_its_address_and_say_for_how_long(client):
    for _ in range(4):
        assert log_in(client).status_code == 200
    answer = log_in(client)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    page = answer.content.decode()
    assert "请在 15 分钟后再试，或请管理员解除锁定" in page
    assert 'value="staff"' in page and 'name="next" value="/admin/policies/reply/"' in page
    # The right password is no key now, nor does a try make it last longer.
    later(5)
    answer = log_in(client, password=PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    later(10)
    assert log_in(client, password=PASSWORD).status_code == 302


def test_the_sentence_is_the_same_for_a_name_that_nobody_has(client):
    pages = [[log_in(Client(), name=name) for _ in range(5)][-1] for name in ("staff", "nobody")]
    told = [page.content.decode().split('role="alert">')[1].split("</p>")[0] for page in pages]
    assert told[0] == told[1]


def test_others_and_other_addresses_are_not_locked(client):
    for _ in range(5):
        log_in(client)
    assert log_in(Client(), name="other", password=PASSWORD).status_code == 302
    assert log_in(Client(), password=PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_another_browser_at_the_same_address_counts_with_it():
    for i in range(5):
        answer = log_in(Client(headers={"user-agent": f"browser {i}"}))
    assert answer.status_code == 429


def test_a_success_forgets_the_failures(client):
    for _ in range(4):
        log_in(client)
    assert log_in(client, password=PASSWORD).status_code == 302
    client.logout()
    assert [log_in(client).status_code for _ in range(4)] == [200] * 4


def test_an_administrator_unlocks(client):
    for _ in range(5):
        log_in(client)
    account = Account.objects.get(username="staff")
    page = reverse("admin:policies_account_change", args=[account.pk])
    desk = Client()
    desk.force_login(make_staff("other"))
    assert "暂时锁定" in desk.get(page).content.decode()
    listed = desk.get(reverse("admin:policies_account_changelist") + "?state=locked").context["cl"]
    assert [row.username for row in listed.result_list] == ["staff"]
    assert desk.post(page, {"deed": "unlock_account"}).status_code == 302
    assert "暂时锁定" not in desk.get(page).content.decode().split("最近的记录")[0]
    assert log_in(client, password=PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        pytest.param(0, "203.0.113.9", "127.0.0.1", id="no-proxy-of-ours-so-the-header-is-made-up"),
        pytest.param(1, "203.0.113.9", "203.0.113.9", id="one-proxy"),
        pytest.param(1, "10.9.9.9, 203.0.113.9", "203.0.113.9", id="the-visitor-wrote-the-first"),
        pytest.param(2, "10.9.9.9, 203.0.113.9, 10.0.0.1", "203.0.113.9", id="two-proxies"),
        pytest.param(2, "203.0.113.9", None, id="fewer-than-our-proxies-write"),
        pytest.param(1, "", None, id="nothing-written"),
        pytest.param(1, "unknown", None, id="no-address"),
        pytest.param(1, "2001:db8::1", "2001:db8::1", id="version-6"),
        pytest.param(1, "::ffff:203.0.113.9", "203.0.113.9", id="version-4-mapped-into-version-6"),
    ],
)
def test_the_address_is_the_one_that_our_outermost_proxy_saw(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    assert address_of(RequestFactory().get("/", headers={"x-forwarded-for": forwarded})) == address


def test_a_mapped_address_is_counted_as_the_one_that_it_maps(client, settings):
    settings.PROXIES = 1
    for _ in range(4):
        log_in(client, headers={"x-forwarded-for": "::ffff:203.0.113.1"})
    assert log_in(client, headers={"x-forwarded-for": "203.0.113.1"}).status_code == 429
    assert log_in(client, headers={"x-forwarded-for": "::ffff:198.18.7.7"}).status_code == 200
    assert household("::ffff:203.0.113.1") == household("203.0.113.1") != household("::ffff:198.18.7.7")


@pytest.mark.parametrize(
    ("addresses", "network", "elsewhere"),
    [("203.0.113.9", "203.0.113.9", "203.0.113.10"), ("2001:db8:1:1::{n}", "2001:db8:1:1::ffff", "2001:db8:1:2::1")],
)
def test_fifty_failures_from_one_household_stop_it(settings, addresses, network, elsewhere):
    settings.PROXIES = 1
    for n in range(MOST_FROM_ONE_ADDRESS):
        with asked_by(None, addresses.format(n=n + 1)):
            note(AuditKind.LOGIN_FAILED, name=f"name{n}")
    answers = [log_in(Client(), name="new", headers={"x-forwarded-for": sent}) for sent in (network, elsewhere)]
    assert [answer.status_code for answer in answers] == [429, 200]


def test_a_made_up_header_does_not_escape_the_lock(client, settings):
    settings.PROXIES = 1
    for i in range(5):
        answer = log_in(client, headers={"x-forwarded-for": f"10.0.0.{i}, 203.0.113.9"})
    assert answer.status_code == 429


def test_logins_are_noted_with_name_and_address(client):
    log_in(client, name="staff\u202e二")
    log_in(client, password=PASSWORD)
    client.post("/admin/logout/")
    noted = AuditEntry.objects.order_by("pk").values_list("kind", "by__username", "name", "address")
    assert list(noted) == [
        ("login_failed", None, "staff 二", "127.0.0.1"),
        ("logged_in", "staff", "staff", "127.0.0.1"),
        ("logged_out", "staff", "staff", "127.0.0.1"),
    ]


def test_a_lock_is_noted_once_and_tries_during_it_are_none(client):
    for _ in range(8):
        log_in(client)
    kinds = list(AuditEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds.count(AuditKind.LOGIN_FAILED) == 5 and kinds.count(AuditKind.LOCKED_OUT) == 1


def test_no_password_is_stored_with_the_failures(client):
    client.post("/admin/login/", {"username": "staff", "password": "hunter2 hunter2", "kept": "secret words"})
    stored = str(list(AccessAttempt.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "staff" in stored and "hunter2" not in stored and "secret words" not in stored


def test_a_deactivated_account_is_out_at_once(client, staff):
    bob = make_member("administrator", username="bob")
    client.force_login(bob)
    assert client.get("/admin/").status_code == 200
    changes.deactivate_account(account=Account.objects.get(pk=bob.pk), by=staff)
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert log_in(client, name="bob", password=PASSWORD).status_code == 200


def test_one_address_does_not_try_one_password_on_everybody(client):
    """Each name fails once or twice, so no name is locked; the address is."""
    for i in range(49):
        log_in(client, name=f"person {i}")
    assert log_in(client, password=PASSWORD).status_code == 302
    client.logout()
    assert log_in(client, name="person 49").status_code == 200
    answer = log_in(client, password=PASSWORD)
    assert answer.status_code == 429 and "从您所在的地址输错的次数太多" in answer.content.decode()
    assert log_in(Client(), password=PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302
