"""A Word document (.docx) -> its text: paragraphs and tables in their order, with the numbers that Word adds."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from .numbering import Numbering
from .parts import is_xml, types_of
from .refusal import CannotRead
from .rows import row

MOST_UNPACKED = 50_000_000
MOST_XML = 10_000_000
"""Of that what is parsed: a tree of it takes fifteen times as much. A letter of a hundred pages has some 3 MB."""
MOST_ENTRIES = 2_000
ENCRYPTED = 0x1

BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
# What is shown of one thing in two versions; what was deleted or moved away; markup without words.
SKIPPED = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr")),
}
# A paragraph inside a paragraph: a text box, as in some letterheads.
PARAGRAPH, TABLE, ROW, CELL, TEXT = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:t"))


def word_text(data: bytes) -> str:
    """Return the text of the document's body; heads and feet of its pages are no part of it."""
    _check(data)
    document = Document(BytesIO(data))
    text = "\n".join(_blocks(document.element.body, Numbering(document))).strip()
    if not text:
        raise CannotRead("file_scanned" if _has_pictures(document) else "file_empty")
    return text


def _check(data: bytes) -> None:
    """Refuse what would grow beyond all bounds, before anything of it is parsed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        # No entry is read beyond the size that it names.
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise CannotRead("file_too_large")
        if any(entry.flag_bits & ENCRYPTED for entry in entries):
            raise CannotRead("file_encrypted")
        types = types_of(archive, most=MOST_XML)
        parsed = [entry for entry in entries if is_xml(entry.filename, types.get(entry.filename, ""))]
        if sum(entry.file_size for entry in parsed) > MOST_XML:
            raise CannotRead("file_too_large")
        for entry in parsed:
            # Word writes no document type; whoever writes one wants entities. UTF-16 has zero bytes between.
            if b"<!DOCTYPE" in archive.read(entry).replace(b"\0", b""):
                raise CannotRead("file_broken")


def _has_pictures(document) -> bool:
    return any(str(part.partname).startswith("/word/media/") for part in document.part.package.iter_parts())


def _blocks(parent, numbering: Numbering) -> Iterator[str]:
    """Yield paragraphs and rows, also inside content controls and what was inserted."""
    for child in parent.iterchildren():
        if child.tag == PARAGRAPH:
            yield numbering.number(child) + "".join(_words(child, numbering))
        elif child.tag == ROW:
            cells = (
                "\n".join(_blocks(cell, numbering)) for cell in child.iterdescendants(CELL) if _nearest(cell, child)
            )
            yield row([*cells])
        elif child.tag not in SKIPPED:
            yield from _blocks(child, numbering)


def _nearest(cell, table_row) -> bool:
    """Say whether a cell is of this row, and not of a table inside it."""
    return next(cell.iterancestors(ROW)) is table_row


def _words(element, numbering: Numbering) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag == PARAGRAPH:
            yield f"{''.join(_words(child, numbering))}\n"
        elif child.tag not in SKIPPED:
            yield from _words(child, numbering)
