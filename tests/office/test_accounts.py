"""Accounts: invited by mail, given a role and units, deactivated; and there is always somebody who can keep them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from policies import changes
from policies.changes import Refused
from policies.models import Account, AuditEntry, AuditKind
from policies.models.rights import may, scope_of
from tests.factories import make_member, make_staff, make_unit

LIST = "admin:policies_account_changelist"
ADD = "admin:policies_account_add"


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


def invite(by, unit, **fields) -> Account:
    """Make an account whose letter is on its way."""
    asked = {"name": "王小河", "email": "wang@example.org", "role": "reporter", "units": [(unit, None, None)]}
    return changes.invite_account(by=by, **asked | fields)


def test_nobody_demotes_or_deactivates_themselves(staff):
    make_staff("another administrator")
    with pytest.raises(Refused, match="不能更改自己的角色"):
        changes.change_role(account=of(staff), role="reporter", by=staff)
    with pytest.raises(Refused, match="不能停用自己的账号"):
        changes.deactivate_account(account=of(staff), by=staff)


@pytest.mark.parametrize("deed", ["role", "deactivate"])
def test_the_last_administrator_stays(deed, db):
    """Two administrators act against each other at once: the second has asked for its rights before the first acted."""
    one, two = (make_member("administrator", username=name) for name in ("one", "two"))
    scope_of(one), scope_of(two)

    def against(account, by):
        if deed == "role":
            return changes.change_role(account=of(account), role="reviewer", by=by)
        return changes.deactivate_account(account=of(account), by=by)

    against(two, one)
    with pytest.raises(Refused, match="最后一个能登录的管理员"):
        against(one, two)
    assert may(make_member("administrator", username="one"), "keep_accounts", None)


def test_an_administrator_who_never_chose_a_password_does_not_count(staff):
    boss = make_member("administrator", username="boss")
    invite(staff, None, role="administrator", units=[])
    Account.objects.filter(pk=staff.pk).update(is_active=False)
    with pytest.raises(Refused, match="最后一个能登录的管理员"):
        changes.deactivate_account(account=of(boss), by=staff)


def test_a_superuser_who_is_given_a_role_has_that_role(staff):
    other = make_staff("other")
    changes.change_role(account=of(other), role="reporter", by=staff)
    assert may(of(other), "ingest", None) and not may(of(other), "keep_accounts", None)
    assert AuditEntry.objects.get(kind=AuditKind.ROLE_CHANGED).words == "管理员 → 填报员"


def test_units_are_joined_and_left_by_dates(staff, unit):
    user = make_member("reporter")
    membership = changes.join_unit(account=of(user), organisation=unit, by=staff)
    with pytest.raises(Refused, match="已在这个单位"):
        changes.join_unit(account=of(user), organisation=unit, by=staff)
    yesterday = timezone.localdate() - timedelta(days=1)
    assert may(of(user), "report_for", unit)
    changes.set_membership_dates(membership=membership, since=None, until=yesterday, by=staff)
    assert not may(of(user), "report_for", unit)
    words = AuditEntry.objects.filter(kind=AuditKind.UNITS_CHANGED).first().words
    assert words == f"{unit} … – {yesterday.isoformat()}"


def test_deeds_on_the_page(desk, unit):
    user = make_member("reporter", unit)
    other = make_unit("青原县教育局")
    page = page_of(user)

    def press(deed, **fields):
        answer = desk.post(page, {"deed": deed} | fields)
        assert answer.status_code == 302, answer.content.decode()
        return of(user)

    assert press("change_role", role="reviewer").role == "reviewer"
    assert press("edit_account", name="王小河", email="wang@example.org").email == "wang@example.org"
    assert press("join_unit", organisation=other.name, since="2026-01-01").memberships.count() == 2
    membership = user.memberships.get(organisation=other)
    press("set_membership_dates", membership=membership.pk, since="2026-01-01", until="2026-01-31")
    assert user.memberships.get(organisation=other).until == date(2026, 1, 31)
    assert not press("deactivate_account").is_active
    assert press("reactivate_account").is_active
    assert desk.post(page, {"deed": "invite_again"}).status_code == 200  # refused: it has a password
    noted = list(AuditEntry.objects.about(of(user)).order_by("pk").values_list("kind", flat=True))
    assert noted == [
        "role_changed", "account_changed", "units_changed", "units_changed", "deactivated", "reactivated",
    ]  # fmt: skip


def test_a_membership_of_somebody_else_cannot_be_changed_through_a_page(desk, unit):
    user, other = make_member("reporter", unit), make_member("reviewer", unit)
    theirs = other.memberships.get()
    answer = desk.post(page_of(user), {"deed": "set_membership_dates", "membership": theirs.pk, "until": "2020-01-01"})
    assert answer.status_code == 200
    assert other.memberships.get().until is None


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_accounts_are_for_administrators(role, client, unit, staff):
    user = make_member(role, unit)
    client.force_login(user)
    for address in (reverse(LIST), reverse(ADD), page_of(staff), reverse("admin:policies_auditentry_changelist")):
        assert client.get(address).status_code == 403, address
    client.post(page_of(staff), {"deed": "deactivate_account"})
    assert of(staff).is_active
    for change in (
        changes.deactivate_account,
        changes.reactivate_account,
        changes.unlock_account,
        changes.invite_again,
    ):
        with pytest.raises(Refused, match="没有做这件事的权限"):
            change(account=of(staff), by=user)
    with pytest.raises(Refused, match="没有做这件事的权限"):
        changes.invite_account(email="x@example.org", role="administrator", by=user)
    assert "policies/account/" not in client.get("/admin/").content.decode()


def test_the_list_shows_roles_units_and_states(desk, staff, unit):
    invite(staff, unit)
    make_member("reviewer", unit)
    gone = make_member("reporter", unit, username="gone")
    Account.objects.filter(pk=gone.pk).update(is_active=False)
    page = desk.get(reverse(LIST)).content.decode()
    for word in ("已邀请", "已启用", "已停用", "审核员", "填报员", "管理员", str(unit), "王小河（wang@example.org）"):
        assert word in page
    for query, names in (
        ("state=invited", {"wang@example.org"}),
        ("state=inactive", {"gone"}),
        ("role=administrator", {"staff"}),
        ("role=reporter", {"gone", "wang@example.org"}),
        ("role=none", set()),
        ("state=bogus", set()),
        (f"q={unit.name}", {"wang@example.org", "gone", f"reviewer-{unit.pk}"}),
    ):
        found = desk.get(f"{reverse(LIST)}?{query}", follow=True).context["cl"].result_list
        assert {account.username for account in found} == names, query


def test_django_s_own_pages_of_accounts_are_gone_and_no_digest_is_shown(desk, staff):
    assert desk.get("/admin/auth/user/").status_code == desk.get("/admin/auth/group/").status_code == 404
    assert desk.get("/admin/axes/").status_code == 404
    assert staff.password not in desk.get(page_of(staff)).content.decode()


def test_the_list_asks_as_often_for_thirty_as_for_three(desk, unit):
    counts = []
    for n in (3, 30):
        for i in range(n):
            make_member("reporter", unit, username=f"reporter {i}")
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse(LIST))
        counts.append(len(asked))
    assert counts[0] == counts[1]
