"""The ledger as a workbook: every cell as words, days as days, what is not filled in by people locked, ready to print."""

from datetime import date
from typing import BinaryIO

import xlsxwriter

from policies.exchange.exports import defused
from policies.exchange.ledger.column import Column
from policies.exchange.ledger.columns import COLUMNS
from policies.exchange.ledger.formats import Formats
from policies.exchange.ledger.legend import CHOICES, LEGEND, write_legend
from policies.exchange.ledger.sheet import HEAD, Ledger
from policies.exchange.ledger.values import as_day

SHEET = "台账"
SPARE = 500
"""Rows below the last one in which new ones can be written."""
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A3, PAGES_WIDE = 8, 2
A_DAY = {
    "validate": "date",
    "criteria": "between",
    "minimum": date(1950, 1, 1),
    "maximum": date(2100, 12, 31),
    "error_title": "日期",
    "error_message": "请写成某年某月某日，例如 2026-06-30。",
}
# What a protected sheet still lets people do. There is no password: it keeps hands off by accident, not by force.
STILL_ALLOWED = dict.fromkeys(
    ("sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows"), True
)


def write_workbook(ledger: Ledger, file: BinaryIO) -> int:
    """Write the ledger to `file`, a row at a time; return the number of actions."""
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"title": ledger.title, "comments": f"导出日期 {ledger.made_on:%Y-%m-%d}"})
    sheet, legend = book.add_worksheet(SHEET), book.add_worksheet(LEGEND)
    formats = Formats(book)
    _lay_out(sheet, formats, ledger)
    n = 0
    for n, row in enumerate(ledger.rows(), start=1):
        for at, (column, words) in enumerate(zip(COLUMNS, row, strict=False)):
            _write(sheet, n, at, column, words, formats)
        sheet.write_string(n, len(COLUMNS), row[-1], formats.locked)
    _close(sheet, n, formats)
    write_legend(legend, formats, ledger, n)
    book.close()
    return n


def _lay_out(sheet, formats: Formats, ledger: Ledger) -> None:
    for at, column in enumerate(COLUMNS):
        # What is below the last row is open in every column, for new rows; of what is there, each cell says.
        sheet.set_column(at, at, column.width, formats.of(column, is_new=True))
    sheet.set_column(len(COLUMNS), len(COLUMNS), 12, formats.locked, {"hidden": True})
    sheet.set_row(0, 34)
    for at, label in enumerate(HEAD):
        is_open = at < len(COLUMNS) and COLUMNS[at].is_open
        sheet.write_string(0, at, label, formats.open_head if is_open else formats.head)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(PAGES_WIDE, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.set_header(f"&C&14{_in_header(ledger.title)}&R{ledger.made_on:%Y-%m-%d}")
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _write(sheet, row: int, at: int, column: Column, words: str, formats: Formats) -> None:
    if not words:
        sheet.write_blank(row, at, None, formats.of(column))
    elif column.kind == "id":
        sheet.write_number(row, at, int(words), formats.of(column))
    elif column.kind == "date":
        sheet.write_datetime(row, at, as_day(words), formats.of(column))
    else:
        # A cell that begins like a formula says that it is words, or editing it would run it.
        sheet.write_string(row, at, words, formats.of(column, is_quoted=defused(words) != words))


def _close(sheet, n: int, formats: Formats) -> None:
    """Put on what needs to know the last row: filters, choices, protection."""
    last = n + SPARE
    sheet.autofilter(0, 0, n, len(HEAD) - 1)
    for at, column in enumerate(COLUMNS):
        if column.choices:
            sheet.data_validation(1, at, last, at, _one_of(column))
        elif column.kind == "date" and column.is_open:
            sheet.data_validation(1, at, last, at, A_DAY)
    flags = [column.name for column in COLUMNS].index("flags")
    for words, look in (("已逾期", formats.late), ("已过所述期限", formats.silent), ("久未更新", formats.silent)):
        rule = {"type": "text", "criteria": "containing", "value": words, "format": look}
        sheet.conditional_format(1, flags, last, flags, rule)
    sheet.print_area(0, 0, n, len(COLUMNS) - 2)
    sheet.protect("", STILL_ALLOWED)


def _one_of(column: Column) -> dict:
    return {
        "validate": "list",
        "source": f"='{LEGEND}'!{CHOICES[column.name]}",
        "input_title": column.label,
        "input_message": column.meaning[:250],
        "error_title": column.label,
        "error_message": f"请从下拉列表里选：{'、'.join(column.choices)}。",
    }


def _in_header(text: str) -> str:
    """In the head of a printed page `&` begins a command; the whole holds 255 signs."""
    return text.replace("&", "&&")[:180]
