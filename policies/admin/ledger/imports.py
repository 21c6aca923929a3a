"""台账导入: a file is handed in, looked at row by row, and imported once somebody has seen what it would change."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from policies.admin.columns import admin_url, tag
from policies.admin.ledger.display import progress_of, shown_row
from policies.admin.ledger.operations import DEEDS, OPEN
from policies.admin.operations import PageAdmin
from policies.exchange.ledger import import_job
from policies.exchange.ledger.importing import receive, summary, try_import
from policies.models import ImportState, LedgerImport, RowOutcome, seen
from policies.models.rights import may
from policies.refusal import Refused
from policies.uploads import MOST_BYTES

PER_PAGE = 50
ALL = "all"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("台账文件"),
        allow_empty_file=True,  # the reader of ledgers says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy("从这里导出、填好的台账，或本单位自己的台账；.xlsx 或 .csv，最大 20 MB。"),
    )
    as_drafts = forms.BooleanField(
        label=gettext_lazy("进展只存草稿，不提交审核"),
        required=False,
        help_text=gettext_lazy("不勾选时，改了状态、进展情况的行按“提交”处理，交给审核员。"),
    )


@admin.register(LedgerImport)
class LedgerImportAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/ledger/import.html"
    list_display = ["__str__", "state_tag", "told", "made_by"]
    list_filter = ["state"]
    list_select_related = ["made_by"]
    search_fields = ["file_name", "sheet"]
    search_help_text = gettext_lazy("搜索文件名或工作表")
    ordering = ["-pk"]

    def has_add_permission(self, request) -> bool:
        return may(request.user, "import_ledger", None)

    def get_queryset(self, request):
        return import_job.with_progress(super().get_queryset(request))

    def get_urls(self):
        stop = path("<int:pk>/stop/", self.admin_site.admin_view(self.stop), name="policies_ledgerimport_stop")
        return [stop, *super().get_urls()]

    @method_decorator(require_POST)
    def stop(self, request, pk: int):
        """Stop what the worker does of an import. It waits for no change, as that may be the one to be stopped."""
        made = self.get_object(request, str(pk))
        if made is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, pk)
        try:
            import_job.stop_import(ledger_import=made, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(admin_url(made))

    def add_view(self, request, form_url="", extra_context=None):
        """Take a file; then go to the page that says what it would change."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                return redirect(admin_url(_received(form, request.user)))
            except Refused as refused:
                form.add_error("file", str(refused))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("导入台账"),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/policies/ledger/upload.html", context)

    def facts(self, request, obj: LedgerImport, posted) -> dict:
        outcome, job = _asked(request, obj), import_job.under_way(obj)
        rows = seen(request.user, obj.rows.all()).select_related("action").order_by("number")
        rows = rows if outcome == ALL else rows.filter(outcome=outcome)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        return {
            "title": obj.file_name,
            "made": obj,
            "job": job,
            "may_stop": job is not None and import_job.may_stop(job, request.user),
            "progress": progress_of(obj),
            "tabs": _tabs(obj, outcome),
            "rows": [shown_row(row, obj) for row in page] if obj.tried_at else [],
            "page": page,
            "outcome": outcome,
            "nothing": obj.tried_at and not set(obj.counts) - {RowOutcome.UNCHANGED},
            "refused_rows": obj.counts.get(RowOutcome.REFUSED, 0),
            "waiting_rows": obj.counts.get(RowOutcome.WAITING, 0),
        }

    def _done(self, request, obj, deed, form) -> bool:
        """After a refusal look at the rows once more: the page shows what holds now."""
        done = super()._done(request, obj, deed, form)
        if not done and deed.name == "import_ledger" and OPEN(obj) and not import_job.is_large(obj):
            try_import(ledger_import=obj, by=request.user)
        return done

    @admin.display(description=gettext_lazy("进度"), ordering="state")
    def state_tag(self, made: LedgerImport):
        return tag(made.state, progress_of(made))

    @admin.display(description=gettext_lazy("行数"))
    def told(self, made: LedgerImport):
        return summary(made) or "—"


def _received(form: UploadForm, by) -> LedgerImport:
    """Read the file and look at its rows: both, or nothing is kept. Of many rows the second is left to the worker."""
    file = form.cleaned_data["file"]
    with transaction.atomic():
        made = receive(data=file.read(MOST_BYTES + 1), name=file.name, as_drafts=form.cleaned_data["as_drafts"], by=by)
        if made.state == ImportState.UNMAPPED:
            return made
        if import_job.is_large(made):
            import_job.ask(ledger_import=made, deed="try_import", by=by)
            return made
        return try_import(ledger_import=made, by=by)


def _asked(request, made: LedgerImport) -> str:
    """Return which rows are shown: those asked for, else those that want a look."""
    asked = request.GET.get("outcome", "")
    if asked in (ALL, *RowOutcome.values):
        return asked
    first = (RowOutcome.REFUSED, RowOutcome.CHANGED, RowOutcome.NEW, RowOutcome.WAITING)
    return next((outcome.value for outcome in first if made.counts.get(outcome)), ALL)


def _tabs(made: LedgerImport, chosen: str) -> list[dict]:
    told = [(outcome.value, str(outcome.label), made.counts.get(outcome, 0)) for outcome in RowOutcome]
    told = [each for each in told if each[2]] + [(ALL, _("全部"), sum(made.counts.values()))]
    here = admin_url(made)
    return [
        {"label": label, "n": n, "url": f"{here}?outcome={code}", "is_chosen": code == chosen}
        for code, label, n in told
    ]
