"""Numbers of actions that begin alike."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from policies.exchange.ledger.importing import import_ledger
from policies.exchange.ledger.sheet import HEAD
from policies.models import Action, LedgerEntry
from tests.exchange.ledger.office import as_workbook, saved, tried
from tests.factories import make_reply, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_numbers_10_100_and_128_are_told_apart():
    reply = make_reply(published=False, actions=3)
    for action, pk in zip(list(reply.actions.order_by("start")), (10, 100, 128), strict=True):
        Action.objects.filter(pk=action.pk).update(id=pk)
    book = load_workbook(BytesIO(as_workbook(reply.actions.all())))
    at = HEAD.index("备注") + 1
    for row in range(2, 5):
        book["台账"].cell(row, at).value = f"第{book['台账'].cell(row, 1).value}号"
    import_ledger(ledger_import=tried(saved(book)), by=make_staff())
    assert {entry.action_id: entry.remarks for entry in LedgerEntry.objects.all()} == {
        10: "第10号",
        100: "第100号",
        128: "第128号",
    }
