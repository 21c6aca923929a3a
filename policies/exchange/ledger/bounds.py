"""What is looked at before a workbook is opened: kind, size, what runs, and how much there is of each of its parts."""

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string

from policies.exchange.ledger.refusal import NotALedger
from policies.exchange.ledger.table import Merged
from policies.reader.documents.parts import is_xml, types_of
from policies.uploads import MOST_BYTES, NotTaken, examine

MOST_STRINGS = 20 * 1024 * 1024
"""Of the table of words, which is read as a whole: in 10,000 rows, some 600 Chinese characters a row."""
MOST_OTHER = 8 * 1024 * 1024
"""Of styles and the like, which are read as a whole too."""
MOST_MERGED = 20_000
PIECE = 256 * 1024
OVERLAP = 200
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})\"")
SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass(slots=True)
class Look:
    """What one pass over the sheets of a workbook found, by the path of the sheet."""

    formulas: set[str] = field(default_factory=set)
    """Those that hold a formula."""
    merged: dict[str, list[Merged]] = field(default_factory=dict)


def look_at(data: bytes) -> Look:
    """Return what the sheets hold. Raises NotALedger for what is no workbook, runs, is a bomb, or too large to read."""
    if len(data) > MOST_BYTES:
        raise NotALedger(_("文件超过 20 MB，没有读；请分成几个文件，或删去多余的工作表和图片。"))
    _refuse_other_kinds(data)
    found = Look()
    with zipfile.ZipFile(BytesIO(data)) as container:
        types = types_of(container, most=MOST_OTHER)
        for member in container.infolist():
            name, kind = member.filename, types.get(member.filename, "")
            most = MOST_STRINGS if kind.endswith("sharedstrings+xml") else MOST_OTHER
            is_sheet = kind.endswith("worksheet+xml")
            is_picture = kind.startswith("image/") and not is_xml(name, kind)
            if member.file_size > most and not is_sheet and not is_picture and (kind or is_xml(name, kind)):
                raise NotALedger(_("工作簿里的文字或格式太多，一次读不下；请只留台账一张工作表，分成几个文件。"))
            if is_sheet or kind.endswith("+xml") or SHEETS.fullmatch(name):
                _scan(container, name, found)
    return found


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotALedger(_("这是旧格式的 .xls，或设了密码的工作簿；请去掉密码，另存为 .xlsx 再上传。"))
    try:
        suffix = examine(ContentFile(data, name="台账.xlsx")).suffix
    except NotTaken as refused:
        raise NotALedger(str(refused)) from refused
    if suffix != "xlsx":
        raise NotALedger(_("这个文件是 .%s，不是工作簿；请上传 .xlsx 或 .csv。") % suffix)


def _scan(container: zipfile.ZipFile, name: str, found: Look) -> None:
    """Look through a part in pieces for what the reader of workbooks does not tell."""
    before = b""
    with container.open(name) as part:
        while piece := part.read(PIECE):
            text = before + piece
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise NotALedger(_("这个工作簿不是办公软件写出来的，没有读；请用办公软件另存一次。"))
            if FORMULA.search(text):
                found.formulas.add(name)
            ranges = found.merged.setdefault(name, [])
            for column, first, last in MERGED.findall(text):
                ranges.append((column_index_from_string(column.decode()) - 1, int(first), int(last)))
            if len(ranges) > MOST_MERGED:
                raise NotALedger(_("合并的单元格太多，没有读；请取消合并，再上传。"))
            before = text[-OVERLAP:]
