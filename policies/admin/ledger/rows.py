"""待补来文: rows of imported ledgers whose letter, or whose sentence in it, was not on record yet."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.columns import WaitsFilter, admin_link
from policies.admin.ledger.display import shown_row
from policies.admin.operations import Deed, PageAdmin
from policies.exchange.ledger.importing import leave_row, retry_row
from policies.exchange.ledger.table import words_of
from policies.models import ImportState, LedgerRow, RowOutcome
from policies.models.rights import may
from policies.refusal import Refused


def _retry(row: LedgerRow, form, by) -> str:
    done = retry_row(row=row, by=by)
    return _("找到了：这一行已写入第 %s 号举措。") % done.action_id


def _leave(row: LedgerRow, form, by) -> str:
    leave_row(row=row, by=by)
    return _("这一行不再等来文。")


def _waits(row: LedgerRow) -> bool:
    return row.outcome == RowOutcome.WAITING and row.ledger_import.state == ImportState.APPLIED


DEEDS = (
    Deed("retry_row", gettext_lazy("再找一次"), _retry, _waits, look="default", right="import_ledger"),
    Deed("leave_row", gettext_lazy("不再等来文"), _leave, _waits, look="danger", right="import_ledger"),
)


@admin.register(LedgerRow)
class LedgerRowAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/ledger/row.html"
    list_display = ["quote", "reason", "of_import", "number"]
    list_filter = [WaitsFilter]
    list_select_related = ["ledger_import"]
    search_fields = ["reason", "ledger_import__file_name"]
    search_help_text = gettext_lazy("搜索说明或文件名")
    ordering = ["-ledger_import", "number"]

    def get_queryset(self, request):
        """List what waits; a row that has been found since keeps its page."""
        return super().get_queryset(request).waiting()

    def get_actions(self, request):
        if not may(request.user, "import_ledger", None):
            return {}
        return {"retry": (_retry_many, "retry", _("再找一次"))}

    def whole(self, request):
        return LedgerRow.objects.select_related("ledger_import", "action__reply")

    def facts(self, request, row: LedgerRow, posted) -> dict:
        made = row.ledger_import
        cells = [(label, words_of(cell)) for label, cell in zip(made.header, row.cells, strict=False)]
        return {
            "title": _("%(file)s 第 %(number)s 行") % {"file": made.file_name, "number": row.number},
            "shown": shown_row(row, made),
            "cells": [(label, words) for label, words in cells if label and words],
        }

    @admin.display(description=gettext_lazy("具体举措"))
    def quote(self, row: LedgerRow):
        return shown_row(row, row.ledger_import).quote or _("（没有原文）")

    @admin.display(description=gettext_lazy("来自"))
    def of_import(self, row: LedgerRow):
        return admin_link(row.ledger_import)


def _retry_many(model_admin, request, ticked) -> None:
    """Look for the letters of the ticked rows; each that is there now is written, the others go on waiting."""
    found, still = 0, 0
    for row in ticked.select_related("ledger_import"):
        try:
            retry_row(row=row, by=request.user)
            found += 1
        except Refused:
            still += 1
    told = {"found": found, "still": still}
    messages.info(request, _("找到 %(found)s 行，已写入；还有 %(still)s 行没有找到，原因写在各行里。") % told)
