"""台账列的对应: which columns of an office's own ledger are which of ours, as kept for the next file. Renamed or deleted here."""

from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.operations import Deed, NoQuestions, PageAdmin
from policies.exchange.ledger.columns import BY_NAME
from policies.exchange.ledger.mapping import drop_mapping, rename_mapping
from policies.models import LedgerMapping


class NameForm(NoQuestions):
    name = forms.CharField(
        label=gettext_lazy("名称"), required=False, max_length=LedgerMapping._meta.get_field("name").max_length
    )

    def __init__(self, *args, obj: LedgerMapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = obj.name


def _rename(mapping: LedgerMapping, form: NameForm, by) -> str:
    renamed = rename_mapping(mapping=mapping, name=form.cleaned_data["name"], by=by)
    return _("已改名为“%s”。") % renamed.name


def _drop(mapping: LedgerMapping, form, by) -> str:
    drop_mapping(mapping=mapping, by=by)
    return _("“%s”已删除；以前的导入不受影响，下次上传这种台账要重新对应列。") % mapping.name


DEEDS = (
    Deed("rename_mapping", gettext_lazy("改名"), _rename, form=NameForm, right="import_ledger"),
    Deed("drop_mapping", gettext_lazy("删除这种对应"), _drop, look="danger", right="import_ledger"),
)


@admin.register(LedgerMapping)
class LedgerMappingAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/ledger/mapping.html"
    list_display = ["name", "organisation", "told", "made_by", "made_at"]
    list_select_related = ["organisation", "made_by"]
    search_fields = ["name"]
    search_help_text = gettext_lazy("搜索名称")
    ordering = ["name", "pk"]

    def facts(self, request, mapping: LedgerMapping, posted) -> dict:
        """Show the columns in the order of ours, those that are not used last: the database keeps none."""
        places = {name: at for at, name in enumerate(BY_NAME)}
        told = sorted(mapping.columns.items(), key=lambda pair: (places.get(pair[1], len(places)), pair[0]))
        return {
            "title": mapping.name,
            "mapping": mapping,
            "columns": [(label, BY_NAME[name].label if name in BY_NAME else "") for label, name in told if label],
        }

    def _back(self, request, obj) -> str:
        """After a deletion there is no page to go back to."""
        stands = LedgerMapping.objects.filter(pk=obj.pk).exists()
        return super()._back(request, obj) if stands else redirect("admin:policies_ledgermapping_changelist").url

    @admin.display(description=gettext_lazy("对应了几列"))
    def told(self, mapping: LedgerMapping) -> int:
        return sum(name in BY_NAME for name in mapping.columns.values())
