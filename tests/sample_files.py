"""Files as people hand them in: small and whole, and those that are something else than they say."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

TYPES = (
    '<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
)
MAIN = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}


def pdf(*, script: str = "", attached: dict[str, bytes] | None = None, password: str = "") -> bytes:
    """A page of a PDF; with a script that runs on opening, with files attached, or locked."""
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        )
    for name, content in (attached or {}).items():
        writer.add_attachment(name, content)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str, width: int = 8, height: int = 8) -> bytes:
    """A picture: "PNG", "JPEG", "GIF" or "WEBP"."""
    out = BytesIO()
    Image.new("L", (width, height), 200).save(out, kind)
    return out.getvalue()


def huge_picture(width: int, height: int) -> bytes:
    """The head of a PNG of that size; of its pixels there is nothing."""
    whole = picture("PNG", 1, 1)
    head = b"IHDR" + struct.pack(">II", width, height) + whole[24:29]
    return whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]


def archive(members: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return out.getvalue()


def office(suffix: str = "docx", **further: bytes | str) -> bytes:
    """A .docx, .xlsx or .pptx, as far as it tells what it is; `further` members by name."""
    return archive({"[Content_Types].xml": TYPES.format(MAIN[suffix]), "main.xml": "<w/>"} | further)


def old_office(*streams: str) -> bytes:
    """An .doc, .xls or .ppt, as far as its directory of streams."""
    entries = [f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(entries)
