"""The bytes of a file -> the text in them, or a sentence that says why there is none."""

import codecs
import re

MOST_BYTES = 5_000_000
MOST_CHARACTERS = 2_000_000

REASONS = {
    "file_missing": (
        "文件不存在或打不开，请核对路径和权限。",
        "The file is missing or cannot be opened: check its path and its permissions.",
    ),
    "file_directory": ("这是一个文件夹，请给出其中的文件。", "This is a folder: name the files in it."),
    "file_empty": ("文件是空的，请重新保存答复函后再试。", "The file is empty: save the letter again and retry."),
    "file_binary": (
        "文件不是纯文本，请把答复函另存为文本文件（.txt）后再试。",
        "The file is no plain text: save the letter as a text file (.txt) and retry.",
    ),
    "file_encoding": (
        "认不出文件的编码，请另存为 UTF-8 编码后再试。",
        "The encoding of the file is unknown: save it as UTF-8 and retry.",
    ),
    "file_too_large": (
        "文件过大（超过 5 MB 或 200 万字），请只保留答复函的正文后再试。",
        "The file is too large (over 5 MB or 2,000,000 characters): keep only the letter and retry.",
    ),
}
"""Code -> what is wrong and what to do, in Chinese and in English."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# NUL and its neighbours: a picture, an archive, a word processor's file.
# Tab, line feed, form feed, carriage return, ^Z and escape do occur in old text files.
BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")


class CannotRead(Exception):
    """A file that holds no text to read; `code` is one of `REASONS`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(REASONS[code][0])

    def sentence(self, language: str = "zh") -> str:
        """Return what is wrong and what to do, in `zh` or `en`."""
        return REASONS[self.code][0 if language == "zh" else 1]


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
