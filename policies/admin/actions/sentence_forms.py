"""What was read in a letter's sentences, as forms. Every quote typed here is looked up in the letter's own text."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.lookup_fields import NamesField
from policies.admin.operations import NoQuestions
from policies.admin.reports.evidence_forms import DateInput
from policies.models import Action, Category, Commitment, Reply, StrengthChoices
from policies.queries.paging import as_number


class SentenceForm(NoQuestions):
    """A sentence that the reader missed: copied from the letter, or marked in it, so that its place is known."""

    quote = forms.CharField(
        label=gettext_lazy("原文"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("从正文里原样复制一句话；力度、期限和协办单位会自动读出。"),
    )
    # Where the words were marked, when a script saw it: of words that stand twice, these are meant.
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    commitment = forms.ModelChoiceField(
        label=gettext_lazy("承诺事项"),
        queryset=Commitment.objects.none(),
        required=False,
        empty_label=gettext_lazy("它所在的那一项"),
    )

    def __init__(self, *args, obj: Reply, **kwargs):
        super().__init__(*args, **kwargs)
        self.reply = obj
        self.fields["commitment"].queryset = obj.commitments.all()

    def clean(self):
        cleaned = super().clean()
        if "quote" in cleaned:
            try:
                cleaned["span"] = placed(self.reply.text, cleaned["quote"], cleaned.get("start"))
            except forms.ValidationError as error:
                self.add_error("quote", error)
        return cleaned


class WordsForm(NoQuestions):
    """An action as it was read. Its words stay once they are public, its date once the reading is confirmed."""

    quote = forms.CharField(
        label=gettext_lazy("原文"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("可以多取或少取几个字，但要和正文一样。"),
    )
    strength = forms.ChoiceField(label=gettext_lazy("力度"), choices=StrengthChoices)
    due_text = forms.CharField(label=gettext_lazy("期限（原文）"), required=False, max_length=100)
    due_on = forms.DateField(label=gettext_lazy("期限"), required=False, widget=DateInput)

    def __init__(self, *args, obj: Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = obj
        self.fields["partners"] = NamesField(
            label=_("协办单位"),
            initial=[partner.name for partner in obj.partners.all()],
            help_text=_("照原文写；几个用“、”隔开。"),
        )
        if obj.reply.confirmed_at:
            del self.fields["due_on"]
        if obj.published_at:
            for name in ("quote", "due_text", "partners"):
                del self.fields[name]
        for name in set(self.fields) - {"partners"}:
            self.fields[name].initial = getattr(obj, name)

    def clean(self):
        cleaned = super().clean()
        quote = cleaned.pop("quote", None)
        if quote is not None:
            try:
                cleaned["start"], cleaned["end"] = placed(self.action.reply.text, quote, self.action.start)
            except forms.ValidationError as error:
                self.add_error("quote", error)
        return cleaned

    def entered(self) -> dict:
        """Return what was changed on the page, the quote as its place in the letter."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name != "quote"}
        if "quote" in self.changed_data:
            changed |= {"start": self.cleaned_data["start"], "end": self.cleaned_data["end"]}
        return changed


class SplitForm(NoQuestions):
    """The sentence itself: a line break wherever it is to be cut, and without what belongs to none of the parts."""

    shows_stored = False

    parts = forms.CharField(
        label=gettext_lazy("原文"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("在要拆开的地方按回车换行，每行成为一条；多余的字可以删去，别的照原文。"),
    )

    def __init__(self, *args, obj: Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = obj
        # Where a sentence lists several things, it is most often cut at its semicolons.
        self.fields["parts"].initial = obj.quote.replace("\n", "").replace("；", "；\n").strip("\n")

    def clean_parts(self) -> list[tuple[int, int]]:
        spans, at = [], self.action.start
        text = self.action.reply.text[: self.action.end]
        for line in (line.strip() for line in self.cleaned_data["parts"].splitlines()):
            if not any(character.isalnum() for character in line):
                continue  # only stops: they belong to no part
            if not (found := _places(text, line, at)):
                raise forms.ValidationError(_("原文里接下来没有“%s”；除了换行和删去的字，别的请照原文。") % line)
            spans.append(found[0])
            at = found[0][1]
        return spans


class CommitmentForm(NoQuestions):
    """The mark and heading of a commitment, and which actions stand under it."""

    @classmethod
    def about(cls, obj: Reply, data) -> dict | None:
        return named_part("commitment", obj.commitments, data)

    commitment = forms.ModelChoiceField(queryset=Commitment.objects.none(), required=False, widget=forms.HiddenInput)
    number = forms.CharField(label=gettext_lazy("序号"), required=False, max_length=20)
    heading = forms.CharField(
        label=gettext_lazy("标题"), required=False, max_length=300, help_text=gettext_lazy("照原文写。")
    )

    def __init__(self, data=None, files=None, *, obj: Reply, commitment: Commitment | None = None, **kwargs):
        super().__init__(data, files, obj=obj, **kwargs)
        self.fields["commitment"].queryset = obj.commitments.all()
        self.fields["actions"] = forms.ModelMultipleChoiceField(
            label=_("归到这一项的举措"),
            queryset=obj.actions.filter(removed_at__isnull=True).order_by("start"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if commitment is None:
            self.fields["heading"].help_text = _("照原文写；勾选的举措从原来的那一项移过来。")
        else:
            del self.fields["actions"]
            self.initial = {"commitment": commitment, "number": commitment.number, "heading": commitment.heading}


class CategoriesForm(NoQuestions):
    """The categories of all actions of a letter; those that all of them have are ticked."""

    categories = forms.ModelMultipleChoiceField(
        label=gettext_lazy("类别"),
        queryset=Category.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("代替各条举措现有的类别；个别不同的，归类以后在那条举措的页面上改。"),
    )

    def __init__(self, *args, obj: Reply, **kwargs):
        super().__init__(*args, **kwargs)
        kept = obj.actions.filter(removed_at__isnull=True).prefetch_related("categories")
        shared = [set(action.categories.all()) for action in kept]
        self.fields["categories"].initial = sorted(set.intersection(*shared), key=str) if shared else []


class AcceptForm(CategoriesForm):
    """A category that was proposed: a button is enough."""

    categories = forms.ModelMultipleChoiceField(queryset=Category.objects.all(), widget=forms.MultipleHiddenInput)


def named_part(name: str, rows, data) -> dict | None:
    """Return the part of a letter that posted `data` names, as its form takes it; None where it is gone."""
    if not data.get(name):
        return {}
    try:
        part = rows.filter(pk=as_number(data[name])).first()
    except ValueError:
        return None
    return None if part is None else {name: part}


def placed(text: str, quote: str, near: int | None) -> tuple[int, int]:
    """Find the place of `quote` in the letter, white space apart: the only one, or the one nearest to `near`.

    Raises ValidationError for words that are not there, or several times with nothing to tell which.
    """
    places = _places(text, quote)
    if not places:
        raise forms.ValidationError(_("正文里没有这句话；请从正文原样复制，标点也要一样。"))
    if len(places) > 1 and near is None:
        raise forms.ValidationError(_("正文里这句话出现了 %s 次；请多复制几个字，直到只有一处。") % len(places))
    return min(places, key=lambda place: abs(place[0] - (near or 0)))


def _places(text: str, words: str, begin: int = 0) -> list[tuple[int, int]]:
    """Return where `words` stand: a browser breaks lines otherwise than the letter does."""
    wanted, found = "".join(words.split()), []
    places = [at for at, sign in enumerate(text) if at >= begin and not sign.isspace()]
    bare = "".join(text[at] for at in places)
    start = bare.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        found.append((places[start], places[end - 1] + 1))
        start = bare.find(wanted, end)
    return found
