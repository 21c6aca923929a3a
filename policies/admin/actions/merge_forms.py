"""Which action another is merged into: named by its number, and shown before anything is moved."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.operations import NoQuestions
from policies.models import Action, seen_or_public
from policies.reader.phones import masked


class MergeForm(NoQuestions):
    into = forms.IntegerField(
        label=gettext_lazy("并入第几号举措"),
        min_value=1,
        help_text=gettext_lazy("号数在那条举措的网址里，也写在它的页首。按一次先看是哪一条，再按一次才并入。"),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    asks_for_whom = True

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self):
        """Show what the number means before it is acted upon: a digit mistyped would move updates in public."""
        cleaned = super().clean()
        into = cleaned.get("into")
        if into and cleaned.get("seen") != into.pk:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = into.pk
            told = {"number": into.pk, "quote": masked(into.quote), "letter": into.reply}
            self.add_error(
                "into", _("第 %(number)s 号是“%(quote)s”，出自“%(letter)s”。是同一件事，就再按一次。") % told
            )
        return cleaned

    def clean_into(self) -> Action:
        found = seen_or_public(self.by, Action.objects.filter(pk=self.cleaned_data["into"])).first()
        if found is None:
            raise forms.ValidationError(_("没有第 %s 号举措。") % self.cleaned_data["into"])
        return found


class TwinForm(MergeForm):
    """The sentence stands beside the button, so it was seen: one press is enough."""

    into = forms.IntegerField(widget=forms.HiddenInput)
