"""An import from the file to the record: read once, tried (what would each row change?), looked at, then made."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change
from policies.exchange.ledger.columns import BY_NAME
from policies.exchange.ledger.comparing import Comparison, Finding
from policies.exchange.ledger.conflicts import short
from policies.exchange.ledger.heads import guessed, is_ours, matched
from policies.exchange.ledger.mapping import columns_by, kept_for
from policies.exchange.ledger.reading import read_ledger
from policies.exchange.ledger.table import Line, Table
from policies.exchange.ledger.walking import AT_ONCE, settle, walk
from policies.exchange.ledger.writing import write
from policies.models import Action, AuditKind, ImportState, LedgerImport, LedgerMapping, LedgerRow, RowOutcome, sees
from policies.models.rights import require
from policies.models.rows import insert, rewrite
from policies.office.audit import note
from policies.refusal import Refused
from policies.uploads import clean_name

Told = Callable[[int, int], None]
"""Is told how many rows of how many are done; may raise what ends the work."""


class ChangedSince(Refused):
    """Rows would do something else now than when they were looked at; nothing was written."""


def receive(*, data: bytes, name: str, by, as_drafts: bool = False) -> LedgerImport:
    """Read a file and keep its rows. A ledger of another shape waits for its columns to be told. Raises Refused."""
    require(by, "import_ledger", None)
    table = read_ledger(data)
    if not table.lines:
        raise Refused(_("工作表“%s”的表头下面没有内容。") % table.sheet)
    ours = is_ours(table.header)
    mapping = None if ours else kept_for(table.header, by)
    suffix = "xlsx" if data.startswith(b"PK") else "csv"
    made = LedgerImport(
        file_name=clean_name(name, suffix),
        sha256=hashlib.sha256(data).hexdigest(),
        sheet=table.sheet,
        header=table.header,
        columns=_columns(table.header, ours, mapping),
        state=ImportState.TRIED if ours or mapping else ImportState.UNMAPPED,
        as_drafts=as_drafts,
        made_by=by,
    )
    _keep(made, table)
    return made


def _columns(header: list[str], ours: bool, mapping: LedgerMapping | None) -> list[str]:
    if ours:
        return matched(header)
    return columns_by(mapping, header) if mapping else guessed(header)


@transaction.atomic
def _keep(made: LedgerImport, table: Table) -> None:
    made.save()
    for first in range(0, len(table.lines), AT_ONCE):
        insert(
            LedgerRow,
            [
                LedgerRow(ledger_import=made, number=line.number, cells=line.cells, outcome=RowOutcome.UNCHANGED)
                for line in table.lines[first : first + AT_ONCE]
            ],
        )


def try_import(*, ledger_import: LedgerImport, by, told: Told = lambda done, of: None) -> LedgerImport:
    """Find what each row would change, having tried it, and keep that with the rows. The record stays as it is.

    It is done some hundred rows at a time; broken off, the import counts as not tried.
    """
    require(by, "import_ledger", None)
    made, counts = _open(ledger_import, by), Counter()
    made.counts, made.tried_at = {}, None
    made.save()
    n, of = 0, made.rows.count()
    told(n, of)
    for rows, findings in walk(made, by=by, keep=False):
        with transaction.atomic():
            settle(rows, findings)
        counts.update(row.outcome for row in rows)
        n += len(rows)
        told(n, of)
    made.counts, made.tried_at = dict(counts), timezone.now()
    still = LedgerImport.objects.filter(pk=made.pk, state=ImportState.TRIED)
    if not still.update(counts=made.counts, tried_at=made.tried_at):
        _open(made, by)  # says to what it was closed meanwhile
    return made


@change
def import_ledger(
    *, ledger_import: LedgerImport, skip_refused: bool = False, by, told: Told = lambda done, of: None
) -> LedgerImport:
    """Write what the rows change, all of it or, where so ticked, but for those that cannot be.

    Raises ChangedSince where a row would do something else than it said when it was tried.
    """
    require(by, "import_ledger", None)
    made = _open(ledger_import, by)
    if made.tried_at is None:
        raise Refused(_("还没有核对；先核对，再导入。"))
    now, counts, otherwise, of = timezone.now(), Counter(), 0, made.rows.count()
    told(0, of)
    for rows, findings in walk(made, by=by, keep=True):
        otherwise += settle(rows, findings)
        counts.update(row.outcome for row in rows)
        _sign(made, [pair for pair in zip(rows, findings, strict=True) if pair[1].writes], now, by)
        told(counts.total(), of)
    if otherwise:
        raise ChangedSince(_("核对以后，记录里又有改动，%s 行和刚才看到的不一样了；没有写入，请再看一遍。") % otherwise)
    refused = counts[RowOutcome.REFUSED]
    if refused and not skip_refused:
        raise Refused(_("有 %s 行不能导入，什么也没有写入；改好文件重新上传，或勾选“只导入其余各行”。") % refused)
    made.counts = dict(counts)
    made.state, made.applied_at, made.applied_by, made.skipped = ImportState.APPLIED, now, by, bool(refused)
    made.save()
    note(AuditKind.LEDGER_IMPORTED, about=made, by=by, words=summary(made))
    return made


@change
def drop_import(*, ledger_import: LedgerImport, by) -> LedgerImport:
    """Say that nothing will come of it. Its rows stay to be looked at."""
    require(by, "import_ledger", None)
    made = _unclosed(ledger_import, by)
    made.state = ImportState.DROPPED
    made.save()
    return made


@change
def retry_row(*, row: LedgerRow, by) -> LedgerRow:
    """Look for the letter of a row that waits; where it is there now, write the row. Raises Refused where not."""
    require(by, "import_ledger", None)
    row = _waiting(row, by)
    comparison = Comparison(row.ledger_import.columns, Counter(), is_csv=row.ledger_import.is_csv, by=by)
    [found] = comparison.of([Line(row.number, row.cells)])
    if found.outcome == RowOutcome.UNCHANGED:
        row.outcome, row.action_id, row.reason = RowOutcome.UNCHANGED, found.action, ""
    elif not found.writes:
        raise Refused(found.reason)
    else:
        action = write(found, by=by, as_draft=row.ledger_import.as_drafts)
        row.outcome, row.action, row.changes = found.outcome, action, found.changes
        row.reason, row.applied_at = "", timezone.now()
        _log(row.ledger_import, [row], by)
    row.save()
    return row


@change
def leave_row(*, row: LedgerRow, by) -> LedgerRow:
    """Say that no letter will come for a row."""
    require(by, "import_ledger", None)
    row = _waiting(row, by)
    row.outcome = RowOutcome.LEFT
    row.save()
    return row


def summary(made: LedgerImport) -> str:
    """Say how many rows would do, or did, what."""
    told = [f"{outcome.label} {made.counts[outcome]}" for outcome in RowOutcome if made.counts.get(outcome)]
    return "，".join(told)


def told_changes(changes: Sequence[Sequence[str]]) -> str:
    """Say what a row changes: 备注：“…” → “…”."""
    return "；".join(
        _("%(label)s：%(old)s → %(new)s") % {"label": BY_NAME[name].label, "old": short(old), "new": short(new)}
        for name, old, new in changes
    )


def _open(ledger_import: LedgerImport, by) -> LedgerImport:
    """Return the import as it is stored. Raises Refused where its rows cannot be looked at, or no more."""
    made = _unclosed(ledger_import, by)
    if made.state == ImportState.UNMAPPED:
        raise Refused(_("还没有说明各列是什么；先对应列，再核对。"))
    return made


def _unclosed(ledger_import: LedgerImport, by) -> LedgerImport:
    """Return the import as it is stored. Raises Refused where it is another's, or closed."""
    made = LedgerImport.objects.filter(pk=ledger_import.pk).first()
    if made is None or not sees(by, made):
        raise Refused(_("没有这次导入，或者它是别人上传的。"))
    if made.state in (ImportState.APPLIED, ImportState.DROPPED):
        raise Refused(_("这次导入的进度是“%s”，不能再做。") % made.get_state_display())
    return made


def _waiting(row: LedgerRow, by) -> LedgerRow:
    row = LedgerRow.objects.select_related("ledger_import").get(pk=row.pk)
    if not sees(by, row) or row.outcome != RowOutcome.WAITING or row.ledger_import.state != ImportState.APPLIED:
        raise Refused(_("这一行不在等来文。"))
    return row


def _sign(made: LedgerImport, done: list[tuple[LedgerRow, Finding]], at: datetime, by) -> None:
    """Say of rows that they were imported, and log each."""
    for row, found in done:
        row.applied_at, row.action_id = at, found.action
    rows = [row for row, _found in done]
    rewrite(LedgerRow, rows, ("applied_at", "action"))
    _log(made, rows, by)


def _log(made: LedgerImport, rows: list[LedgerRow], by) -> None:
    """Write a line for each row into the log of the admin, under its action."""
    about = ContentType.objects.get_for_model(Action)
    named = Action.objects.in_bulk([row.action_id for row in rows])
    LogEntry.objects.bulk_create(
        LogEntry(
            user=by,
            content_type=about,
            object_id=str(row.action_id),
            object_repr=str(named[row.action_id])[:200],
            action_flag=CHANGE,
            change_message=_("导入台账（%(file)s 第 %(number)s 行）：%(changes)s")
            % {"file": made.file_name, "number": row.number, "changes": told_changes(row.changes)},
        )
        for row in rows
    )
