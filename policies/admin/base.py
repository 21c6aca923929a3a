"""What all admin pages share. A register is saved by `changes.save`; what it refuses returns to the form."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import models, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from policies import changes
from policies.admin.history import history_page
from policies.models import recording, seen
from policies.rights import may, scope_of


class BaseAdmin(admin.ModelAdmin):
    """No bulk deletion, and no counting of whole tables for the sake of "of 1,000,000"."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    # example.org without a scheme means https.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request):
        """Show what is theirs: of anything else, staff get "not found"."""
        return seen(request.user, super().get_queryset(request))

    def changelist_view(self, request, extra_context=None):
        """Call a list by what it holds, not "Select … to view"."""
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural} | (extra_context or {}))

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Say that it may be another unit's: whoever follows a colleague's link should know whom to ask."""
        told = _("没有第 %(number)s 号%(what)s，或者它属于别的单位，您看不到。")
        messages.warning(request, told % {"number": object_id, "what": opts.verbose_name})
        return redirect("admin:index")

    def history_view(self, request, object_id, extra_context=None):
        return history_page(self, request, unquote(object_id))

    def has_module_permission(self, request) -> bool:
        return bool(scope_of(request.user).roles)

    def has_view_permission(self, request, obj=None) -> bool:
        return bool(scope_of(request.user).roles)

    def has_delete_permission(self, request, obj=None) -> bool:
        return may(request.user, "delete", obj)


class RegisterAdmin(BaseAdmin):
    """A register: rows that staff keep by hand."""

    save_on_top = False

    def has_add_permission(self, request) -> bool:
        return may(request.user, changes.deed_of(self.model), None)

    def has_change_permission(self, request, obj=None) -> bool:
        return may(request.user, changes.deed_of(self.model), obj)

    def save_model(self, request, obj, form, change) -> None:
        changes.save(obj=obj, by=request.user)

    def delete_model(self, request, obj) -> None:
        with transaction.atomic(), recording(by=request.user, deed="delete"):
            super().delete_model(request, obj)

    def save_formset(self, request, form, formset, change) -> None:
        """Save the rows below the form in the same way, and delete what was ticked."""
        rows = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        for row in rows:
            changes.save(obj=row, by=request.user)
        formset.save_m2m()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form once more when a change was refused, with the sentence and with what was typed.

        What the form saves after the row itself, like the units that took over from one, is recorded with it.
        """
        try:
            with transaction.atomic(), recording(by=request.user, deed=changes.deed_of(self.model)):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except changes.Refused as refused:
            request.refusal = str(refused)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return type(form.__name__, (_Refusing, form), {"refusal": refusal}) if refusal else form


class RegisterInline(admin.TabularInline):
    """Rows below the form of a register: whoever may save that may save these."""

    def has_view_permission(self, request, obj=None) -> bool:
        return bool(scope_of(request.user).roles)

    def has_change_permission(self, request, obj=None) -> bool:
        return may(request.user, changes.deed_of(self.parent_model), obj)

    has_add_permission = has_delete_permission = has_change_permission


class _Refusing:
    """Makes a form invalid with the sentence of a refusal."""

    def clean(self):
        cleaned = super().clean()
        self.add_error(None, self.refusal)
        return cleaned


class KeptAdmin(BaseAdmin):
    """What stays on record: shown, never added, changed or deleted here."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
