"""导出台账: the actions that a list shows, as a workbook or CSV. What is seen is what is handed over."""

from tempfile import TemporaryFile

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import content_disposition_header

from policies.admin.ledger.export_job import ask, ask_first
from policies.admin.ledger.listing import ledger_of, told_of
from policies.exchange.ledger.as_csv import csv_lines
from policies.exchange.ledger.entries import in_ledger
from policies.exchange.ledger.workbook import write_workbook
from policies.models import AuditKind
from policies.office.audit import note
from policies.uploads import content_type

MOST_ROWS = 5_000
"""More takes longer than a browser waits, and is left to the worker."""


def export(model_admin, suffix: str, request):
    """Hand over the rows of the list as asked for, all pages of it; of many, ask whether the worker is to write them."""
    try:
        shown = model_admin.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return redirect("admin:policies_action_changelist")
    n = in_ledger(shown.queryset).order_by()[: MOST_ROWS + 1].count()
    if n > MOST_ROWS:
        return ask(request, suffix) if request.method == "POST" else ask_first(model_admin, request, MOST_ROWS)
    ledger, name = ledger_of(shown, request, suffix)
    with translation.override("zh-hans"):
        note(AuditKind.EXPORTED, words=told_of(ledger, name, n))
    if suffix == "csv":
        response = HttpResponse(csv_lines(ledger), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(ledger, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type("xlsx"))
