"""Accounts: invited, given a role and units, deactivated and let in again. Nobody sets another's password.

There is always somebody who can keep accounts: the last administrator stays one, and nobody takes it from themselves.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from policies.changes.base import change, needed, save_checked
from policies.models import Account, AccountState, AuditKind, Language, Membership, Organisation, Preference
from policies.models.rights import Role, require
from policies.office import invitations, logins
from policies.office.audit import note
from policies.refusal import Refused


@change
def invite_account(
    *,
    email: str,
    role: str,
    name: str = "",
    username: str = "",
    units: Iterable[tuple[Organisation, date | None, date | None]] = (),
    language: str = Language.CHINESE,
    by,
) -> Account:
    """Make an account and send the person the link to choose a password.

    `units` are (unit, first day, last day). Without a `username` the mail address is it.
    """
    require(by, "keep_accounts", None)
    email = _address(email)
    account = Account(username=(username or email).strip(), first_name=name.strip(), email=email, is_staff=True)
    account.set_unusable_password()
    save_checked(account)
    account.groups.set([_group(role)])
    save_checked(Preference(user=account, language=language))
    note(AuditKind.ACCOUNT_MADE, about=account, by=by, words=_word(role))
    for organisation, since, until in units:
        _join(account, organisation, since, until, by=by)
    _invite(account, by=by)
    return account


@change
def invite_again(*, account: Account, by) -> Account:
    """Send the invitation again; the links sent before are worth nothing from now on."""
    require(by, "keep_accounts", account)
    account = _as_it_stands(account)
    if account.state != AccountState.INVITED:
        raise Refused(_("只有还没有设定密码的账号才能再次邀请；别人忘了密码，可在登录页自己重设。"))
    _address(account.email, besides=account)
    account.set_unusable_password()
    save_checked(account, "password")
    _invite(account, by=by)
    return account


@change
def edit_account(*, account: Account, name: str, email: str, by) -> Account:
    """Correct somebody's name and mail address. Links that went to an old address are worth nothing."""
    require(by, "keep_accounts", account)
    account = _as_it_stands(account)
    before = f"{account.get_full_name()} {account.email}"
    account.first_name, account.last_name, account.email = name.strip(), "", _address(email, besides=account)
    save_checked(account, "first_name", "last_name", "email")
    after = f"{account.get_full_name()} {account.email}"
    note(AuditKind.ACCOUNT_CHANGED, about=account, by=by, words=f"{before} → {after}")
    return account


@change
def change_role(*, account: Account, role: str, by) -> Account:
    """Give somebody one role in place of what they had."""
    require(by, "keep_accounts", account)
    account = _as_it_stands(account)
    if account.pk == by.pk:
        raise Refused(_("不能更改自己的角色；请另一位管理员来改。"))
    group, before = _group(role), account.role
    if role != Role.ADMINISTRATOR:
        _let_one_stay(account)
    account.is_superuser = False
    save_checked(account, "is_superuser")
    account.groups.set([group])
    note(AuditKind.ROLE_CHANGED, about=account, by=by, words=f"{_word(before)} → {_word(role)}")
    return account


@change
def join_unit(
    *, account: Account, organisation: Organisation, since: date | None = None, until: date | None = None, by
) -> Membership:
    """Say that a unit's work is somebody's, from when until when."""
    require(by, "keep_accounts", account)
    return _join(_as_it_stands(account), organisation, since, until, by=by)


@change
def set_membership_dates(*, membership: Membership, since: date | None, until: date | None, by) -> Membership:
    """Change from when until when a unit's work is somebody's; a membership is ended, never deleted."""
    require(by, "keep_accounts", membership.user)
    membership = Membership.objects.select_related("user", "organisation").get(pk=membership.pk)
    membership.since, membership.until = since, until
    save_checked(membership)
    _note_membership(membership, by=by)
    return membership


@change
def deactivate_account(*, account: Account, by) -> Account:
    """Let somebody in no more. Their sessions end at once; all they did stays on record."""
    require(by, "keep_accounts", account)
    account = _as_it_stands(account)
    if account.pk == by.pk:
        raise Refused(_("不能停用自己的账号；请另一位管理员来做。"))
    if not account.is_active:
        raise Refused(_("这个账号已经停用。"))
    _let_one_stay(account)
    account.is_active = False
    save_checked(account, "is_active")
    note(AuditKind.DEACTIVATED, about=account, by=by)
    return account


@change
def reactivate_account(*, account: Account, by) -> Account:
    """Let somebody in again, with the password, the role and the units they had."""
    require(by, "keep_accounts", account)
    account = _as_it_stands(account)
    if account.is_active:
        raise Refused(_("这个账号没有停用。"))
    account.is_active = True
    save_checked(account, "is_active")
    note(AuditKind.REACTIVATED, about=account, by=by)
    return account


@change
def unlock_account(*, account: Account, by) -> Account:
    """Let somebody try again who mistyped their password too often."""
    require(by, "keep_accounts", account)
    account = _as_it_stands(account)
    logins.unlock(account.username)
    note(AuditKind.UNLOCKED, about=account, by=by)
    return account


def _join(account: Account, organisation: Organisation, since, until, *, by) -> Membership:
    membership = Membership(user=account, organisation=organisation, since=since, until=until)
    save_checked(membership)
    _note_membership(membership, by=by)
    return membership


def _note_membership(membership: Membership, *, by) -> None:
    account = Account.objects.get(pk=membership.user_id)
    days = " – ".join(day.isoformat() if day else "…" for day in (membership.since, membership.until))
    note(AuditKind.UNITS_CHANGED, about=account, by=by, words=f"{membership.organisation} {days}")


def _invite(account: Account, *, by) -> None:
    """Send the letter once the account is stored: a mail server that hangs must not hold up other changes."""
    transaction.on_commit(lambda: invitations.send_invitation(account, by=by))


def _let_one_stay(account: Account) -> None:
    administrators = Account.objects.administrators()
    if administrators.filter(pk=account.pk).exists() and not administrators.exclude(pk=account.pk).exists():
        raise Refused(_("这是最后一个能登录的管理员账号；先让另一个人成为管理员，并设好密码。"))


def _group(role: str) -> Group:
    if role not in Role.values:
        raise Refused(_("没有“%s”这个角色。") % role)
    return Group.objects.get(name=role)


def _word(role: str | None) -> str:
    """Return the word for a role as the audit list keeps it, whatever language somebody works in."""
    with translation.override(Language.CHINESE):
        return str(Role(role).label) if role else "—"


def _address(written: str, *, besides: Account | None = None) -> str:
    """Return a mail address that belongs to nobody else."""
    email = needed(written, _("写上邮件地址：设定密码的网址会寄到那里。"))
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(_("“%s”不像一个邮件地址；请再看一遍。") % email) from error
    if Account.objects.with_address(email).exclude(pk=besides and besides.pk).exists():
        raise Refused(_("已有别的账号用 %s 这个邮件地址；一个地址只给一个账号。") % email)
    return email


def _as_it_stands(account: Account) -> Account:
    """Return the account as it is stored now: two administrators may press at once."""
    return Account.objects.get(pk=account.pk)
