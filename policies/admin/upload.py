"""收录答复: a letter goes from its file, or from pasted text, through the reader into the record."""

from pathlib import PurePath

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.columns import admin_url
from policies.admin.reports import AddressField
from policies.ingest import CannotIngest, Ingested, Outcome, ingest
from policies.ingest.files import REFUSED, SUFFIXES
from policies.models import Place, Reply
from policies.reader import MOST_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("答复函的文件"),
        required=False,
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
        help_text=gettext_lazy("文本（.txt）、网页（.html）、Word（.docx）或有文字的 PDF，最大 5 MB。"),
    )
    text = forms.CharField(
        label=gettext_lazy("或粘贴全文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("从标题到落款，一字不改。"),
    )
    place = forms.ModelChoiceField(
        label=gettext_lazy("行政区"),
        queryset=Place.objects.all(),
        required=False,
        help_text=gettext_lazy("留空时从函里的全称或落款辨认。"),
    )
    source_url = AddressField(label=gettext_lazy("原文网址"), required=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].widget = AutocompleteSelect(
            Reply._meta.get_field("place"),
            admin.site,
            attrs={"data-placeholder": ""},
            choices=self.fields["place"].choices,
        )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and PurePath(file.name).suffix.lower() not in SUFFIXES | REFUSED:
            raise forms.ValidationError(_("请选择 %s 文件；别的格式先另存为其中一种。") % "、".join(sorted(SUFFIXES)))
        return file

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        given = [cleaned["file"] is not None, bool(cleaned["text"].strip())]
        if not any(given):
            raise forms.ValidationError(_("请选择一个文件，或粘贴答复函的全文。"))
        if all(given):
            raise forms.ValidationError(_("文件和粘贴的全文只要一样；请清空其中一个。"))
        return cleaned

    def ingested(self) -> Ingested:
        """Hand the letter to the reader. Raises CannotIngest with a sentence for what is no letter."""
        file = self.cleaned_data["file"]
        if file is not None:
            # Of a file larger than any letter, just enough for the reader to refuse it.
            data, name = file.read(MOST_BYTES + 1), file.name
        else:
            data, name = self.cleaned_data["text"].encode(), "pasted.txt"
        return ingest(data, name=name, place=self.cleaned_data["place"], source_url=self.cleaned_data["source_url"])


def upload(model_admin, request):
    """Show the form; on success go to the letter, which shows its doubts first."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = form.ingested()
        except CannotIngest as refused:
            form.add_error(None, str(refused))
        else:
            model_admin.log_addition(request, done.reply, said(done))
            messages.add_message(request, messages.WARNING if done.doubts else messages.SUCCESS, said(done))
            return redirect(admin_url(done.reply))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("收录答复"),
        "form": form,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/policies/reply/upload.html", context)


def said(done: Ingested) -> str:
    """Say in a sentence what became of the letter."""
    if done.reply.withdrawn_at:
        return _("这件答复收录过，公开后又撤回了（%s）；没有改动。") % done.reply.withdrawn_reason
    words = {
        Outcome.ADDED: _("已收录：%(commitments)s 项承诺，%(actions)s 条举措，%(doubts)s 个疑点。"),
        Outcome.REPLACED: _(
            "这件答复收录过，还没有人确认，已按新的读取更新：%(commitments)s 项承诺，%(actions)s 条举措，%(doubts)s 个疑点。"
        ),
        Outcome.PROPOSED: _("这件答复收录过，已经有人确认或修改；新的读取列在一旁，原来的内容没有改动。"),
        Outcome.KEPT: _("这件答复已经收录，没有改动。"),
    }[done.outcome]
    return words % {"commitments": done.commitments, "actions": done.actions, "doubts": len(done.doubts)}
