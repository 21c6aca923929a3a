"""Files that tests make: Word documents and PDFs, small ones and hostile ones."""

import zipfile
from io import BytesIO

from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from .test_letters import LETTERS

PDF = (LETTERS / "d07_weijian_4409_2028.pdf").read_bytes()
WORD = (LETTERS / "d28_linjiang_wj_bingan_0123_0456.docx").read_bytes()
WEB_PAGE = (LETTERS / "d30_haitang_scjg_110_2026.html").read_bytes()


def saved(writer) -> bytes:
    """Return what a PdfWriter or a Document writes."""
    file = BytesIO()
    writer.write(file) if isinstance(writer, PdfWriter) else writer.save(file)
    return file.getvalue()


def blank_pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    return saved(writer)


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(PDF)))
    writer.encrypt(password, "owner")
    return saved(writer)


def drawn_pdf(content: bytes) -> bytes:
    """Return the sample with other drawing instructions on its first page."""
    writer = PdfWriter(PdfReader(BytesIO(PDF)))
    stream = StreamObject()
    stream.set_data(content)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return saved(writer)


def word(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def zipped(entries: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


def word_with(name: str, data: bytes) -> bytes:
    """Return the sample with one entry replaced or added."""
    with zipfile.ZipFile(BytesIO(WORD)) as archive:
        return zipped({entry: archive.read(entry) for entry in archive.namelist()} | {name: data})


def word_body(body: str) -> bytes:
    """Return the sample with another body, in WordprocessingML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return word_with(
        "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()
    )
