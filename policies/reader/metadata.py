"""The label block of a page: 文号, 索引号, dates, units (docs/reading.md, rulings 21 and 22)."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .dates import find_day
from .frame import Frame
from .labels import Label, find_labels
from .page import Page
from .shapes import Found, Span
from .units import is_unit_line

# 青民函〔2031〕9号, 青住建字〔2031〕第31号, 青提字[2031]来信号, 东城管函(2031)18号.
# The mark glued behind it (…3号B类) is no part of it. Damage gives none: 双水〔202658.
DOCUMENT_NUMBER = re.compile(
    r"(?P<code>[\u3400-\u9fff]{1,16}+(?:〔\d{1,3}〕)?) ?[〔（](?P<year>\d{4})年?[〕）] ?(?P<number>第? ?[\dA-Z\-]{1,8}|第?来信) ?号"
)
HEADED_PAPER = re.compile(r"[\u3400-\u9fff]{2,30}文件 +")
DAMAGED_NUMBER = re.compile(r"[\u3400-\u9fff]{1,12}+[〔（]?(?:\d{4}[〕）]?\d{0,6}号?|[〕）]\d{1,4}号)(?= |$)")
NUMBER_ENDS = "号〕）"
"""What such a number ends with, if with no digit: most lines end neither so nor hold a space."""
# 1127/2031-00418, 07B060301203100231, 360A07-07-2031-0031-1, 青原013/2031-00122, 530×××-2031-01532.
INDEX_NUMBER = re.compile(r"[\u3400-\u9fff]{0,4}[A-Za-z0-9][A-Za-z0-9/_.\-—–:×]{4,60}")
READ = ("title", "index_number", "document_number", "subject", "department", "issuer", "written", "sent", "published")
LONGEST = {"title": 200, "subject": 60, "department": 40, "issuer": 60}


@dataclass(slots=True)
class Metadata:
    """What the labels of a page say, first value first; `lines` are the indexes of lines they fill.

    `asked` are the keys of the labels that the page prints, with a value or without.
    """

    values: dict[str, Found[Any]] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    damaged_number: str = ""

    def text(self, key: str) -> Found[str] | None:
        """Return the words for a key of `labels.KEYS`."""
        return self.values.get(key)

    def day(self, key: str) -> Found[date] | None:
        """Return the day for `written`, `sent` or `published`."""
        return self.values.get(key)


def find_metadata(page: Page, frame: Frame) -> Metadata:
    """Read the lines above the addressee, label by label; the first value that has the right shape wins."""
    metadata = Metadata()
    head = range(frame.opening if frame.addressee is None else min(frame.addressee, frame.opening))
    waiting: Label | None = None
    for index in head:
        line = page.lines[index]
        labels = find_labels(page.words[index][:1000])
        if not labels:
            if waiting and page.adjoins(index):
                taken = _take(page, metadata, waiting.key, line)
                if taken or waiting.key in ("title", "summary"):
                    metadata.lines.add(index)
            waiting = None
            continue
        waiting = None
        for label, following in zip(labels, [*labels[1:], None], strict=False):
            metadata.lines.add(index)
            metadata.asked.add(label.key)
            end = line.start + following.start if following else line.end
            if line.start + label.end < end and page.folded[line.start + label.end : end].strip():
                _take(page, metadata, label.key, Span(line.start + label.end, end))
            elif following is None:
                waiting = label
    if not metadata.lines:
        _take_unlabelled(page, metadata, head)
    _take_number(page, metadata, range(frame.opening))
    for index in range(frame.end, len(page.lines)):  # below the date
        if "document_number" not in metadata.values and DOCUMENT_NUMBER.fullmatch(page.words[index][:80]):
            _take_document_number(page, metadata, page.lines[index].start, page.words[index])
    return metadata


def _take(page: Page, metadata: Metadata, key: str, span: Span) -> bool:
    """Keep a value where its key has none yet and it has the shape of one; say whether it was kept."""
    if key not in READ or key in metadata.values:
        return False
    words = span.of(page.folded)
    start = span.start + len(words) - len(words.lstrip(" -•*·"))
    words = words.strip(" -•*·")
    if not words:
        return False
    if key in ("written", "sent", "published"):
        if found := find_day(words[:60]):
            on, (first, last) = found
            metadata.values[key] = Found(on, Span(start + first, start + last))
    elif key == "document_number":
        _take_document_number(page, metadata, start, words)
    elif key == "index_number":
        if found_index := INDEX_NUMBER.match(words):
            _keep(page, metadata, key, Span(start, start + found_index.end()))
    elif len(words) <= LONGEST[key]:
        _keep(page, metadata, key, Span(start, start + len(words)))
    return key in metadata.values


def _keep(page: Page, metadata: Metadata, key: str, span: Span) -> None:
    words = span.of(page.text)
    metadata.values[key] = Found("".join(words.split()) if key == "title" else words, span)


def _take_document_number(page: Page, metadata: Metadata, start: int, words: str) -> bool:
    words = words[:80]
    found = "号" in words and ("〔" in words or "（" in words) and DOCUMENT_NUMBER.match(words)
    if not found:
        ends_so = " " in words or words[-1:] in NUMBER_ENDS or words[-1:].isdecimal()
        if ends_so and not metadata.damaged_number and DAMAGED_NUMBER.match(words):
            metadata.damaged_number = words
        return False
    span = Span(start, start + found.end())
    code, year, number = (
        page.text[start + found.start(part) : start + found.end(part)] for part in ("code", "year", "number")
    )
    value = f"{code}〔{year}〕{''.join(number.split())}{page.text[span.end - 1]}"
    metadata.values["document_number"] = Found(value, span)
    return True


def _take_number(page: Page, metadata: Metadata, head: range) -> None:
    """Look for the document number of a headed paper: a line of its own, above the addressee or title."""
    for index in head:
        if "document_number" in metadata.values:
            return
        line, words = page.lines[index], page.words[index]
        if len(words) > 80 or "，" in words or "。" in words or "；" in words:
            continue
        paper = "文件" in words and HEADED_PAPER.match(words)  # 国家能源局文件 国能提字〔2031〕27号
        start = paper.end() if paper else 0
        if not _take_document_number(page, metadata, line.start + start, words[start:]):
            behind = words.rfind(" ") + 1  # 类别：B 琅教函〔2026〕64号
            if behind > start:
                _take_document_number(page, metadata, line.start + behind, words[behind:])


def _take_unlabelled(page: Page, metadata: Metadata, head: range) -> None:
    """Take index number and issuer by their shape from a list whose labels were lost."""
    for index in head:
        line = page.lines[index]
        if page.text[max(0, line.start - 2) : line.start].strip() not in ("-", "•", "*", "·"):
            continue
        metadata.lines.add(index)
        words = page.words[index]
        if ("/" in words or "-" in words) and INDEX_NUMBER.fullmatch(words) and not find_day(words):
            _take(page, metadata, "index_number", line)
        elif is_unit_line(words):
            _take(page, metadata, "issuer", line)
