"""Workbooks (.xlsx) as openpyxl reads them, a row at a time: values only, no link to another file."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import repeat

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException

from policies.exchange.ledger.bounds import Look, look_at
from policies.exchange.ledger.numbers import as_words
from policies.exchange.ledger.refusal import NotALedger
from policies.exchange.ledger.table import Cell, Line, bounded

# What a workbook that is not one raises, wherever it is looked at; SyntaxError is XML that is none.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, InvalidFileException, SyntaxError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, RuntimeError, NotImplementedError),
)


def sheets_of(data: bytes):
    """Return the sheets of a workbook, each with what reads its rows. Raises NotALedger."""
    look = look_at(data)
    try:
        book, paths = _opened(data, values=True)
    except BROKEN as error:
        raise _broken() from error
    return [(sheet.title, _reader(data, sheet, paths[sheet.title], look)) for sheet in book.worksheets]


def _opened(data: bytes, *, values: bool) -> tuple[Workbook, dict[str, str]]:
    """Open a workbook as `load_workbook` does; return with it in which part of the file each sheet lies, by its title."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not keep; nothing is written back
        reader = ExcelReader(BytesIO(data), read_only=True, data_only=values, keep_links=False)
        reader.read()
        return reader.wb, {sheet.name: part.target.lstrip("/") for sheet, part in reader.parser.find_sheets()}


def _reader(data: bytes, sheet, path: str, look: Look):
    def lines() -> Iterator[Line]:
        try:
            yield from bounded(_rows(data, sheet, path in look.formulas), look.merged.get(path, ()))
        except BROKEN as error:
            raise _broken() from error

    return lines


def _rows(data: bytes, sheet, has_formulas: bool) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # what a file says of its size may be untrue
    formulas = repeat(())
    if has_formulas:
        other = _opened(data, values=False)[0][sheet.title]
        other.reset_dimensions()
        formulas = other.iter_rows()
    for cells, written in zip(sheet.iter_rows(), formulas, strict=False):
        yield [_words(cell, written[at] if at < len(written) else None) for at, cell in enumerate(cells)]


def _words(cell, written) -> Cell:
    """Return what a cell shows. `written` is the same cell with its formula, where the sheet has any."""
    value = cell.value
    if value is None:
        if written is not None and written.data_type == "f" and cell.data_type != "str":
            return ["", _("这一格是公式，文件里没有算出来的值；请用办公软件打开、保存一次，再上传。")]
        return ""
    if isinstance(value, str):
        if cell.data_type == "e":
            return [value, _("这一格的公式出错（%s）；请改成值。") % value]
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return as_words(value, cell.number_format)
    return _moment(value)


def _moment(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _broken() -> NotALedger:
    return NotALedger(_("工作簿打不开，可能不完整；请用办公软件打开、另存一次，再上传。"))
