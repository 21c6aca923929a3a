"""What all admin pages share. A register is saved by `changes.save`; what it refuses returns to the form."""

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import models, transaction
from django.db.models.constants import LOOKUP_SEP
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from policies import changes
from policies.admin import edit_conflicts
from policies.admin.history import history_page
from policies.derived import lock_record
from policies.models import recording, seen
from policies.models.rights import may, scope_of

PATTERNS = frozenset(
    ["regex", "iregex", "iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith"]
)


def _asked_by(each) -> str:
    """Return by what name an entry of `list_filter` is asked for: a field, one with its filter, or a filter of our own."""
    if isinstance(each, type):
        return each.parameter_name
    return each if isinstance(each, str) else each[0]


class BaseAdmin(admin.ModelAdmin):
    """No bulk deletion, and no counting of whole tables for the sake of "of 1,000,000"."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    looked_up: tuple[str, ...] = ()
    """What links of ours ask of the list, beside its filters and numbers."""
    # example.org without a scheme means https.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request):
        """Show what is theirs: of anything else, staff get "not found"."""
        return seen(request.user, super().get_queryset(request))

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        """Let the address of a list ask what its filters and our links ask, by whole values.

        Else what no page shows could be guessed letter by letter, and a pattern could keep the database busy for hours.
        """
        name = lookup.partition(LOOKUP_SEP)[0]
        asked = {_asked_by(each) for each in self.list_filter}
        is_known = any(f"{lookup}__".startswith(f"{each}__") for each in asked | {"id", *self.looked_up})
        is_field = name in {field.name for field in self.opts.get_fields()} | {"pk"}
        is_plain = lookup.rpartition(LOOKUP_SEP)[2] not in PATTERNS and "\0" not in "".join(value)
        return is_plain and (is_known or not is_field) and super().lookup_allowed(lookup, value, request)

    def get_changeform_initial_data(self, request):
        """Leave out of what an address fills in what no database takes."""
        return {name: text for name, text in super().get_changeform_initial_data(request).items() if "\0" not in text}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer what they see, and nothing else, wherever a row names another."""
        offered = seen(request.user, db_field.remote_field.model._default_manager.all())
        return super().formfield_for_foreignkey(db_field, request, **{"queryset": offered} | kwargs)

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
    change_form_template = "admin/policies/register.html"

    def has_add_permission(self, request) -> bool:
        return may(request.user, changes.deed_of(self.model), None)

    def has_change_permission(self, request, obj=None) -> bool:
        return may(request.user, changes.deed_of(self.model), obj)

    def save_model(self, request, obj, form, change) -> None:
        changes.save(obj=obj, by=request.user)

    def delete_model(self, request, obj) -> None:
        with transaction.atomic(), recording(by=request.user, deed="delete"):
            changes.erase(obj=obj)

    def save_formset(self, request, form, formset, change) -> None:
        """Save the rows below the form in the same way, and delete what was ticked."""
        rows = formset.save(commit=False)
        for gone in formset.deleted_objects:
            changes.erase(obj=gone)
        for row in rows:
            changes.save(obj=row, by=request.user)
        formset.save_m2m()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form once more when a change was refused, with the sentence and with what was typed.

        What the form saves after the row itself, like the units that took over from one, is recorded with it.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic(), recording(by=request.user, deed=changes.deed_of(self.model)):
                lock_record()  # what was shown is compared with what stands, and that stays so until it is saved
                request.told = self._changed_meanwhile(request, object_id)
                request.refusal = [str(difference) for difference in request.told]
                return super().changeform_view(request, object_id, form_url, extra_context)
        except changes.Refused as refused:
            request.refusal = [str(refused)]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _changed_meanwhile(self, request, object_id) -> tuple[edit_conflicts.Difference, ...]:
        """Say what others changed since the page was opened; of what was not touched here, send what stands now."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if obj is None or not self.has_change_permission(request, obj):
            return ()
        request.POST, told = edit_conflicts.merge(request.POST, request.FILES, self._parts(request, obj), {})
        return edit_conflicts.told_by(told, [obj], request.POST, request.user)

    def _parts(self, request, obj) -> dict:
        """Return the forms of the page as they would show `obj` now: its own, and one for each row below it."""
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        parts = {"": self.get_form(request, obj, change=True, fields=fields)(instance=obj)}
        for made, inline in self.get_formsets_with_inlines(request, obj):
            formset = made(instance=obj, queryset=inline.get_queryset(request))
            for row in formset.initial_forms:
                row.prefix = _sent_as(request.POST, formset, row) or row.prefix
                parts[f"{formset.prefix}:{row.instance.pk}"] = row
        return parts

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Let the page carry what it shows; what was sent and not saved carries what was shown before."""
        told = getattr(request, "told", ())
        carried = request.POST.get(edit_conflicts.SHOWN, "")
        if obj is not None and (told or not carried):
            # A row that was sent holds what was typed.
            stored = self.get_object(request, str(obj.pk)) if request.method == "POST" else obj
            carried = edit_conflicts.remember(self._parts(request, stored), {})
        context |= {"shown": carried, "theirs": ",".join(each.entry for each in told)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return type(form.__name__, (_Refusing, form), {"refusal": refusal}) if refusal else form


class RegisterInline(admin.TabularInline):
    """Rows below the form of a register: whoever may save that may save these, of which they see their own part."""

    def get_queryset(self, request):
        return seen(request.user, super().get_queryset(request))

    def has_view_permission(self, request, obj=None) -> bool:
        return bool(scope_of(request.user).roles)

    def has_change_permission(self, request, obj=None) -> bool:
        return may(request.user, changes.deed_of(self.parent_model), obj)

    has_add_permission = has_delete_permission = has_change_permission


def _sent_as(data, formset, row) -> str | None:
    """Return the prefix under which a row below a register was sent: another may have been added before it meanwhile."""
    begins, ends = f"{formset.prefix}-", f"-{row.instance._meta.pk.name}"
    sent = (name for name, value in data.items() if value == str(row.instance.pk))
    return next((name.removesuffix(ends) for name in sent if name.startswith(begins) and name.endswith(ends)), None)


class _Refusing:
    """Makes a form invalid with the sentences of a refusal."""

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
