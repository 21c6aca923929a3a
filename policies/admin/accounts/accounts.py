"""Accounts (账号): who may log in, as what and for which units; invitations, and an end of them. For administrators."""

from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.accounts.operations import DEEDS, RIGHT, InviteForm
from policies.admin.columns import ChoiceFilter, admin_url, tags
from policies.admin.operations import PageAdmin
from policies.changes import Refused
from policies.models import Account, AuditEntry, Preference
from policies.models.rights import Role, may
from policies.office.logins import is_locked

MOST_ENTRIES = 20
# Units of an account that the list names.
MOST_NAMED = 3

# Roles are given on the page of an account, and nobody sees or sets another's password.
admin.site.unregister([User, Group])


class StateFilter(ChoiceFilter):
    title = gettext_lazy("状态")
    parameter_name = "state"
    choices_by_code = {
        "invited": (gettext_lazy("已邀请"), lambda found: found.invited()),
        "active": (gettext_lazy("已启用"), lambda found: found.active()),
        "inactive": (gettext_lazy("已停用"), lambda found: found.inactive()),
        "locked": (gettext_lazy("暂时锁定"), lambda found: found.filter(is_locked=True)),
    }


class RoleFilter(ChoiceFilter):
    title = gettext_lazy("角色")
    parameter_name = "role"
    choices_by_code = {
        Role.REPORTER.value: (Role.REPORTER.label, lambda found: found.filter(groups__name=Role.REPORTER)),
        Role.REVIEWER.value: (Role.REVIEWER.label, lambda found: found.filter(groups__name=Role.REVIEWER)),
        Role.ADMINISTRATOR.value: (
            Role.ADMINISTRATOR.label,
            lambda found: found.filter(pk__in=Account.objects.with_role(Role.ADMINISTRATOR).values("pk")),
        ),
        "none": (gettext_lazy("没有角色"), lambda found: found.filter(groups__isnull=True, is_superuser=False)),
    }


@admin.register(Account)
class AccountAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/account/page.html"
    list_display = ["__str__", "role_word", "units", "state_tags", "email", "last_login"]
    list_filter = [StateFilter, RoleFilter]
    search_fields = ["username", "first_name", "last_name", "email", "memberships__organisation__name"]
    search_help_text = gettext_lazy("搜索登录名、姓名、邮件地址或单位")
    ordering = ["username"]

    def has_module_permission(self, request) -> bool:
        return may(request.user, RIGHT, None)

    has_add_permission = has_module_permission

    def has_view_permission(self, request, obj=None) -> bool:
        return may(request.user, RIGHT, None)

    def get_queryset(self, request):
        found = super().get_queryset(request).prefetch_related("groups", "memberships__organisation")
        return found.annotate(is_locked=is_locked("username"))

    def facts(self, request, account: Account, posted) -> dict:
        return {
            "account": account,
            "states": self.state_tags(account),
            "preference": Preference.objects.of(account),
            "entries": AuditEntry.objects.about(account).select_related("by")[:MOST_ENTRIES],
        }

    def add_view(self, request, form_url="", extra_context=None):
        """Invite somebody: there is no other way to an account here."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InviteForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and (account := self._invited(request, form)):
            messages.success(request, _("账号已建好，邀请正在寄往 %s；是否寄到，看“最近的记录”。") % account.email)
            return HttpResponseRedirect(admin_url(account))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("邀请一个人"),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/policies/account/invite.html", context)

    def _invited(self, request, form: InviteForm) -> Account | None:
        asked = dict(form.cleaned_data)
        unit, since, until = (asked.pop(name) for name in ("organisation", "since", "until"))
        try:
            return changes.invite_account(units=[(unit, since, until)] if unit else [], by=request.user, **asked)
        except Refused as refused:
            form.add_error(None, str(refused))
            return None

    @admin.display(description=gettext_lazy("角色"))
    def role_word(self, account: Account):
        return account.role.label if account.role else "—"

    @admin.display(description=gettext_lazy("单位"), empty_value="—")
    def units(self, account: Account):
        names = [str(membership.organisation) for membership in account.memberships.all()]
        first = "、".join(names[:MOST_NAMED])
        return first if len(names) <= MOST_NAMED else _("%(first)s等 %(n)d 个") % {"first": first, "n": len(names)}

    @admin.display(description=gettext_lazy("状态"))
    def state_tags(self, account: Account):
        locked = [("locked", _("暂时锁定"))] if account.is_locked else []
        return tags([(account.state.value, account.state.label), *locked])
