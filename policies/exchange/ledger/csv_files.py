"""CSV as people save it: UTF-8 with or without its mark, GB18030, UTF-16; commas, semicolons or tabs."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from policies.exchange.exports import cells_up_to
from policies.exchange.ledger.numbers import lost_in_csv
from policies.exchange.ledger.refusal import NotALedger
from policies.exchange.ledger.table import Cell, bounded
from policies.uploads import MOST_BYTES

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BETWEEN = ",\t;"
NAME = "CSV"


def sheets_of(data: bytes):
    """Return the file as its one sheet."""
    if len(data) > MOST_BYTES:
        raise NotALedger(_("文件超过 20 MB，没有读；请分成几个文件。"))
    text = _decoded(data)
    if "\0" in text or text.lstrip().startswith("<"):
        raise NotALedger(_("这个文件不是 CSV，也不是 .xlsx 工作簿；请在办公软件里另存为 .xlsx 再上传。"))
    try:
        first = text[: text.find("\n")] if "\n" in text else text
        rows = csv.reader(StringIO(text, newline=""), delimiter=max(BETWEEN, key=first.count), strict=True)
        with cells_up_to(MOST_BYTES):
            lines = list(bounded([_cell(words) for words in row] for row in rows))
    except csv.Error as error:
        raise NotALedger(_("CSV 的引号不成对，读不下去；请用办公软件另存一次，或改用 .xlsx。")) from error
    return [(NAME, lambda: lines)]


def _cell(words: str) -> Cell:
    wrong = lost_in_csv(words)
    return [words, wrong] if wrong else words


def _decoded(data: bytes) -> str:
    encodings = [name for mark, name in MARKS.items() if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotALedger(_("认不出这个文件的文字编码；请另存为 UTF-8 的 CSV，或 .xlsx。"))
