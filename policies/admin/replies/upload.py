"""收录答复: a letter goes from its file, or from pasted text, through the reader into the record."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.columns import admin_url
from policies.admin.lookup_fields import place_field
from policies.admin.reports.evidence_forms import AddressField
from policies.ingest import CannotIngest, Ingested, Outcome, ingest
from policies.ingest.files import REFUSED, SUFFIXES
from policies.models import Reply, sees
from policies.models.rights import may
from policies.reader import MOST_BYTES

# More than that takes longer than a browser waits; `ingest` takes any number.
MOST_FILES = 50


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files; each is judged by the reader."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [cleaned for file in files if (cleaned := super(FilesField, self).clean(file, initial))]


class UploadForm(forms.Form):
    file = FilesField(
        label=gettext_lazy("答复函的文件"),
        required=False,
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=ManyFilesInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
    )
    text = forms.CharField(
        label=gettext_lazy("或粘贴全文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("从标题到落款，一字不改。"),
    )
    source_url = AddressField(
        label=gettext_lazy("原文网址"), required=False, max_length=500, help_text=gettext_lazy("只有一个文件时填写。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            _("文本（.txt）、网页（.html）、Word（.docx）或有文字的 PDF，每个最大 5 MB；可以一次选几个，最多 %s 个。")
            % MOST_FILES
        )
        self.fields["place"] = place_field(label=_("行政区"), help_text=_("留空时从函里的全称或落款辨认。"))

    def clean_file(self):
        files = self.cleaned_data["file"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("一次最多 %(most)s 个文件，这里有 %(n)s 个；请分几次上传，或请管理员批量收录。")
                % {"most": MOST_FILES, "n": len(files)}
            )
        others = [file.name for file in files if PurePath(file.name).suffix.lower() not in SUFFIXES | REFUSED]
        if others:
            told = {"kinds": "、".join(sorted(SUFFIXES)), "names": "、".join(others)}
            raise forms.ValidationError(_("请选择 %(kinds)s 文件；别的格式先另存为其中一种：%(names)s。") % told)
        return files

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        files, text = cleaned["file"], cleaned["text"].strip()
        if not files and not text:
            raise forms.ValidationError(_("请选择一个文件，或粘贴答复函的全文。"))
        if files and text:
            raise forms.ValidationError(_("文件和粘贴的全文只要一样；请清空其中一个。"))
        if len(files) > 1 and cleaned["source_url"]:
            raise forms.ValidationError({"source_url": _("几个文件不会是同一个网址；收录以后在各件答复里填写。")})
        return cleaned

    def letters(self, by) -> Iterator[tuple[str, Ingested | CannotIngest]]:
        """Hand each letter to the reader; yield its name with what became of it, or with why it was refused."""
        for name, data in self._given():
            try:
                asked = self.cleaned_data
                yield name, ingest(data, name=name, place=asked["place"], source_url=asked["source_url"], by=by)
            except CannotIngest as refused:
                yield name, refused

    def _given(self) -> Iterator[tuple[str, bytes]]:
        if not self.cleaned_data["file"]:
            yield "pasted.txt", self.cleaned_data["text"].encode()
        for file in self.cleaned_data["file"]:
            # Of a file larger than any letter, just enough for the reader to refuse it.
            yield file.name, file.read(MOST_BYTES + 1)


def upload(model_admin, request):
    """Show the form; afterwards go to the letter, or to the list of the letters, where their doubts are counted."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        results = list(form.letters(request.user))
        done = [result for _name, result in results if isinstance(result, Ingested)]
        for letter in done:
            model_admin.log_addition(request, letter.reply, said(letter))
            _fill_blanks(letter.reply, form.cleaned_data, request.user)
        if len(results) == 1 and not done:
            form.add_error(None, str(results[0][1]))
        else:
            return redirect(_tell(request, results, done))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("收录答复"),
        "form": form,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/policies/reply/upload.html", context)


def _fill_blanks(reply: Reply, asked: dict, by) -> None:
    """Take the place and the address that were typed for a letter of theirs that was there without them."""
    blank = {name: asked[name] for name in ("place", "source_url") if asked[name] and not getattr(reply, name)}
    if blank and not reply.published_at and may(by, "edit_reply", reply):
        changes.edit_reply(reply=reply, by=by, **blank)


def _tell(request, results: list, done: list[Ingested]) -> str:
    """Say what became of each file; return where to go on."""
    if len(results) == 1:
        theirs = sees(request.user, done[0].reply)
        told = said(done[0]) if theirs else _not_theirs(done[0].reply)
        messages.add_message(request, messages.WARNING if done[0].doubts or not theirs else messages.SUCCESS, told)
        return admin_url(done[0].reply) if theirs else reverse("admin:policies_reply_changelist")
    counts = Counter(letter.outcome for letter in done)
    told = {
        Outcome.ADDED: _("新收录 %s 件"),
        Outcome.REPLACED: _("重读更新 %s 件"),
        Outcome.PROPOSED: _("已有、新的读取列在一旁 %s 件"),
        Outcome.KEPT: _("已有、没有改动 %s 件"),
    }
    if done:
        words = "，".join(sentence % counts[outcome] for outcome, sentence in told.items() if counts[outcome])
        messages.success(request, _("%s。下面是这一批。") % words)
    for name, refused in results:
        if isinstance(refused, CannotIngest):
            messages.error(request, _("没有收录 %(name)s：%(why)s") % {"name": name, "why": refused})
    found = ",".join(str(letter.reply.pk) for letter in done)
    return f"{reverse('admin:policies_reply_changelist')}{f'?id__in={found}' if found else ''}"


def _not_theirs(reply: Reply) -> str:
    """Say who has a letter that is not of whoever brought it."""
    is_linked = reply.issuers.filter(organisation__isnull=False).exists()
    if reply.place is None and not (is_linked or reply.received_for.exists()):
        return _("这件答复已经收录，还没有认出是哪里的；您在这里看不到它，请联系管理员选定行政区。")
    return _("这件答复属于别的单位，已交给他们处理；您在这里看不到它。")


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
