"""Plain text: UTF-8, UTF-16 or GB18030, with or without a byte order mark."""

import codecs
import re

from .refusal import MOST_BYTES, MOST_CHARACTERS, CannotRead

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# NUL and its neighbours: a picture, an archive, a word processor's file.
# Tab, line feed, form feed, carriage return, ^Z and escape do occur in old text files.
BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")


def decode(data: bytes) -> str:
    """Return the text in `data`: UTF-8, UTF-16 or GB18030, with or without a byte order mark.

    Raises CannotRead for what is empty, binary, too large or in no known encoding.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead("file_too_large")
    text = _decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise CannotRead("file_too_large")
    if BINARY.search(text):
        raise CannotRead("file_binary")
    if not text.strip():
        raise CannotRead("file_empty")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        head = data[:1000]
        return _try(data, _unmarked_utf16(head) if 0 in head else "gb18030")


def _unmarked_utf16(head: bytes) -> str:
    # The line ends and digits of UTF-16 have one zero byte each, all of them on the same side.
    if 0 not in head[0::2]:
        return "utf-16-le"
    if 0 not in head[1::2]:
        return "utf-16-be"
    raise CannotRead("file_binary")


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise CannotRead("file_encoding") from None
