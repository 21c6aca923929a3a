"""The cleaned text as a page: the same text folded for matching, and its lines."""

import re
from dataclasses import dataclass

from .fold import fold
from .shapes import Span

# A line, or a cell of a pipe table: `索引号: | 1127/2031-1 | 公开方式: | 主动公开 |`.
SEGMENT = re.compile(r"[^\n|]+")
# What may stand before the first word of a line: `- 文号：`, `• 青原县公安局`, `———对十四届…`.
# Not the brackets of `（一）` nor those of `〔2031〕`.
BULLET = re.compile(r"[-—–*•·●○◆■□▪ ]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A cleaned text, its twin for matching (the same length), and its lines without bullets."""

    text: str
    folded: str
    lines: tuple[Span, ...]

    def line(self, index: int) -> str:
        """Return line `index`, folded."""
        return self.lines[index].of(self.folded)

    def adjoins(self, index: int) -> bool:
        """Say whether line `index` follows the line before it without an empty line between."""
        return index > 0 and self.folded.count("\n", self.lines[index - 1].end, self.lines[index].start) < 2


def open_page(text: str) -> Page:
    """Fold a cleaned text and find its lines."""
    folded = fold(text)
    lines = (trim(folded, Span(*found.span())) for found in SEGMENT.finditer(folded))
    return Page(text, folded, tuple(line for line in lines if line.start < line.end))


def trim(folded: str, span: Span) -> Span:
    """Take the bullet and the spaces off the ends of a line."""
    bullet = BULLET.match(folded, span.start, span.end)
    start = bullet.end() if bullet else span.start
    words = folded[start : span.end]
    return Span(start, start + len(words.rstrip()))
