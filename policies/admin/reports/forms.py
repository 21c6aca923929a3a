"""The form that reports on an action: an update and its evidence, recorded by one press."""

from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.admin.reports.evidence_forms import (
    DateInput,
    PiecesField,
    evidence_rows,
    find_pieces,
    on_record,
    with_tickets,
)
from policies.models import REPORTABLE, Evidence, Organisation, State, Status, Update, line_of
from policies.models.rights import scope_of


class UpdateForm(forms.ModelForm):
    """An update with its evidence. Knows the action it reports on, and what it corrects or carries over."""

    takes_files = True
    kept = PiecesField(label=_("沿用的佐证"), queryset=Evidence.objects.none(), required=False)
    known = PiecesField(label=_("最近用过的"), queryset=Evidence.objects.none(), required=False)
    named = forms.CharField(
        label=_("别的，写号数或名称"),
        required=False,
        help_text=_("号数在佐证的列表里；几件用“、”隔开。同一件佐证不必再传一次。"),
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

    def __init__(self, data=None, files=None, *, action, by, update: Update | None = None, replaces=None, **kwargs):
        instance = update or Update(
            action=action, happened_on=timezone.localdate(), organisation=_speaking(action.lead)
        )
        super().__init__(data, files, instance=instance, **kwargs)
        self.correcting, self.by = replaces, by
        self.asks_for_row = bool(data) and "more" in data
        self.rows = evidence_rows(data, files, by=by, more=self.asks_for_row)
        self.fields["organisation"].queryset = reporters(action, by)
        self.fields["organisation"].empty_label = None
        self.fields["status"].choices = [
            (code, _("%s：%s") % (label, Status(code).claim)) for code, label in REPORTABLE
        ]
        self.fields["replaces"].queryset = action.updates.filter(state=State.PUBLISHED)
        source = update or replaces
        if source is not None:
            self.fields["kept"].queryset = source.evidence.all()
            self.fields["kept"].initial = list(source.evidence.all())
        units = [unit.pk for unit in self.fields["organisation"].queryset]
        known = on_record(by, units, data.getlist("known") if hasattr(data, "getlist") else [])
        carried = source.evidence.values("pk") if source is not None else []
        self.fields["known"].queryset = known.exclude(pk__in=carried)
        if replaces is not None:
            self.initial |= {name: getattr(replaces, name) for name in ("status", "happened_on", "reason")}
            self.initial |= {"organisation": replaces.organisation_id, "replaces": replaces.pk}

    def is_valid(self) -> bool:
        """Check the rows of evidence too, so that all errors show at once; of a form that only asks for one more, none."""
        if not self.asks_for_row:
            return all([super().is_valid(), self.rows.is_valid()])
        self.rows.is_valid()
        self._errors, self.cleaned_data = ErrorDict(), {}
        return False

    def clean_named(self) -> list[Evidence]:
        return find_pieces(self.cleaned_data["named"], self.by)

    def keep_uploads(self) -> None:
        """Keep the files that came with the form, so that they need not be chosen again if it is refused."""
        if any(row.uploads for row in self.rows):
            data, files = with_tickets(self.rows, self.rows.data, self.files, by=self.by)
            self.rows = evidence_rows(data, files, by=self.by)
            self.rows.is_valid()

    @property
    def chooses(self) -> bool:
        """Say whether something was chosen of what is on record already."""
        return self.is_bound and bool(self["known"].value() or self["named"].value())

    @property
    def publishes(self) -> bool:
        """Say whether what was written here may be published by the same press."""
        return settings.ONE_PERSON_OFFICE

    def evidence(self) -> list[Evidence]:
        """Return what the update rests on: carried over, on record already, and new."""
        asked = self.cleaned_data
        return [*asked["kept"], *asked["known"], *asked["named"], *self.rows.pieces()]


def _speaking(lead: Organisation | None) -> Organisation | None:
    """Return the unit that speaks for the lead now: the one that took over from it, where it is one."""
    seen = set()
    while lead is not None and lead.ended_on and lead.pk not in seen:
        seen.add(lead.pk)
        after = list(lead.succeeded_by.all()[:2])
        if len(after) != 1:
            break
        lead = after[0]
    return lead


def reporters(action, by):
    """The units on whose behalf one may report: the lead, the partners that are known, and who took over from them.

    Of these, `by` is offered their own.
    """
    partners = [partner.organisation_id for partner in action.partners.all() if partner.organisation_id]
    known = {action.lead_id, *partners} - {None}
    found = Organisation.objects.filter(pk__in=known.union(*line_of(known).values()))
    scope = scope_of(by)
    return found if scope.everything else found.filter(pk__in=scope.units)
