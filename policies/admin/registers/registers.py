"""The registers behind the record: units with their names, categories, places, and what A to D mean there."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from policies import changes
from policies.admin.base import RegisterAdmin, RegisterInline
from policies.admin.columns import FewFilter, admin_link, number_of
from policies.admin.registers.unit_forms import UnitAdminForm
from policies.models import Action, Category, Organisation, OrganisationName, OutcomeClass, Place


class SluggedAdmin(RegisterAdmin):
    def get_readonly_fields(self, request, obj=None):
        """An address is permanent."""
        return ["slug"] if obj else []


class NameInline(RegisterInline):
    model = OrganisationName
    fields = ["name", "since", "until"]
    extra = 1


@admin.register(Organisation)
class OrganisationAdmin(SluggedAdmin):
    list_display = ["name", "place", "parent", "other_names", "lead_count"]
    list_filter = [("place", FewFilter)]
    list_select_related = ["place", "parent"]
    search_fields = ["name", "names__name"]
    search_help_text = _("搜索名称、曾用名或简称")
    autocomplete_fields = ["place", "parent"]
    form = UnitAdminForm
    inlines = [NameInline]

    def get_queryset(self, request):
        found = super().get_queryset(request).prefetch_related("names")
        return found.annotate(lead_count=number_of(Action.objects, "lead"))

    def get_fieldsets(self, request, obj=None):
        """Ask for what became of a unit once it is there."""
        row = ["name", "place", "slug", "parent"]
        if obj is None:
            return [(None, {"fields": row})]
        fate = ["successors", "succeeded_on", "taken_over", "taken_over_on"]
        return [
            (None, {"fields": [row[0], "renamed_on", *row[1:]]}),
            (_("机构改革"), {"fields": fate, "description": _("单位的记录、网址和答复都留在原处。")}),
        ]

    def save_model(self, request, obj, form, change) -> None:
        """Save the row, and say by the changes made for it what became of the unit."""
        asked, by = form.cleaned_data, request.user
        name = obj.name
        if renamed := change and bool(asked.get("renamed_on")) and "name" in form.changed_data:
            obj.name = form.initial["name"]
        changes.save(obj=obj, by=by)
        if renamed:
            obj.name = changes.rename_unit(unit=obj, name=name, on=asked["renamed_on"], by=by).name
        if change and {"successors", "succeeded_on"} & set(form.changed_data):
            changes.succeed_unit(unit=obj, successors=asked["successors"], on=asked["succeeded_on"], by=by)
        if asked.get("taken_over"):
            changes.merge_units(units=asked["taken_over"], into=obj, on=asked["taken_over_on"], by=by)

    @admin.display(description=_("曾用名和简称"), empty_value="—")
    def other_names(self, unit: Organisation):
        return "、".join(name.name for name in unit.former_names)

    @admin.display(description=_("主责举措"), ordering="lead_count")
    def lead_count(self, unit):
        return unit.lead_count


@admin.register(Category)
class CategoryAdmin(SluggedAdmin):
    list_display = ["name", "parent", "slug", "in_actions"]
    list_select_related = ["parent"]
    search_fields = ["name", "parent__name"]
    search_help_text = _("搜索名称或上级类别")
    autocomplete_fields = ["parent"]
    fields = ["name", "slug", "parent"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(action_count=number_of(Action.objects, "categories"))

    def get_deleted_objects(self, objs, request):
        """A category that holds actions stays: the counts rest on it."""
        gone, counts, lacking, kept = super().get_deleted_objects(objs, request)
        kept += [admin_link(action) for category in objs for action in category.actions.all()[:50]]
        return gone, counts, lacking, kept

    @admin.display(description=_("举措"), ordering="action_count")
    def in_actions(self, category):
        return category.action_count


class OutcomeInline(RegisterInline):
    model = OutcomeClass
    fields = ["mark", "meaning", "state"]
    extra = 0
    max_num = 4


@admin.register(Place)
class PlaceAdmin(RegisterAdmin):
    list_display = ["name", "level", "parent", "is_demo"]
    list_filter = ["level", "is_demo"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    search_help_text = _("搜索名称")
    autocomplete_fields = ["parent"]
    inlines = [OutcomeInline]


@admin.register(OutcomeClass)
class OutcomeClassAdmin(RegisterAdmin):
    list_display = ["mark", "place", "meaning", "state"]
    list_filter = ["state", "mark"]
    list_select_related = ["place"]
    search_fields = ["place__name", "meaning"]
    search_help_text = _("搜索行政区或含义")
    autocomplete_fields = ["place"]
