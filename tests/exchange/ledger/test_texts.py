"""Texts come back as they went out, through a workbook and through CSV, saved again in between or not."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from policies.exchange.ledger.cells import MOST_UNITS, code_of, fitting, meant, plain, untouched, was_cut
from policies.models import Action, LedgerEntry
from tests.exchange.ledger.office import as_csv, as_workbook, edited, saved, table, tried
from tests.exchange.ledger.texts import TEXTS, full_of_texts
from tests.factories import make_reply

pytestmark = pytest.mark.django_db
N = 2 * len(TEXTS)


@pytest.fixture(scope="module")
def actions(module_db):
    return Action.objects.filter(lead=full_of_texts(N))


@pytest.mark.parametrize(
    "made", [as_workbook, as_csv, lambda found: edited(as_workbook(found))], ids=["xlsx", "csv", "saved"]
)
def test_every_kind_of_text_comes_back_as_it_was(actions, made):
    assert tried(made(actions)).counts == {"unchanged": N}


def test_a_workbook_holds_each_text_sign_for_sign(actions):
    sheet = load_workbook(BytesIO(as_workbook(actions)))["台账"]
    head = [cell.value for cell in sheet[1]]
    at, number = head.index("备注"), head.index("编号")
    held = {row[number].value: row[at].value or "" for row in sheet.iter_rows(min_row=2)}
    said = dict(LedgerEntry.objects.filter(action__in=actions).values_list("action", "remarks"))
    escaped = {pk: re.sub("(_x[0-9A-F]{4}_)", r"_x005F\1", words) for pk, words in said.items()}
    assert held == escaped and {type(each) for each in held.values()} == {str}
    assert {row["备注"].removeprefix("'") for row in table(as_csv(actions))} >= {"=1+1", "00123", "甲\n乙\n\n丙"}


@pytest.mark.parametrize(
    "words", ["_x0041_", "_x005F_", "甲_x005F_乙", "_x005F_x0041_", "_x0041_x0042_", "_x005F_x005F_x0041_"]
)
def test_what_looks_escaped_is_not_touched_by_being_saved(staff, words):
    """As a program writes it that takes our escapes for its own, and writes the words where all cells share them."""
    action = make_reply().actions.get()
    LedgerEntry.objects.create(action=action, remarks=words)
    found = Action.objects.filter(pk=action.pk)
    held = meant(escaped(words), is_csv=False)  # by a program that unescapes as the standard says
    for written in (held, escaped(held)):
        shared = written.replace("x005F_", "")  # as openpyxl reads what cells share
        for raw in (written, shared):
            book = load_workbook(BytesIO(as_workbook(found)))
            at = [cell.value for cell in book["台账"][1]].index("备注")
            book["台账"][2][at].value = raw
            assert tried(saved(book)).counts == {"unchanged": 1}, raw
    book["台账"][2][at].value = f"{words}另报"
    assert tried(saved(book)).counts == {"changed": 1}


def test_in_csv_nothing_is_escaped_so_every_sign_counts(staff):
    action = make_reply().actions.get()
    LedgerEntry.objects.create(action=action, remarks="甲_x005F_乙")
    data = as_csv(Action.objects.filter(pk=action.pk))
    assert tried(data).counts == {"unchanged": 1}
    assert tried(data.replace("甲_x005F_乙".encode(), "甲_乙".encode())).counts == {"changed": 1}


def escaped(words: str) -> str:
    """Return the words as XlsxWriter writes them."""
    return re.sub("(_x[0-9A-Fa-f]{4}_)", r"_x005F\1", words)


def test_what_no_cell_can_hold_is_left_out_or_cut(staff):
    assert plain("甲\x00\x07\r\n乙\r丙\ud800\ufffe") == "甲\n乙\n丙"
    long = "😀" * MOST_UNITS
    assert len(fitting(long).encode("utf-16-le")) // 2 <= MOST_UNITS and was_cut(fitting(long))
    action = make_reply().actions.get()
    LedgerEntry.objects.create(action=action, remarks=long)
    found = Action.objects.filter(pk=action.pk)
    assert tried(as_workbook(found)).counts == {"unchanged": 1}
    assert "没有写全" in tried(edited(as_workbook(found), AF2="短")).rows.get().reason


def test_a_code_is_of_one_row_and_whole():
    code = code_of(10, [("a", "甲"), ("b", "")])
    assert untouched(code, 10, ["a", "b"]).holds("a", "甲") and not untouched(code, 10, ["a", "b"]).holds("a", "乙")
    assert untouched(code, 100, ["a", "b"]) is None and untouched(code[:-1], 10, ["a", "b"]) is None
    assert untouched("", 10, ["a", "b"]) is None
