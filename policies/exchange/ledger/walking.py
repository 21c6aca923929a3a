"""The rows of an import, some hundred at a time: compared with the record, written, and what was found kept with them."""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.db.models.fields.json import KT

from policies.derived import lock_record
from policies.exchange.ledger.column import ID
from policies.exchange.ledger.comparing import Comparison, Finding
from policies.exchange.ledger.table import Line
from policies.exchange.ledger.values import as_number
from policies.exchange.ledger.writing import write
from policies.models import LedgerImport, LedgerRow, RowOutcome, recording
from policies.models.rows import rewrite
from policies.refusal import Refused

AT_ONCE = 500
FOUND = ("outcome", "action", "changes", "reason", "span")


def walk(made: LedgerImport, *, by, keep: bool) -> Iterator[tuple[list[LedgerRow], list[Finding]]]:
    """Write what each row changes, whole or not at all, and yield rows with their findings; undo it unless `keep`.

    With `keep` it must stand inside a change. Without, it holds other changes up for some hundred rows at a time, and
    as all of it is undone, the record keeps its edition.
    """
    comparison = Comparison(made.columns, _numbers(made), is_csv=made.is_csv, by=by)
    last = 0
    while rows := list(made.rows.filter(number__gt=last).order_by("number")[:AT_ONCE]):
        last = rows[-1].number
        with transaction.atomic():
            if not keep:
                lock_record()
            findings = comparison.of([Line(row.number, row.cells) for row in rows])
            with recording(by=by, deed="import_ledger"):  # history is written once for all of them
                for found in findings:
                    if found.writes:
                        _write(found, by=by, as_draft=made.as_drafts)
            transaction.set_rollback(not keep)
        yield rows, findings


def _write(found: Finding, *, by, as_draft: bool) -> None:
    try:
        with transaction.atomic():
            found.action = write(found, by=by, as_draft=as_draft).pk
    except Refused as refused:
        found.outcome, found.reason = RowOutcome.REFUSED, str(refused)


def _numbers(made: LedgerImport) -> Counter:
    """Count the numbers of actions in the whole file."""
    if ID not in made.columns:
        return Counter()
    found: Counter = Counter()
    cells = made.rows.values_list(KT(f"cells__{made.columns.index(ID)}"), flat=True)
    for words in cells.iterator():
        try:
            found[as_number(words)] += 1
        except ValueError:
            continue
    return found


def settle(rows: list[LedgerRow], findings: list[Finding]) -> int:
    """Keep with rows what was found; return of how many it is another than was kept with them.

    A new action is named once its row was imported: one that a try made is gone again.
    """
    changed, otherwise = [], 0
    for row, found in zip(rows, findings, strict=True):
        action = None if found.outcome == RowOutcome.NEW else found.action
        before = tuple(getattr(row, name) for name in ("outcome", "action_id", "changes", "span"))
        said = (found.outcome.value, action, found.changes, found.span)
        otherwise += said != before
        if (*said, found.reason) != (*before, row.reason):
            row.outcome, row.action_id, row.changes, row.span = said
            row.reason = found.reason
            changed.append(row)
    rewrite(LedgerRow, changed, FOUND)
    return otherwise
