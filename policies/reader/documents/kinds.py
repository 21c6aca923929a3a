"""Which kind of document some bytes are: by what is in them first, by the name second."""

import re
import zipfile
from enum import Enum
from io import BytesIO
from pathlib import PurePath

from .refusal import CannotRead


class Kind(Enum):
    PLAIN = "plain"
    WEB_PAGE = "web page"
    WORD = "Word document"
    OLD_WORD = "old Word document"
    PDF = "PDF"


# Some programs put a line or two before it.
PDF = b"%PDF-"
HEAD = 1024
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of streams in an OLE file are UTF-16.
OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE_WORD = "WordDocument".encode("utf-16-le")
# Rich text; and the XML of Word 2003. Both are often called .doc.
OLD_WORD = re.compile(rb"\s*(?:\{\\rtf|<\?xml[^>]{0,200}>\s*<\?mso-application[^>]{0,100}Word)")
# Nothing of it is tried twice: a file may be a thousand comments.
PROLOGUE = rb"(?>\s++|<\?xml[^>]{0,200}+>|<!--(?>.{0,2000}?-->)){0,40}+"
WEB_PAGE = re.compile(PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
# A piece of a page, which only its name tells from a text.
WEB_PAGE_SUFFIXES = {".html", ".htm", ".shtml", ".xhtml"}
TAG = re.compile(rb"<(?:p|div|span|table|br|h\d|ul|meta|title)\b", re.IGNORECASE)
PARAGRAPHS = 3
"""Ends of paragraphs in the source of a page that somebody saved as a text; a letter that quotes one has no more."""


def kind_of(data: bytes, name: str = "") -> Kind:
    """Return the kind of a file. Raises CannotRead for a kind that is known and cannot be read."""
    suffix = PurePath(name).suffix.lower()
    if PDF in data[:HEAD]:
        return Kind.PDF
    if data.startswith(ZIP):
        return _zipped(data, suffix)
    if data.startswith(OLE):
        if OLE_ENCRYPTED in data:
            raise CannotRead("file_encrypted")
        if OLE_WORD not in data:
            raise CannotRead("file_binary")
        return Kind.OLD_WORD
    head = data[: 4 * HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    if OLD_WORD.match(head):
        return Kind.OLD_WORD
    if WEB_PAGE.match(head) or (suffix in WEB_PAGE_SUFFIXES and TAG.search(data)) or data.count(b"</p>") >= PARAGRAPHS:
        return Kind.WEB_PAGE
    return Kind.PLAIN


def _zipped(data: bytes, suffix: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.NameToInfo
    # A directory of entries that is damaged raises more than zipfile's own errors.
    except Exception as error:
        raise CannotRead("file_broken" if suffix == ".docx" else "file_binary") from error
    if "word/document.xml" not in names:
        raise CannotRead("file_archive")
    return Kind.WORD
