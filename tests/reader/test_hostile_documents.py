"""Files made to cost time or memory: each is read or refused within seconds and bounds, in a process of its own."""

import subprocess
import sys
import zipfile
import zlib
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policies.reader import text_of

from . import documents, forms

SECONDS = 20
"""Until the process is killed: none takes more than three, and none of what is cured here came to an end."""
MOST_MEMORY = 300_000
"""kB, at the highest."""

ASKED = """
import sys
from policies.reader import CannotRead, text_of
try:
    print("read", len(text_of(sys.stdin.buffer.read(), sys.argv[1])))
except CannotRead as refused:
    print("refused", refused.code)
# Of this process alone: what the system counts for its children begins with the size of their parent.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def stream(data: bytes, *filters: str, **entries) -> StreamObject:
    made = StreamObject()
    made._data = data
    made[NameObject("/Filter")] = ArrayObject(NameObject(name) for name in filters)
    made.update({NameObject(f"/{name}"): value for name, value in entries.items()})
    return made


def figures(depth: int, width: int) -> bytes:
    """Return a PDF with a figure that draws a figure, and so on, each several times."""
    writer = PdfWriter(PdfReader(BytesIO(documents.PDF)))
    page, inner = writer.pages[0], None
    for _ in range(depth):
        figure = StreamObject()
        figure.update({
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([NumberObject(0), NumberObject(0), NumberObject(9), NumberObject(9)]),
        })  # fmt: skip
        figure.set_data(b"/F Do " * width)
        if inner is not None:
            figure[NameObject("/Resources")] = drawing(inner)
        inner = writer._add_object(figure)
    page["/Resources"].get_object().update(drawing(inner))
    page[NameObject("/Contents")] = writer._add_object(stream(b"/F Do " * width))
    return documents.saved(writer)


def drawing(figure) -> DictionaryObject:
    return DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/F"): figure})})


@cache
def packed(times: int) -> bytes:
    """Return 400 MB, packed several times over."""
    return zlib.compress(packed(times - 1) if times > 1 else b"q Q " * 100_000_000, 1)


def bomb(times: int) -> bytes:
    """Return a PDF whose page unpacks to 400 MB, packed several times over."""
    writer = PdfWriter(PdfReader(BytesIO(documents.PDF)))
    data = packed(times)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream(data, *["/FlateDecode"] * times))
    return documents.saved(writer)


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def under_another_name(data: bytes) -> bytes:
    """Return a document whose body has a name that tells nothing, and a small file its usual one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                part = part.replace(b"word/document.xml", b"word/document.bin")
            new.writestr(name.replace("word/document.xml", "word/document.bin"), part)
        new.writestr("word/document.xml", "<a/>")
    return out.getvalue()


PARAGRAPH = "<w:p><w:r><w:t>一</w:t></w:r></w:p>"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
FILES = {
    "figures-in-figures.pdf": (lambda: figures(6, 10), "refused file_too_large"),
    "figures-very-deep.pdf": (lambda: figures(500, 1), "refused file_too_large"),
    "page-that-unpacks-to-400-MB.pdf": (lambda: bomb(1), "refused file_broken"),
    "page-packed-twice.pdf": (lambda: bomb(2), "refused file_broken"),
    "arrays-in-arrays.pdf": (lambda: documents.drawn_pdf(b"[" * 100_000), "refused file_broken"),
    "a-million-paragraphs.docx": (lambda: documents.word_body(PARAGRAPH * 1_000_000), "refused file_too_large"),
    "as-many-as-may-be.docx": (lambda: documents.word_body(PARAGRAPH * 200_000), "read 399999"),
    "a-million-under-another-name.docx": (
        lambda: under_another_name(documents.word_body(PARAGRAPH * 1_000_000)),
        "refused file_too_large",
    ),
    "tables-in-tables.docx": (
        lambda: documents.word_body("<w:tbl><w:tr><w:tc>" * 400 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 400),
        "refused file_broken",
    ),
    "picture-that-unpacks-to-60-MB.docx": (
        lambda: documents.word_with("word/media/a.png", bytes(60_000_000)),
        "refused file_too_large",
    ),
    "archives-in-archives.zip": (
        lambda: documents.zipped({"a.zip": documents.zipped({"b.zip": documents.zipped({"c": bytes(10_000_000)})})}),
        "refused file_archive",
    ),
    "entities-in-entities.docx": (
        lambda: documents.word_with("word/document.xml", f"<!DOCTYPE w [{ENTITIES}]><w>&a9;</w>".encode()),
        "refused file_broken",
    ),
    "tag-of-150000-attributes.html": (
        lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(150_000))}>一"),
        "refused file_too_large",
    ),
    "elements-in-elements.html": (lambda: page("<div>" * 300_000 + "一"), "refused file_broken"),
    "hidden-elements.html": (lambda: page("<p hidden>一</p>" * 100_000), "refused page_empty"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system how much memory a process took")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_costs_little(name):
    make, outcome = FILES[name]
    command = [sys.executable, "-c", ASKED, name]
    said = subprocess.run(command, input=make(), capture_output=True, check=True, timeout=SECONDS).stdout.decode()
    answer, memory = said.splitlines()
    assert answer == outcome
    assert int(memory) < MOST_MEMORY


@pytest.mark.parametrize("by_row", [False, True], ids=["column-by-column", "row-by-row"])
def test_a_pdf_in_two_columns_is_read(by_row):
    pdfmetrics.registerFont(UnicodeCIDFont(forms.FONT))
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setFont(forms.FONT, 10)
    left = [f"左栏第{number}行，加强监管完善机制推动落实各项任务" for number in "一二三四五六"]
    places = [
        (60 + 260 * (column == "右"), row, line.replace("左", column))
        for column in "左右"
        for row, line in enumerate(left)
    ]
    for x, row, line in sorted(places, key=lambda place: place[1]) if by_row else places:
        canvas.drawString(x, 700 - 20 * row, line)
    canvas.save()
    words = text_of(file.getvalue())
    assert all(line in "".join(words.split()) for *_, line in places)
    if not by_row:
        assert words.index("左栏第六行") < words.index("右栏第一行")
