"""Ledgers as they are handed in: read right, or refused with a sentence; never half, never too much in memory."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook

from policies.exchange.ledger.reading import read_ledger
from policies.exchange.ledger.refusal import NotALedger
from policies.exchange.ledger.values import as_day, as_number
from tests.exchange.ledger import hostile
from tests.exchange.ledger.hostile import HEAD, workbook
from tests.exchange.ledger.office import saved
from tests.reader.documents import WORD

FAR = hostile.in_sheet(workbook(["1", "文号", "原文", "备注"]), '<row r="1048576"><c r="A1048576"><v>9</v></c></row>')


def cells(data: bytes) -> list[list]:
    return [line.cells for line in read_ledger(data).lines]


def test_cells_are_words_as_people_meant_them():
    def look(sheet):
        sheet["A2"].number_format = "0"
        sheet["B2"].number_format = "00000"

    rows = [
        [10, 123, "原文", True],
        [100.0, "00123", datetime(2026, 6, 30), 0.1],
        ["128", date(2026, 6, 30), " 空 ", 123456789012345],
    ]
    assert cells(workbook(*rows, more=look)) == [
        ["10", "00123", "原文", "是"],
        ["100", "00123", "2026-06-30", "0.1"],
        ["128", "2026-06-30", " 空 ", "123456789012345"],
    ]


def test_a_number_that_lost_its_digits_says_so():
    [[_id, _number, _quote, (words, wrong)]] = cells(workbook([1, "", "原文", 440101199001011234]))
    assert "15 位" in wrong
    [[_id, _number, _quote, (words, wrong)]] = cells(
        "编号,答复文号,具体举措（原文）,备注\n1,,原文,4.40101E+17\n".encode()
    )
    assert (words, "科学计数法" in wrong) == ("4.40101E+17", True)


def test_formulas_are_read_by_their_value_and_without_one_say_so():
    kept = '<row r="2"><c r="A2"><f>5+5</f><v>10</v></c><c r="C2" t="str"><f>"甲"</f><v>甲</v></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    [[number, _document, quote, wrong]] = cells(hostile.in_sheet(workbook(), kept))
    assert (number, quote, wrong[0]) == ("10", "甲", "#DIV/0!")
    [[number, _document, quote, remark]] = cells(workbook([1, "", "原文", "=1+1"]))
    assert remark[0] == "" and "没有算出来的值" in remark[1]
    assert quote == "原文"


def test_what_is_merged_downward_stands_in_each_row():
    rows = [["1", "甲函", "一", ""], ["2", None, "二", ""], ["3", None, "三", ""], ["4", None, "四", ""]]
    found = cells(workbook(*rows, more=lambda sheet: (sheet.merge_cells("B2:B4"), sheet.merge_cells("C5:D5"))))
    assert [row[1] for row in found] == ["甲函", "甲函", "甲函", ""]
    assert found[3] == ["4", "", "四", ""]


def test_the_head_is_found_below_titles_and_on_another_sheet():
    book = Workbook()
    book.active.append(["这是封面"])
    sheet = book.create_sheet("2026年")
    for row in (["青原县答复承诺事项台账"], [], ["制表：办公室", None, "单位：件"], HEAD, ["1", "函", "原文", ""]):
        sheet.append(row)
    table = read_ledger(saved(book))
    assert (table.sheet, table.header) == ("2026年", HEAD)
    assert [(line.number, line.cells) for line in table.lines] == [(5, ["1", "函", "原文", ""])]


def test_a_ledger_of_their_own_shape_is_a_table_too():
    table = read_ledger(workbook(["一", "二", "三"], head=["序", "事", "人"], sheet="Sheet1"))
    assert table.header == ["序", "事", "人"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param('编号,答复文号,具体举措（原文）,备注\r\n1,函,"甲\n乙""",\'=1\r\n'.encode(), id="utf-8"),
        pytest.param('\ufeff编号,答复文号,具体举措（原文）,备注\n1,函,"甲\n乙""",\'=1\n'.encode(), id="with-its-mark"),
        pytest.param('编号,答复文号,具体举措（原文）,备注\n1,函,"甲\n乙""",\'=1\n'.encode("gb18030"), id="gb18030"),
        pytest.param(
            '编号\t答复文号\t具体举措（原文）\t备注\n1\t函\t"甲\n乙"""\t\'=1\n'.encode("utf-16"), id="utf-16-tabs"
        ),
        pytest.param('编号;答复文号;具体举措（原文）;备注\n1;函;"甲\n乙""";\'=1\n'.encode(), id="semicolons"),
    ],
)
def test_csv_as_people_save_it(data):
    assert cells(data) == [["1", "函", '甲\n乙"', "'=1"]]  # what it means is asked when it is compared


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "空文件", id="empty"),
        pytest.param(hostile.with_macro(), "带有宏", id="macro"),
        pytest.param(hostile.with_many_words_under_another_name(), "一次读不下", id="words-elsewhere"),
        pytest.param(hostile.with_doctype(), "不是办公软件写出来的", id="doctype"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式的 .xls", id="xls"),
        pytest.param(WORD, ".docx", id="word"),
        pytest.param(workbook()[:3000], "不完整", id="cut-short"),
        pytest.param(workbook(head=["只有一格"]), "没有找到台账", id="wrong-sheet"),
        pytest.param(b"<html><table></table>", "不是 CSV", id="web-page"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "不是 CSV", id="picture"),
        pytest.param('编号,答复文号,具体举措（原文）,备注\n1,"函\n'.encode(), "引号不成对", id="quotes"),
        pytest.param(workbook(head=[*HEAD, "备注"]), "出现了两次", id="twice"),
        pytest.param(workbook(["甲"] * 300, head=[*HEAD, "又"]), "最多 200 列", id="wide"),
        pytest.param(hostile.changed(workbook(), xl__worksheets__sheet1="<worksheet>"), "打不开", id="no-xml"),
        pytest.param(hostile.changed(workbook(), xl__workbook="<a/>"), "。$", id="no-workbook"),
    ],
)
def test_what_is_no_ledger_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(NotALedger, match=sentence) as said:
        read_ledger(data)
    assert str(said.value).endswith(("。", "！"))


def test_links_to_other_files_are_not_followed():
    assert cells(hostile.with_links()) == [["1", "文号", "原文", "备注"], ["7", "", "", "外"]]


@pytest.mark.parametrize(
    "rows", [pytest.param(hostile.empty_rows(20_000), id="each-told"), pytest.param(FAR, id="far")]
)
def test_behind_many_empty_rows_nothing_is_looked_for(rows):
    """A file may also say that it has a million rows of 16,384 columns."""
    assert cells(rows) == [["1", "文号", "原文", "备注"]]


@pytest.mark.parametrize(
    "words",
    [
        "2026-06-30",
        "2026/6/30",
        "2026.6.30",
        "2026年6月30日",
        "２０２６年6月30日",
        "20260630",
        "46203",
        "46203.0",
        "2026-06-30 00:00:00",
    ],
)
def test_a_day_however_it_is_written(words):
    assert as_day(words) == date(2026, 6, 30)


@pytest.mark.parametrize("words", ["2026年6月", "年底前", "2026-02-30", "6月30日", "2026-06-30 08:00"])
def test_what_is_no_day_is_refused(words):
    with pytest.raises(ValueError, match=words):
        as_day(words)


def test_numbers_of_actions_are_told_apart():
    assert [as_number(each) for each in ("10", "100", "128", "10.0", " １００ ", "")] == [10, 100, 128, 10, 100, None]
    for wrong in ("1.5", "1E2", "一", "-1", "10a"):
        with pytest.raises(ValueError, match="编号应为数字"):
            as_number(wrong)
