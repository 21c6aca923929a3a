"""Workbooks as nobody should hand them in, and as people do."""

import re
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO

from openpyxl import Workbook

from tests.exchange.ledger.office import saved

HEAD = ["编号", "答复文号", "具体举措（原文）", "备注"]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(
    *rows: Iterable, sheet: str = "台账", head: Iterable[str] = HEAD, more: Callable = lambda sheet: None
) -> bytes:
    """Return a workbook with a head and rows; `more` does what else is to be done to its sheet."""
    book = Workbook()
    book.active.title = sheet
    for row in [head, *rows]:
        book.active.append(list(row))
    more(book.active)
    return saved(book)


def changed(data: bytes, **parts) -> bytes:
    """Return a workbook with parts in place of its own or beside them; a function is given what stood there.

    Names as `xl__worksheets__sheet1` mean xl/worksheets/sheet1.xml; of what ends otherwise, give a dict of names.
    """
    named = {f"{name.replace('__', '/')}.xml": part for name, part in parts.items() if name != "more"}
    named |= parts.get("more", {})
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, part in named.items():
            new.writestr(name, part(old.read(name)) if callable(part) else part)
    return out.getvalue()


def in_sheet(data: bytes, rows: str, *, after: str = "") -> bytes:
    """Return the workbook with further rows, as XML, at the end of its sheet, and what stands behind the rows."""

    def put(part: bytes) -> bytes:
        text = part.decode()
        text = re.sub(r"<dimension[^>]*/>", '<dimension ref="A1:XFD1048576"/>', text)
        return text.replace("</sheetData>", f"{rows}</sheetData>{after}").encode()

    return changed(data, xl__worksheets__sheet1=put)


def with_many_words_under_another_name() -> bytes:
    """A workbook whose table of words is larger than may be read, under a name that only XML spells out."""
    return changed(
        workbook(["1", "文号", "原文", "备注"]),
        more={
            "xl/words.bin": f"<sst {MAIN}>".encode() + b"<si><t>x</t></si>" * 1_500_000 + b"</sst>",
            "[Content_Types].xml": lambda part: part.replace(
                b"</Types>",
                b'<Override PartName="/xl/words&#46;bin" ContentType="application/vnd.openxmlformats-officedocument'
                b'.spreadsheetml.sharedStrings+xml"/></Types>',
            ),
        },
    )


def with_macro() -> bytes:
    return changed(workbook(), more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def with_links() -> bytes:
    """A workbook that names another file, and asks for its value."""
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    link = f'<externalLink {MAIN}><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></externalLink>'
    data = changed(
        workbook(["1", "文号", "原文", "备注"]),
        more={
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
            "xl/_rels/workbook.xml.rels": lambda part: part.replace(
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
            ),
        },
    )
    return in_sheet(
        data, '<row r="3"><c r="A3"><f>[1]Sheet1!A1</f><v>7</v></c><c r="D3" t="str"><f>[1]S!A2</f><v>外</v></c></row>'
    )


def bomb() -> bytes:
    """A small file with a huge sheet."""
    return in_sheet(workbook(), " " * (210 * 1024 * 1024))


def many_words() -> bytes:
    """A small file whose table of words does not fit into memory."""
    return with_words(f"<sst {MAIN}>{'<si><t>a</t></si>' * 3_000_000}</sst>", "xl/sharedStrings.xml")


def with_words(words: str, name: str) -> bytes:
    """Return a workbook with a table of words, under a name that may say something else."""
    told = f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    types = {"[Content_Types].xml": lambda part: part.replace(b"</Types>", told.encode())}
    return changed(workbook(), more={**types, name: words})


def empty_rows(n: int) -> bytes:
    """A ledger of one row, and below it `n` rows that hold nothing, each told."""
    rows = "".join(f'<row r="{number}"><c r="A{number}"/></row>' for number in range(3, n + 3))
    return in_sheet(workbook(["1", "文号", "原文", "备注"]), rows)


def with_doctype() -> bytes:
    laughs = '<!DOCTYPE x [<!ENTITY a "haha">]>'
    return changed(workbook(), xl__workbook=lambda part: laughs.encode() + part)
