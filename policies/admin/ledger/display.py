"""A row of a ledger as the pages of staff show it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.admin.columns import admin_url
from policies.exchange.ledger.columns import BY_NAME
from policies.exchange.ledger.table import words_of
from policies.models import ImportState, LedgerImport, LedgerRow, Reply, RowOutcome

LONGEST = 200


@dataclass(frozen=True, slots=True)
class ShownChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    row: LedgerRow
    quote: str
    """The sentence of its action, or the one that the file gives."""
    url: str
    """Its action, or the letter in which a new one stands."""
    changes: list[ShownChange]


def progress_of(made: LedgerImport) -> str:
    """Say how far an import is (queued.with_progress)."""
    if made.is_under_way:
        return _("后台导入中") if made.tried_at else _("后台核对中")
    if made.state == ImportState.TRIED and made.tried_at is None:
        return _("没有核对完")
    return made.get_state_display()


def shown_row(row: LedgerRow, made: LedgerImport) -> ShownRow:
    cells = {name: words_of(cell) for name, cell in zip(made.columns, row.cells, strict=False) if name}
    quote = row.action.quote if row.action_id else cells.get("quote", "")
    changes = [
        ShownChange(BY_NAME[name].label, _cut(old), _cut(new)) for name, old, new in row.changes if name in BY_NAME
    ]
    return ShownRow(row, _cut(quote), _url(row), changes)


def _url(row: LedgerRow) -> str:
    if row.action_id:
        return admin_url(row.action)
    return admin_url(Reply(pk=row.span[0])) if row.outcome == RowOutcome.NEW and row.span else ""


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
