"""What staff can do to a letter, and the forms that it takes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.deeds import Deed, NoQuestions, ReasonForm
from policies.admin.reports import AddressField, DateInput
from policies.admin.widgets import autocomplete
from policies.models import Commitment, Issuer, Organisation, Reply, StrengthChoices


class HeadForm(forms.ModelForm):
    """The head of the letter as it was read; and, of each who signed, which unit that is."""

    class Meta:
        model = Reply
        fields = [
            "place",
            "proposals",
            "kind",
            "form",
            "follows",
            "title",
            "document_number",
            "index_number",
            "subject",
            "department",
            "issued_on",
            "published_on",
            "outcome_mark",
            "source_url",
        ]
        field_classes = {"source_url": AddressField}
        widgets = {
            "place": autocomplete(Reply, "place"),
            "proposals": autocomplete(Reply, "proposals"),
            "follows": autocomplete(Reply, "follows"),
            "issued_on": DateInput,
            "published_on": DateInput,
        }

    def __init__(self, data=None, files=None, *, obj: Reply, **kwargs):
        super().__init__(data, files, instance=obj, **kwargs)
        self.issuers = {f"unit_{issuer.pk}": issuer for issuer in obj.issuers.all()}
        for name, issuer in self.issuers.items():
            self.fields[name] = forms.ModelChoiceField(
                label=_("“%s”是哪个单位") % issuer.name,
                queryset=Organisation.objects.all(),
                required=False,
                initial=issuer.organisation_id,
                widget=autocomplete(Issuer, "organisation"),
            )

    def units(self) -> dict[int, Organisation | None]:
        return {issuer.pk: self.cleaned_data[name] for name, issuer in self.issuers.items()}


class SentenceForm(NoQuestions):
    """A sentence that the reader missed: copied from the letter, so that its place can be found."""

    commitment = forms.ModelChoiceField(
        label=gettext_lazy("承诺事项"),
        queryset=Commitment.objects.none(),
        required=False,
        empty_label=gettext_lazy("另立一项，没有标题"),
    )
    quote = forms.CharField(
        label=gettext_lazy("原文"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("从正文里原样复制一句话。"),
    )
    strength = forms.ChoiceField(label=gettext_lazy("力度"), choices=StrengthChoices)

    def __init__(self, *args, obj: Reply, **kwargs):
        super().__init__(*args, **kwargs)
        self.reply = obj
        self.fields["commitment"].queryset = obj.commitments.all()

    def clean_quote(self) -> str:
        quote = self.cleaned_data["quote"].replace("\r\n", "\n")  # browsers send line breaks their own way
        found = self.reply.text.count(quote)
        if found == 0:
            raise forms.ValidationError(_("正文里没有这句话；请从正文原样复制，标点和换行也要一样。"))
        if found > 1:
            raise forms.ValidationError(_("正文里这句话出现了 %s 次；请多复制几个字，直到只有一处。") % found)
        return quote


def _confirm(reply: Reply, form, by) -> str:
    changes.confirm_reading(reply=reply, by=by)
    return _("读取已确认。")


def _publish(reply: Reply, form, by) -> str:
    changes.publish_reply(reply=reply, by=by)
    return _("答复已公开，其中的举措一并公开。")


def _withdraw(reply: Reply, form, by) -> str:
    changes.withdraw_reply(reply=reply, reason=form.cleaned_data["reason"], by=by)
    return _("答复已撤回，理由和日期一并公开。")


def _edit(reply: Reply, form: HeadForm, by) -> str:
    fields = {name: form.cleaned_data[name] for name in HeadForm.Meta.fields if name != "proposals"}
    changes.edit_reply(reply=reply, proposals=form.cleaned_data["proposals"], units=form.units(), by=by, **fields)
    return _("答复的登记内容已保存。")


def _add(reply: Reply, form: SentenceForm, by) -> str:
    asked = form.cleaned_data
    start = reply.text.index(asked["quote"])
    end = start + len(asked["quote"])
    changes.add_action(
        reply=reply, commitment=asked["commitment"], start=start, end=end, strength=asked["strength"], by=by
    )
    return _("举措已补上；答复已公开的，还要在举措的页面上公开它。")


def _unpublished(reply: Reply) -> bool:
    return reply.published_at is None


DEEDS = (
    Deed(
        "confirm_reading", gettext_lazy("确认读取"), _confirm, lambda reply: reply.confirmed_at is None, look="default"
    ),
    Deed("publish_reply", gettext_lazy("公开"), _publish, _unpublished),
    Deed("withdraw_reply", gettext_lazy("撤回"), _withdraw, lambda reply: reply.is_public, ReasonForm, "danger"),
    Deed("edit_reply", gettext_lazy("保存登记内容"), _edit, _unpublished, HeadForm),
    Deed("add_action", gettext_lazy("补一条举措"), _add, lambda reply: reply.withdrawn_at is None, SentenceForm),
)
