"""What administrators can do to an account, on its page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.lookup_fields import unit_field
from policies.admin.operations import Deed, NoQuestions
from policies.models import Account, AccountState, Language, Membership
from policies.models.rights import Role

RIGHT = "keep_accounts"


def day(label, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class DatesForm(NoQuestions):
    since = day(gettext_lazy("起"), help_text=gettext_lazy("留空表示一直以来。"))
    until = day(gettext_lazy("止"), help_text=gettext_lazy("最后一天；留空表示没有期限。"))


class InviteForm(DatesForm):
    """A new account: who, where the letter goes, what they do and for which unit."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=150)
    email = forms.CharField(
        label=gettext_lazy("邮件地址"),
        max_length=254,
        required=False,
        widget=forms.EmailInput,
        help_text=gettext_lazy("设定密码的网址寄到这里，7 天内有效。"),
    )
    username = forms.CharField(
        label=gettext_lazy("登录名"), max_length=150, required=False, help_text=gettext_lazy("留空时用邮件地址登录。")
    )
    role = forms.ChoiceField(label=gettext_lazy("角色"), choices=Role.choices)
    language = forms.ChoiceField(label=gettext_lazy("语言"), choices=Language.choices)
    field_order = ["name", "email", "username", "role", "language", "organisation", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = unit_field(
            None, label=_("单位"), help_text=_("填报员和审核员要有单位；更多的单位建好以后再加。")
        )
        self.order_fields(self.field_order)

    def clean(self):
        cleaned = super().clean()
        needs_unit = cleaned.get("role") in (Role.REPORTER, Role.REVIEWER) and "organisation" not in self.errors
        if needs_unit and not cleaned.get("organisation"):
            self.add_error("organisation", _("写上单位：没有单位的填报员和审核员看不到任何内容。"))
        return cleaned


class RoleForm(NoQuestions):
    role = forms.ChoiceField(label=gettext_lazy("角色"), choices=Role.choices)

    def __init__(self, *args, obj: Account, **kwargs):
        super().__init__(*args, obj=obj, initial={"role": obj.role}, **kwargs)


class DetailsForm(NoQuestions):
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=150)
    email = forms.CharField(label=gettext_lazy("邮件地址"), max_length=254, required=False, widget=forms.EmailInput)

    def __init__(self, *args, obj: Account, **kwargs):
        super().__init__(*args, obj=obj, initial={"name": obj.get_full_name(), "email": obj.email}, **kwargs)


class JoinForm(DatesForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = unit_field(None, label=_("单位"))
        self.fields["organisation"].required = True
        self.order_fields(["organisation", "since", "until"])


class MembershipForm(DatesForm):
    """New dates for one of somebody's memberships."""

    def __init__(self, *args, obj: Account, **kwargs):
        super().__init__(*args, obj=obj, **kwargs)
        of_theirs = Membership.objects.filter(user=obj.pk).select_related("organisation")
        self.fields["membership"] = forms.ModelChoiceField(of_theirs, label=_("单位"), empty_label=None)
        self.order_fields(["membership", "since", "until"])


def _change_role(account: Account, form, by) -> str:
    changes.change_role(account=account, role=form.cleaned_data["role"], by=by)
    return _("角色已更改，对方的下一个页面就按新的角色。")


def _edit(account: Account, form, by) -> str:
    changes.edit_account(account=account, by=by, **form.cleaned_data)
    return _("已保存。")


def _join(account: Account, form, by) -> str:
    changes.join_unit(account=account, by=by, **form.cleaned_data)
    return _("单位已加上。")


def _set_dates(account: Account, form, by) -> str:
    changes.set_membership_dates(by=by, **form.cleaned_data)
    return _("日期已更改。")


def _invite_again(account: Account, form, by) -> str:
    changes.invite_again(account=account, by=by)
    return _("邀请正在寄出，以前的网址不再有效；是否寄到，看这一页的“最近的记录”。")


def _unlock(account: Account, form, by) -> str:
    changes.unlock_account(account=account, by=by)
    return _("锁定已解除。")


def _deactivate(account: Account, form, by) -> str:
    changes.deactivate_account(account=account, by=by)
    return _("账号已停用：不能再登录，已登录的也随即退出；做过的事都还在记录里。")


def _reactivate(account: Account, form, by) -> str:
    changes.reactivate_account(account=account, by=by)
    return _("账号已重新启用，密码、角色和单位都和原来一样。")


def _is(*states):
    return lambda account: account.state in states


DEEDS = (
    Deed("unlock_account", gettext_lazy("解除锁定"), _unlock, lambda account: account.is_locked, right=RIGHT),
    Deed("invite_again", gettext_lazy("再寄一次邀请"), _invite_again, _is(AccountState.INVITED), right=RIGHT),
    Deed("change_role", gettext_lazy("更改角色"), _change_role, form=RoleForm, right=RIGHT),
    Deed("edit_account", gettext_lazy("更改姓名或邮件地址"), _edit, form=DetailsForm, right=RIGHT),
    Deed("join_unit", gettext_lazy("加一个单位"), _join, form=JoinForm, right=RIGHT),
    Deed(
        "set_membership_dates",
        gettext_lazy("更改起止日期"),
        _set_dates,
        lambda account: account.memberships.exists(),
        MembershipForm,
        right=RIGHT,
    ),
    Deed(
        "deactivate_account",
        gettext_lazy("停用账号"),
        _deactivate,
        lambda account: account.is_active,
        look="danger",
        right=RIGHT,
    ),
    Deed("reactivate_account", gettext_lazy("重新启用"), _reactivate, _is(AccountState.INACTIVE), right=RIGHT),
)
