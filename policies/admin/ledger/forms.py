"""The columns of the ledger on the page of an action: what is filled in, and what a check found."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.operations import NoQuestions
from policies.models import LONGEST_LINE, Action, LedgerEntry

LONG = ("measures", "year_goal", "remarks")


def entry_of(action: Action) -> LedgerEntry:
    """Return the action's row of the ledger, an empty one where nobody has filled in anything."""
    return LedgerEntry.objects.filter(action=action).first() or LedgerEntry(action=action)


class EntryForm(NoQuestions):
    def __init__(self, *args, obj: Action, **kwargs):
        super().__init__(*args, **kwargs)
        entry = entry_of(obj)
        for name in changes.ENTRY_FIELDS:
            label = LedgerEntry._meta.get_field(name).verbose_name
            long = {"widget": forms.Textarea(attrs={"rows": 2})} if name in LONG else {"max_length": LONGEST_LINE}
            self.fields[name] = forms.CharField(label=label, required=False, initial=getattr(entry, name), **long)


class CheckForm(NoQuestions):
    check_remark = forms.CharField(
        label=gettext_lazy("核查意见"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, obj: Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["check_remark"].initial = entry_of(obj).check_remark


def save_entry(action: Action, form: EntryForm, by) -> str:
    changes.edit_ledger(action=action, by=by, **form.cleaned_data)
    return _("台账栏目已保存；它们不公开。")


def save_check(action: Action, form: CheckForm, by) -> str:
    changes.check_ledger(action=action, remark=form.cleaned_data["check_remark"], by=by)
    return _("核查意见已保存；它不公开。")
