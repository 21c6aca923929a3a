"""What a change of many actions asks, and what each action is before and after it."""

from collections.abc import Callable

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.lookup_fields import unit_field
from policies.admin.reports.evidence_forms import DateInput, EvidenceForm, ticket
from policies.models import REPORTABLE, Action, Category, Status


class ManyForm(forms.Form):
    """Asks once for all. `make` is the change that is called for each action with `arguments()`."""

    make: Callable

    def __init__(self, *args, actions: list[Action], by, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions, self.by = actions, by

    def arguments(self) -> dict:
        return self.cleaned_data

    def asked(self) -> str:
        """Return what was filled in, to tell whether it is what a preview showed."""
        return salted_hmac(
            "policies.many", "\n".join(f"{name}={_said(value)}" for name, value in sorted(self.cleaned_data.items()))
        ).hexdigest()

    def before(self, action: Action) -> str:
        return ""

    def after(self, action: Action) -> str:
        return ""

    def carrying(self) -> "ManyForm":
        """Return the form as it goes on, from the preview to the saving or back to be put right."""
        return self


class ReportForm(ManyForm):
    """One update for each, resting on one piece of evidence."""

    make = staticmethod(changes.record_update)
    status = forms.ChoiceField(label=gettext_lazy("状态"), widget=forms.RadioSelect)
    happened_on = forms.DateField(
        label=gettext_lazy("发生日期"),
        widget=DateInput,
        initial=timezone.localdate,
        help_text=gettext_lazy("事情发生的日子，不是填报的日子；不能在今天之后。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("说明"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("做了什么、凭什么这样说；公开时显示在每一条举措上。"),
    )

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.fields["status"].choices = [
            (code, _("%s：%s") % (label, Status(code).claim)) for code, label in REPORTABLE
        ]
        self.row = EvidenceForm(
            data, files, by=self.by, prefix="evidence", empty_permitted=True, use_required_attribute=False
        )

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.row.is_valid()])

    def arguments(self) -> dict:
        return self.cleaned_data | {"evidence": [self.row.instance] if self.row.is_given else []}

    def carrying(self) -> ManyForm:
        """Store the evidence, and let the form name it: all updates rest on one piece, uploaded once."""
        if not (self.row.is_valid() and self.row.is_given):
            return self
        piece = changes.add_evidence(evidence=self.row.instance, by=self.by)
        data = self.data.copy()
        data["evidence-stored"] = ticket(piece, self.by)
        form = ReportForm(data, actions=self.actions, by=self.by)
        form.is_valid()
        return form

    def before(self, action: Action) -> str:
        return action.get_status_display()

    def after(self, action: Action) -> str:
        return Status(self.cleaned_data["status"]).label


class LeadForm(ManyForm):
    make = staticmethod(changes.assign_lead)

    def __init__(self, *args, actions: list[Action], **kwargs):
        super().__init__(*args, actions=actions, **kwargs)
        places = {action.reply.place for action in actions}
        self.fields["organisation"] = unit_field(places.pop() if len(places) == 1 else None, label=_("主责单位"))
        self.fields["organisation"].required = True

    def before(self, action: Action) -> str:
        return str(action.lead or _("未定"))

    def after(self, action: Action) -> str:
        return str(self.cleaned_data["organisation"])


class CategoriesForm(ManyForm):
    categories = forms.ModelMultipleChoiceField(
        label=gettext_lazy("类别"), queryset=Category.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    instead = forms.TypedChoiceField(
        label=gettext_lazy("原有的类别"),
        choices=[("", gettext_lazy("保留，加上这些")), ("1", gettext_lazy("去掉，换成这些"))],
        coerce=bool,
        required=False,
        empty_value=False,
        widget=forms.RadioSelect,
    )

    @staticmethod
    def make(*, action: Action, categories, instead: bool, by):
        held = [] if instead else action.categories.all()
        return changes.edit_action(action=action, categories={*held, *categories}, by=by)

    def before(self, action: Action) -> str:
        return "、".join(category.name for category in action.categories.all()) or "—"

    def after(self, action: Action) -> str:
        held = [] if self.cleaned_data["instead"] else list(action.categories.all())
        names = dict.fromkeys(category.name for category in [*held, *self.cleaned_data["categories"]])
        return "、".join(names)


class DeadlineForm(ManyForm):
    make = staticmethod(changes.revise_deadline)
    due_on = forms.DateField(
        label=gettext_lazy("新期限"), required=False, widget=DateInput, help_text=gettext_lazy("留空表示不再有期限。")
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("会和新旧期限一起公开。"),
    )

    def before(self, action: Action) -> str:
        return f"{action.due_on:%Y-%m-%d}" if action.due_on else "—"

    def after(self, action: Action) -> str:
        return f"{self.cleaned_data['due_on']:%Y-%m-%d}" if self.cleaned_data["due_on"] else "—"


def _said(value) -> str:
    """Return a value in words, of several rows their keys."""
    return ",".join(str(row.pk) for row in value) if isinstance(value, QuerySet) else str(value)
