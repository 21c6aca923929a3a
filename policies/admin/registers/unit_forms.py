"""A unit as administrators keep it, with what became of it: called otherwise, taken over, divided."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.lookup_fields import UnitsField
from policies.admin.reports.evidence_forms import DateInput
from policies.models import Organisation


class UnitAdminForm(forms.ModelForm):
    """The row itself, and its fate as `rename_unit`, `succeed_unit` and `merge_units` take it."""

    renamed_on = forms.DateField(
        label=gettext_lazy("更名日期"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("单位改了名：写新名称启用的日子，原来的名称记为曾用名。只是改正错字的，留空。"),
    )
    successors = UnitsField(
        label=gettext_lazy("职责由…接续"),
        help_text=gettext_lazy("单位的名称；一个单位分设为几个的，几个用“、”隔开。清空表示撤销这条记录。"),
    )
    succeeded_on = forms.DateField(
        label=gettext_lazy("接续日期"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("本单位撤销、并入或分设的日子。"),
    )
    taken_over = UnitsField(
        label=gettext_lazy("并入本单位的"), help_text=gettext_lazy("新近并入的单位，几个用“、”隔开；原有的接续不变。")
    )
    taken_over_on = forms.DateField(label=gettext_lazy("并入日期"), required=False, widget=DateInput)

    class Meta:
        model = Organisation
        fields = ["name", "place", "slug", "parent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["successors"].place = self.fields["taken_over"].place = self.instance.place
            self.initial["successors"] = list(self.instance.succeeded_by.all())
            self.initial["succeeded_on"] = self.instance.ended_on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("taken_over") and not cleaned.get("taken_over_on"):
            self.add_error("taken_over_on", _("写明从哪一天起并入。"))
        if cleaned.get("successors") and not cleaned.get("succeeded_on"):
            self.add_error("succeeded_on", _("写明从哪一天起由别的单位接续。"))
        return cleaned
