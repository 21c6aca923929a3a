"""Rows as a workbook: the actions on the first sheet, on the second what the columns mean and what the file holds."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from policies.exchange.exports.as_csv import BETWEEN, flag
from policies.exchange.exports.cells import FORMULA
from policies.exchange.exports.dictionary import dictionary
from policies.exchange.exports.fields import ROW, Type

MOST_ROWS = 1_048_575
"""Of a sheet, its head apart."""
LONGEST = 32_767
"""Characters that a cell holds; Excel's bound."""
CUT = "……"


def write_workbook(
    file, chunks: Iterable[list[tuple]], about: list[tuple[str, str]], *, beside: Path | None = None
) -> None:
    """Write a workbook of at most `MOST_ROWS` rows into an open file; `about` are lines of name and value.

    It takes memory for a row, not for all: the library keeps the rest in files, in the folder `beside` where one is named.
    """
    with TemporaryDirectory(dir=beside) as folder:
        # No words are taken for numbers, formulas or links; what is a day is written as one.
        options = {"constant_memory": True, "tmpdir": folder, "in_memory": False, "default_date_format": "yyyy-mm-dd"}
        options["use_zip64"] = True  # only where a sheet of a million rows passes 4 GB
        options |= dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
        book = xlsxwriter.Workbook(file, options)
        _write_rows(book, chunks)
        _write_about(book, about)
        book.close()


def _write_rows(book, chunks: Iterable[list[tuple]]) -> None:
    sheet, head = book.add_worksheet("actions"), book.add_format({"bold": True})
    # Excel shows such a cell as words, and still does when somebody has edited it.
    words = book.add_format({"quote_prefix": True})
    for at, column in enumerate(ROW):
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(ROW):
        sheet.write_string(0, at, column.name, head)
    last = 0
    for last, row in enumerate(chain.from_iterable(chunks), start=1):
        for at, (column, value) in enumerate(zip(ROW, row, strict=True)):
            _write_cell(sheet, last, at, column.type, value, words)
    sheet.autofilter(0, 0, last, len(ROW) - 1)


def _write_cell(sheet, row: int, at: int, kind: Type, value, words) -> None:
    if value is None or value == "" or value == []:
        return
    if kind is Type.NUMBER:
        sheet.write_number(row, at, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value)
    else:
        text = BETWEEN.join(value) if kind is Type.LIST else flag(value) if kind is Type.FLAG else value
        text = text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
        sheet.write_string(row, at, text, words if text.startswith(FORMULA) else None)


def _write_about(book, about: list[tuple[str, str]]) -> None:
    sheet, head, wrapped = (
        book.add_worksheet("about"),
        book.add_format({"bold": True}),
        book.add_format({"text_wrap": True}),
    )
    for at, width in enumerate((22, 50, 50, 40)):
        sheet.set_column(at, at, width)
    for row, (name, value) in enumerate(about):
        sheet.write_string(row, 0, name, head)
        sheet.write_string(row, 1, value, wrapped)
    first = len(about) + 1
    for at, title in enumerate(("column", "中文", "English", "codes")):
        sheet.write_string(first, at, title, head)
    for row, entry in enumerate(dictionary(ROW), start=first + 1):
        codes = "\n".join(f"{code} = {chinese} = {english}" for code, chinese, english in entry.codes)
        for at, text in enumerate((entry.name, entry.chinese, entry.english, codes)):
            sheet.write_string(row, at, text, wrapped)
