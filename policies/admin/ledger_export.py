"""导出台账: the actions that a list shows, as a workbook or CSV. What is seen is what is handed over."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from policies.audit import note
from policies.files import content_type
from policies.ledger.as_csv import csv_lines
from policies.ledger.held import in_ledger
from policies.ledger.sheet import ALL_UNITS, Ledger
from policies.ledger.workbook import write_workbook
from policies.models import AuditKind, Organisation
from policies.paging import as_number

MOST_ROWS = 5_000
"""More takes longer than a browser waits; the command takes any number."""


def export(model_admin, suffix: str, request):
    """Hand over the rows of the list as asked for, all pages of it."""
    try:
        shown = model_admin.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return redirect("admin:policies_action_changelist")
    actions = in_ledger(shown.queryset)
    n = actions.order_by()[: MOST_ROWS + 1].count()
    if n > MOST_ROWS:
        messages.error(
            request, _("一次最多导出 %s 条；请先用筛选缩小范围，或用 export_ledger 命令导出全部。") % MOST_ROWS
        )
        return redirect(f"../?{request.GET.urlencode()}")
    with translation.override("zh-hans"):
        ledger = Ledger(actions, _unit(request.GET.get("lead__id__exact", "")), filters_of(shown, request))
        name = get_valid_filename(f"{ledger.title}{ledger.made_on:%Y%m%d}.{suffix}")
        note(AuditKind.EXPORTED, words=f"{name}：{n} 条；{'；'.join(ledger.filters)}")
    if suffix == "csv":
        response = HttpResponse(csv_lines(ledger), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(ledger, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type("xlsx"))


def filters_of(shown, request) -> list[str]:
    """Return what narrows a list of the admin, in words."""
    told = [_("搜索：%s") % shown.query] if shown.query else []
    for each in shown.filter_specs:
        chosen = [choice["display"] for choice in list(each.choices(shown))[1:] if choice["selected"]]
        told += [f"{each.title}：{'、'.join(str(word) for word in chosen)}"] if chosen else []
    return told


def _unit(number: str) -> str:
    try:
        unit = Organisation.objects.filter(pk=as_number(number)).first()
    except ValueError:
        unit = None
    return unit.name if unit else ALL_UNITS
