"""What was read of a letter's head, as forms: the letter itself, and the proposals that it answers."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.actions.sentence_forms import named_part
from policies.admin.lookup_fields import NamesField, category_field, place_field, unit_field
from policies.admin.operations import NoQuestions
from policies.admin.reports.evidence_forms import AddressField, DateInput
from policies.models import Kind, Organisation, Proposal, Reply

MOST_ADDRESSEES = 9_999
GONE = gettext_lazy("这一件已经不在这件答复里了：可能有人刚把它去掉。")

OF_THE_LETTER = [
    "title",
    "document_number",
    "issued_on",
    "kind",
    "form",
    "outcome_mark",
    "index_number",
    "subject",
    "department",
    "published_on",
    "addressee_count",
    "source_url",
]


class HeadForm(forms.ModelForm):
    """The head of the letter as it was read; and, of each who signed, which unit that is."""

    class Meta:
        model = Reply
        fields = OF_THE_LETTER
        field_classes = {"source_url": AddressField}
        widgets = {"issued_on": DateInput, "published_on": DateInput}

    def __init__(self, data=None, files=None, *, obj: Reply, **kwargs):
        super().__init__(data, files, instance=obj, **kwargs)
        self.fields["place"] = place_field(label=_("行政区"), initial=obj.place)
        self.fields["issuers"] = NamesField(
            label=_("答复单位"),
            initial=[issuer.name for issuer in obj.issuers.all()],
            help_text=_("照落款写；几个用“、”隔开。"),
        )
        self.issuers = {f"unit_{issuer.pk}": issuer for issuer in obj.issuers.all()}
        for name, issuer in self.issuers.items():
            self.fields[name] = unit_field(
                obj.place, label=_("“%s”是哪个单位") % issuer.name, initial=issuer.organisation
            )
        self.fields["addressees"] = NamesField(
            label=_("答复对象"),
            initial=[addressee.name for addressee in obj.addressees.all()],
            help_text=_("姓名或名称，不带“委员”“代表”；几个用“、”隔开。"),
        )
        self.fields["addressee_count"].max_value = MOST_ADDRESSEES
        self.fields["addressee_count"].validators = [MinValueValidator(0), MaxValueValidator(MOST_ADDRESSEES)]
        self.order_fields(["title", "document_number", "issued_on", "place", "issuers", *self.issuers, "addressees"])

    def units(self) -> dict[int, Organisation | None]:
        """Return what was typed about which unit a signer is."""
        return {
            issuer.pk: self.cleaned_data[name] for name, issuer in self.issuers.items() if name in self.changed_data
        }

    def entered(self) -> dict:
        """Return the letter's own fields that were changed on the page."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name not in self.issuers}

    def _post_clean(self):
        """The letter is written by its change alone: the row in hand stays as it is stored."""


class ProposalForm(NoQuestions):
    """One proposal that the letter answers. Which one stands in a hidden field; none there means another one."""

    @classmethod
    def about(cls, obj: Reply, data) -> dict | None:
        return named_part("proposal", obj.proposals, data)

    proposal = forms.ModelChoiceField(
        queryset=Proposal.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": GONE},
    )
    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=Kind)
    number = forms.CharField(
        label=gettext_lazy("编号"), required=False, max_length=20, help_text=gettext_lazy("照原文写，前面的零保留。")
    )
    title = forms.CharField(label=gettext_lazy("标题"), required=False, max_length=300)
    term = forms.IntegerField(label=gettext_lazy("届"), required=False, min_value=1, max_value=99)
    meeting = forms.IntegerField(label=gettext_lazy("次"), required=False, min_value=1, max_value=99)

    def __init__(self, data=None, files=None, *, obj: Reply, proposal: Proposal | None = None, **kwargs):
        super().__init__(data, files, obj=obj, **kwargs)
        held_at = proposal.session.place if proposal and proposal.session else obj.place
        self.fields["proposal"].queryset = obj.proposals.all()
        self.fields["place"] = place_field(label=_("哪里的会议"), initial=held_at)
        self.fields["category"] = category_field(label=_("类别"), initial=proposal and proposal.category)
        self.order_fields(["proposal", "kind", "number", "title", "place", "term", "meeting", "category"])
        if proposal is not None:
            session = proposal.session
            self.initial = {
                "proposal": proposal,
                "kind": proposal.kind,
                "number": proposal.number,
                "title": proposal.title,
                "term": session and session.term,
                "meeting": session and session.number,
            }

    def clean(self):
        """Without a number of a meeting, the place that was filled in beforehand says nothing."""
        cleaned = super().clean()
        if not cleaned.get("term") and not cleaned.get("meeting"):
            cleaned["place"] = None
        return cleaned


class DropForm(NoQuestions):
    """Which proposal the letter does not answer after all."""

    proposal = forms.ModelChoiceField(
        queryset=Proposal.objects.none(), widget=forms.HiddenInput, error_messages={"invalid_choice": GONE}
    )

    def __init__(self, data=None, files=None, *, obj: Reply, proposal: Proposal | None = None, **kwargs):
        super().__init__(data, files, obj=obj, **kwargs)
        self.fields["proposal"].queryset = obj.proposals.all()
        self.initial = {"proposal": proposal}


class UnitForm(NoQuestions):
    """A name that signed and is no registered unit."""

    name = forms.CharField(max_length=100, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, obj: Reply, name: str = "", **kwargs):
        super().__init__(data, files, obj=obj, **kwargs)
        self.initial = {"name": name}


class LeadsForm(NoQuestions):
    """The unit that answers for the actions for which none does yet."""

    def __init__(self, data=None, files=None, *, obj: Reply, **kwargs):
        super().__init__(data, files, obj=obj, **kwargs)
        self.fields["lead"] = unit_field(
            obj.place, label=_("主责单位"), help_text=_("负责还没有主责单位的举措；各条另有不同的，在它的页面上改。")
        )
        self.fields["lead"].required = True
