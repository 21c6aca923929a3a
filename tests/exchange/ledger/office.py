"""A small office with a ledger, and ledgers as people would hand them in."""

import csv
from datetime import date
from io import BytesIO, StringIO

from openpyxl import load_workbook

from policies import changes
from policies.exchange.ledger.as_csv import csv_lines
from policies.exchange.ledger.importing import receive, try_import
from policies.exchange.ledger.sheet import Ledger
from policies.exchange.ledger.workbook import write_workbook
from policies.models import Action, LedgerImport
from tests import factories


def furnish() -> Action:
    """One action of which every column of the ledger has something to say, and two more of its letter."""
    staff, unit = factories.make_staff(), factories.make_unit()
    reply = factories.make_reply(
        actions=3, category=factories.make_category(), due_on=date(2026, 1, 31), lead=unit, outcome_mark="A"
    )
    action = reply.actions.order_by("start").first()
    action.partners.create(name="县财政局")
    reply.proposals.get().proposers.create(name="方见山")
    reply.satisfactions.create(proposal=reply.proposals.get(), opinion="satisfied")
    factories.make_update(action, reason="已经开工。\n分两期。")
    columns = {"office": "工程科", "officer": "张三", "phone": "0123-456", "measures": "一、勘察\n二、施工"}
    changes.edit_ledger(action=action, year_goal="完工", remarks="=1+1", **columns, by=staff)
    changes.check_ledger(action=action, remark="属实", by=staff)
    return Action.objects.get(pk=action.pk)


def as_workbook(actions=None, **options) -> bytes:
    """Return the ledger of `actions`, or of everything, as a workbook."""
    file = BytesIO()
    write_workbook(Ledger(Action.objects.all() if actions is None else actions, **options), file)
    return file.getvalue()


def as_csv(actions=None) -> bytes:
    return "".join(csv_lines(Ledger(Action.objects.all() if actions is None else actions))).encode()


def edited(workbook: bytes, **typed) -> bytes:
    """Return the workbook with cells typed anew: `B2="…"`, as openpyxl saves it."""
    book = load_workbook(BytesIO(workbook))
    for where, value in typed.items():
        book["台账"][where] = value
    return saved(book)


def saved(book) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def table(file: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV by their headers."""
    return list(csv.DictReader(StringIO(file.decode("utf-8-sig"), newline="")))


def tried(data: bytes, by=None, **options) -> LedgerImport:
    """Hand a ledger in, and look what it would change."""
    by = by or factories.make_staff()
    return try_import(ledger_import=receive(data=data, name="台账.xlsx", by=by, **options), by=by)
