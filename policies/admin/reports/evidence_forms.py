"""Evidence as forms ask for it: new pieces in rows, and pieces that are on record already.

A browser does not choose a file again by itself. What was uploaded and taken is therefore kept, whatever else is wrong
with the form; the row then names it by a ticket: its number, signed, for this account and a day.
"""

import re

from django import forms
from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.models import Evidence, EvidenceKind, seen
from policies.queries.paging import as_number
from policies.uploads import ACCEPTED, NotTaken, examine

ROWS, MOST_ROWS = 3, 8
SALT, KEPT_FOR = "evidence of a form", 24 * 60 * 60
MOST_NAMED = 20
SHOWN = 10  # of what is on record: the latest; whatever else is typed


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
ALWAYS = {"kind", "stored", "left_out"}


def ticket(piece: Evidence, by) -> str:
    return signing.dumps([piece.pk, by.pk], salt=SALT)


def held(text: str, by) -> Evidence | None:
    """Return the piece that a ticket names; None for a ticket that is old, of another account, or none of ours."""
    try:
        pk, account = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return seen(by, Evidence.objects.filter(pk=pk)).first() if account == by.pk else None


class EvidenceForm(forms.ModelForm):
    """One piece of evidence: a link, a file, or a document by its name."""

    stored = forms.CharField(required=False, widget=forms.HiddenInput)
    # Every file has its sentence, an empty one too; a long name is cut, not refused.
    file = forms.FileField(
        label=gettext_lazy("文件"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("PDF、图片或办公文件，最大 20 MB。"),
    )
    left_out = forms.BooleanField(label=gettext_lazy("不用这一件"), required=False)

    class Meta:
        model = Evidence
        fields = ["kind", "url", "file", "title", "number", "issuer", "dated", "file_is_public"]
        field_classes = {"url": AddressField}
        widgets = {"dated": DateInput, "url": forms.URLInput(attrs={"placeholder": "https://"})}

    def __init__(self, data=None, files=None, *, by, prefix=None, **kwargs):
        told = (data or {}).get(f"{prefix}-stored", "") if prefix else ""
        self.held = held(told, by) if told else None
        self.lost = bool(told) and self.held is None
        super().__init__(data, files, prefix=prefix, instance=self.held, **kwargs)
        self.fields["kind"].choices = EvidenceKind.choices
        self.fields["kind"].initial = EvidenceKind.LINK
        if self.held is None:
            del self.fields["left_out"]

    @property
    def is_given(self) -> bool:
        """Say whether the row holds a piece."""
        return self.is_bound and self.has_changed() and not self.cleaned_data.get("left_out")

    @property
    def uploads(self) -> bool:
        """Say whether a file came with the row that may be kept."""
        return self.is_given and self.is_valid() and bool(self.files.get(self.add_prefix("file")))

    def has_changed(self) -> bool:
        return self.held is not None or self.lost or super().has_changed()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if self.files.get(self.add_prefix("file")) and self.cleaned_data.get("kind") == EvidenceKind.FILE:
            try:
                examine(file)
            except NotTaken as refused:
                raise forms.ValidationError(str(refused)) from refused
        return file

    def clean(self):
        """Drop what does not belong to the kind: it was typed before another kind was chosen, and is out of sight."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        for name in set(self.fields) - ALWAYS - FIELDS_OF_KIND.get(kind, set(self.fields)):
            self.errors.pop(name, None)
            cleaned[name] = getattr(self.fields[name], "empty_value", None)
        if kind != EvidenceKind.FILE:
            cleaned["file"] = False  # as Django's forms say that a file is taken away
        cleaned["file_is_public"] = bool(cleaned.get("file_is_public"))
        if kind == EvidenceKind.FILE and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("请选择文件；刚才选过的，浏览器不会记住，要再选一次。"))
        if self.lost:
            raise forms.ValidationError(_("刚才的佐证已经不在了；请再加一次。"))
        return cleaned


class _Rows(forms.BaseFormSet):
    @property
    def can_grow(self) -> bool:
        return self.total_form_count() < MOST_ROWS

    def pieces(self) -> list[Evidence]:
        return [row.instance for row in self if row.is_given]


Rows = forms.formset_factory(EvidenceForm, formset=_Rows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def evidence_rows(data, files, *, by, more: bool = False) -> _Rows:
    """Return the rows of a form, with one more than was sent where that was asked for."""
    if data and more:
        data = data.copy()
        sent = data.get("evidence-TOTAL_FORMS", "")
        rows = min(int(sent) if sent.isdecimal() else ROWS, MOST_ROWS - 1)
        data["evidence-TOTAL_FORMS"] = str(rows + 1)
        data.setdefault(f"evidence-{rows}-kind", EvidenceKind.LINK.value)
    return Rows(data, files, prefix="evidence", form_kwargs={"by": by})


def with_tickets(rows, data, files, *, by):
    """Keep what was uploaded with these rows; return data and files that name it in place of the upload.

    `rows` have been looked through; of one with a mistake nothing is kept.
    """
    data, files = data.copy(), files.copy()
    for row in rows:
        if row.uploads:
            piece = changes.add_evidence(evidence=row.instance, by=by)
            data[row.add_prefix("stored")] = ticket(piece, by)
            del files[row.add_prefix("file")]
    return data, files


def on_record(by, units, given: list[str]):
    """Return the pieces of which a form offers a choice: the latest of these units, and those that were chosen."""
    latest = list(Evidence.objects.lately_of(units, SHOWN).values_list("pk", flat=True))
    chosen = [int(pk) for pk in given if pk.isdecimal() and len(pk) < 19]
    return seen(by, Evidence.objects.filter(pk__in=[*latest, *chosen])).order_by("-pk")


class PiecesField(forms.ModelMultipleChoiceField):
    """Pieces on record, ticked."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, piece: Evidence) -> str:
        return numbered(piece)


def numbered(piece: Evidence) -> str:
    return _("第 %(pk)s 号：%(piece)s") % {"pk": piece.pk, "piece": piece}


def find_pieces(text: str, by) -> list[Evidence]:
    """Return the pieces of which people type the number or a part of the name, several with stops between them.

    Raises ValidationError for what means none, or more than one, and for too many.
    """
    named = dict.fromkeys(words for part in re.split(r"[,，、；;\n]", text) if (words := part.strip()))
    if len(named) > MOST_NAMED:
        raise forms.ValidationError(_("一次最多写 %s 件佐证。") % MOST_NAMED)
    return [_found(words, by) for words in named]


def _found(words: str, by) -> Evidence:
    numbers = re.fullmatch(r"第?\s*(\d{1,18})\s*号?", words)
    if numbers:
        wanted = Q(pk=as_number(numbers[1]))
    else:
        wanted = Q(title__icontains=words) | Q(number__icontains=words) | Q(file_name__icontains=words)
    found = list(seen(by, Evidence.objects.filter(wanted)).order_by("-pk")[:6])
    if not found:
        raise forms.ValidationError(_("没有号数或名称是“%s”的佐证；请在佐证的列表里查。") % words)
    if len(found) > 1:
        told = {"words": words, "found": "；".join(numbered(piece) for piece in found[:5])}
        raise forms.ValidationError(_("名称里有“%(words)s”的佐证不止一件，请写号数：%(found)s") % told)
    return found[0]
