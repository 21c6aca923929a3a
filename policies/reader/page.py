"""The cleaned text as a page: the same text folded for matching, and its lines."""

from dataclasses import dataclass

from .fold import fold
from .shapes import Span, new

# What may stand before the first word of a line: `- 文号：`, `• 青原县公安局`, `———对十四届…`.
# Not the brackets of `（一）` nor those of `〔2031〕`.
BULLETS = "-—–*•·●○◆■□▪ "


@dataclass(frozen=True, slots=True)
class Page:
    """A cleaned text, its twin for matching (the same length), and its lines without bullets."""

    text: str
    folded: str
    lines: tuple[Span, ...]
    words: tuple[str, ...]
    """The lines, folded."""

    def adjoins(self, index: int) -> bool:
        """Say whether line `index` follows the line before it without an empty line between."""
        return index > 0 and self.folded.count("\n", self.lines[index - 1].end, self.lines[index].start) < 2


def open_page(text: str) -> Page:
    """Fold a cleaned text and find its lines; a cell of a pipe table, | 公开方式: | 主动公开 |, is one too."""
    folded = fold(text)
    lines: list[Span] = []
    words: list[str] = []
    end = -1
    for line in folded.replace("|", "\n").split("\n"):
        end += 1 + len(line)
        if not line:
            continue
        bare = line.lstrip(BULLETS)
        start = end - len(bare)
        if bare := bare.rstrip():
            lines.append(new(Span, (start, start + len(bare))))
            words.append(bare)
    return Page(text, folded, tuple(lines), tuple(words))
