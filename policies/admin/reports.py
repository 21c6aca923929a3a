"""The form that reports on an action: an update and its evidence, recorded by one press."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.admin.files import check_file, sha256_of
from policies.models import REPORTABLE, Evidence, EvidenceKind, Organisation, State, Status, Update

ROWS = 2


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class AddressField(forms.URLField):
    """example.org without a scheme means https."""

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


# What the form asks for each kind; the stylesheet shows only these.
FIELDS_OF_KIND = {
    EvidenceKind.LINK: {"url", "title"},
    EvidenceKind.FILE: {"file", "file_is_public", "title"},
    EvidenceKind.DOCUMENT: {"title", "number", "issuer", "dated"},
}


class EvidenceForm(forms.ModelForm):
    """One piece of evidence: a link, a file, or a document by its name."""

    class Meta:
        model = Evidence
        fields = ["kind", "url", "file", "title", "number", "issuer", "dated", "file_is_public"]
        field_classes = {"url": AddressField}
        widgets = {
            "dated": DateInput,
            "file": forms.FileInput,
            "url": forms.URLInput(attrs={"placeholder": "https://"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = EvidenceKind.choices
        self.fields["kind"].initial = EvidenceKind.LINK

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and self.cleaned_data.get("kind") == EvidenceKind.FILE:
            check_file(file)
            self.instance.sha256 = sha256_of(file)
        return file

    def clean(self):
        """Drop what does not belong to the kind: it was typed before another kind was chosen, and is out of sight."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        for name in set(self.fields) - {"kind"} - FIELDS_OF_KIND.get(kind, set(self.fields)):
            self.errors.pop(name, None)
            cleaned[name] = self.fields[name].empty_value if hasattr(self.fields[name], "empty_value") else None
        cleaned["file_is_public"] = bool(cleaned.get("file_is_public"))
        if kind == EvidenceKind.FILE and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("请选择文件；刚才选过的，浏览器不会记住，要再选一次。"))
        return cleaned


EvidenceRows = forms.formset_factory(EvidenceForm, extra=ROWS, max_num=ROWS, absolute_max=ROWS)


class UpdateForm(forms.ModelForm):
    """An update with its evidence. Knows the action it reports on, and what it corrects or carries over."""

    kept = forms.ModelMultipleChoiceField(
        label=_("沿用的佐证"), queryset=Evidence.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    replaces = forms.ModelChoiceField(
        queryset=Update.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("要更正的进展已经不在公开的进展里：可能有人刚撤回了它。")},
    )
    then = forms.ChoiceField(
        choices=[("draft", _("保存草稿")), ("submit", _("提交")), ("publish", _("提交并公开"))],
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Update
        fields = ["organisation", "status", "happened_on", "reason"]
        widgets = {
            "status": forms.RadioSelect,
            "happened_on": DateInput,
            "reason": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data=None, files=None, *, action, update: Update | None = None, replaces=None, **kwargs):
        instance = update or Update(action=action, happened_on=timezone.localdate(), organisation=action.lead)
        super().__init__(data, files, instance=instance, **kwargs)
        self.correcting = replaces
        self.rows = EvidenceRows(data, files, prefix="evidence")
        self.fields["organisation"].queryset = reporters(action)
        self.fields["organisation"].empty_label = None
        self.fields["status"].choices = [
            (code, _("%s：%s") % (label, Status(code).meaning)) for code, label in REPORTABLE
        ]
        self.fields["replaces"].queryset = action.updates.filter(state=State.PUBLISHED)
        source = update or replaces
        if source is not None:
            self.fields["kept"].queryset = source.evidence.all()
            self.fields["kept"].initial = list(source.evidence.all())
        if replaces is not None:
            self.initial |= {name: getattr(replaces, name) for name in ("status", "happened_on", "reason")}
            self.initial |= {"organisation": replaces.organisation_id, "replaces": replaces.pk}

    def is_valid(self) -> bool:
        """Check the rows of evidence too, so that all errors show at once."""
        return all([super().is_valid(), self.rows.is_valid()])

    @property
    def publishes(self) -> bool:
        """Say whether what was written here may be published by the same press."""
        return settings.ONE_PERSON_OFFICE

    def evidence(self) -> list[Evidence]:
        """Return what the update rests on: carried over, and new."""
        return [*self.cleaned_data["kept"], *(row.instance for row in self.rows if row.has_changed())]


def reporters(action):
    """The units on whose behalf one may report: the lead first, then the partners that are known."""
    partners = [partner.organisation_id for partner in action.partners.all() if partner.organisation_id]
    return Organisation.objects.filter(pk__in=[action.lead_id, *partners])
