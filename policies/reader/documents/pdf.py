"""A PDF with a text layer -> its text: page numbers and running heads gone, wrapped lines joined."""

import logging
import re
import unicodedata
from collections import Counter
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PdfReadError

from ..joining import NEW_LINE, RUNNING
from .refusal import MOST_CHARACTERS, CannotRead

MOST_PAGES = 100
MOST_CONTENT = 10_000_000
"""Bytes of drawing instructions, unpacked; a page of text has some 20,000."""
MOST_OPERATIONS = 200_000
"""Drawing instructions carried out, some 1,000 a page."""
FIGURE = 2_000
"""Instructions that one figure counts for: it loads its fonts anew, and may draw figures that draw figures."""

HAN = re.compile(r"[\u3400-\u9fff]")
# — 3 —, -3-, 3, 第3页 共5页, 3/5
PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s?)?\d{1,3}\s?页?(?:(?:[-—–－·\s/,，]+(?:共\s?)?|共\s?)\d{1,3}\s?页?)?[-—–－·\s]*"
)
DIGITS = re.compile(r"\d+")
INDENT = re.compile(r"[ \u3000\u00a0]{2}|\u3000")
STOP = ("。", "！", "？", "；", "：", "”", "）")
# What begins a line of its own even behind a full one.
HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[、，]"
)
SIGNER = re.compile("[^，。；：、！？]{2,24}")
SLACK = 6
"""Half-widths by which a full line may be shorter than the measure: a stop that may not begin a line."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the log of every flaw that it repairs


def pdf_text(data: bytes) -> str:
    """Return the text layer of a PDF as paragraphs."""
    pages = [_trimmed(page) for page in _pages(data)]
    running = _running(pages)
    lines = [line for page in pages for line in _without(page, running)]
    text = "\n".join(_joined(lines)).strip()
    if not text:
        raise CannotRead("file_scanned")
    if not HAN.search(text):
        raise CannotRead("file_garbled")
    return text


def _pages(data: bytes) -> list[str]:
    reader = PdfReader(BytesIO(data), strict=False)
    _open(reader)
    if len(reader.pages) > MOST_PAGES:
        raise CannotRead("file_too_large")
    content = operations = characters = 0

    def count(operator: bytes, *_) -> None:
        nonlocal operations
        operations += FIGURE if operator == b"Do" else 1
        if operations > MOST_OPERATIONS:
            raise CannotRead("file_too_large")

    texts = []
    for page in reader.pages:
        drawn = page.get_contents()
        content += len(drawn.get_data()) if drawn is not None else 0
        if content > MOST_CONTENT:
            raise CannotRead("file_too_large")
        texts.append(page.extract_text(visitor_operand_before=count))
        characters += len(texts[-1])
        if characters > MOST_CHARACTERS:
            raise CannotRead("file_too_large")
    return texts


def _open(reader: PdfReader) -> None:
    """Open what is locked against changes only; a file that asks for a password is refused."""
    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("")
    except (DependencyError, NotImplementedError, PdfReadError):
        opened = False
    if not opened:
        raise CannotRead("file_encrypted")


def _trimmed(page: str) -> list[str]:
    """Return the lines of a page without its number."""
    lines = [line.rstrip() for line in page.splitlines() if line.strip()]
    for end in (0, -1):
        if lines and PAGE_NUMBER.fullmatch(lines[end]):
            del lines[end]
    return lines


def _running(pages: list[list[str]]) -> set[tuple[int, str]]:
    """Return the first and last lines that stand on more than half of the pages, at least on two."""
    counted = Counter((end, _same(page[end])) for page in pages if len(page) > 1 for end in (0, -1))
    return {line for line, count in counted.items() if count > max(1, len(pages) / 2)}


def _without(page: list[str], running: set[tuple[int, str]]) -> list[str]:
    first = 1 if len(page) > 1 and (0, _same(page[0])) in running else 0
    last = -1 if len(page) > 1 and (-1, _same(page[-1])) in running else None
    return page[first:last]


def _same(line: str) -> str:
    return DIGITS.sub("0", "".join(line.split()))


def _joined(lines: list[str]) -> list[str]:
    """Join each line that fills the measure with what follows, up to the next indent, heading or stop."""
    widths = sorted(map(_width, lines))
    measure = widths[len(widths) * 9 // 10] if widths else 0
    # Where paragraphs are indented in the text, a stop at the end of a full line ends none.
    indented = sum(bool(INDENT.match(line)) for line in lines) > 2
    done: list[str] = []
    full = False
    for line in lines:
        goes_on = full and not INDENT.match(line) and not _stands_apart(done[-1], line)
        if goes_on and (indented or not done[-1].endswith(STOP)):
            done[-1] += line
        else:
            done.append(line)
        full = _width(line) >= measure - SLACK
    return done


def _stands_apart(above: str, line: str) -> bool:
    """Say whether a line below a full one is no part of it: a heading, an addressee under a title, a signer."""
    if HEADING.match(line) and not above.endswith(("；", "：")):  # …工作：（1）…； : an item of its list
        return True
    if not RUNNING.search(above):
        return NEW_LINE.match(line) is not None
    return above.endswith(STOP) and (SIGNER.fullmatch(line) is not None or NEW_LINE.match(line) is not None)


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)
