"""Choosing a password: by an invitation, or anew by a letter to one's own address. Nobody has to be logged in for these."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetDoneView
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from policies.models import Account, AccountState, AuditEntry, AuditKind
from policies.office.audit import address_now, note
from policies.office.invitations import invitation_tokens, reset_tokens, send_reset
from policies.office.logins import count_from, unlock

# Letters to one mail address in an hour, and requests from one household, behind which may be a whole office.
MOST_LETTERS = 3
MOST_ASKED = 20


class InOurFrame:
    """The admin's frame around a page for which nobody has to be logged in."""

    def get_context_data(self, **kwargs):
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}


class AskForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("邮件地址"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


@method_decorator(never_cache, name="dispatch")
class AskForReset(InOurFrame, FormView):
    """Takes a mail address. What it answers never says whether anybody has it."""

    form_class = AskForm
    template_name = "admin/registration/password_reset_form.html"
    success_url = reverse_lazy("password_reset_done")
    extra_context = {"title": gettext_lazy("重设密码")}

    def form_valid(self, form):
        email = form.cleaned_data["email"].lower()
        asked = AuditEntry.objects.filter(kind=AuditKind.RESET_ASKED, at__gte=timezone.now() - timedelta(hours=1))
        if count_from(asked, address_now()) >= MOST_ASKED:
            form.add_error(None, ValidationError(_("来自您的网络地址的请求太多；请一小时后再试，或请管理员帮忙。")))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        often = asked.filter(name=email).count() >= MOST_LETTERS
        note(AuditKind.RESET_ASKED, name=email)
        if not often:
            for account in Account.objects.with_address(email).filter(is_active=True):
                send_reset(account)
        return super().form_valid(form)


class ResetAsked(InOurFrame, PasswordResetDoneView):
    template_name = "admin/registration/password_reset_done.html"


class ChoosePassword(InOurFrame, PasswordResetConfirmView):
    """Opened by the link of a letter. Django moves the token into the session, so that no address leaks it."""

    template_name = "admin/registration/choose_password.html"
    success_url = reverse_lazy("admin:login")
    token_generator = reset_tokens
    title = gettext_lazy("设定新密码")
    allowed = (AccountState.ACTIVE, AccountState.INVITED)

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        account = user and Account.objects.get(pk=user.pk)
        return account if account and account.state in self.allowed else None

    def form_valid(self, form):
        """Store the password, and let in somebody whom mistyped passwords had locked out."""
        answer = super().form_valid(form)
        unlock(self.user.get_username())
        note(AuditKind.PASSWORD_CHOSEN, by=self.user, about=self.user)
        messages.success(self.request, _("密码已设好，请用它登录；登录名是 %s。") % self.user.get_username())
        return answer


class AcceptInvitation(ChoosePassword):
    token_generator = invitation_tokens
    title = gettext_lazy("设定密码")
    allowed = (AccountState.INVITED,)
    reset_url_token = "choose"
    extra_context = {"invited": True}


def change_done(request):
    """Say on one's own page that the password was changed."""
    messages.success(request, _("密码已更改。"))
    return redirect("my_settings")
