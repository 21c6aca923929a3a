"""我的设置: what somebody decides for themselves, and what an administrator decided for them."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext as _

from policies.models import Account, Preference


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ["language", "reminders"]


def my_settings(request):
    """Show and save one's own preferences; afterwards go on in the language chosen."""
    preference = Preference.objects.of(request.user)
    form = PreferenceForm(request.POST or None, instance=preference)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(preference.language):
            messages.success(request, _("设置已保存。"))
        return redirect(translate_url(reverse("my_settings"), preference.language))
    context = {
        **admin.site.each_context(request),
        "title": _("我的设置"),
        "form": form,
        "account": Account.objects.prefetch_related("groups").get(pk=request.user.pk),
        "memberships": request.user.memberships.on().select_related("organisation"),
    }
    return TemplateResponse(request, "admin/my_settings.html", context)
