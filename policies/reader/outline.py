"""The headings of a letter, as it writes them: its table of contents."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .frame import find_frame
from .headings import LONGEST_RUN_IN, SENTENCE, Block, find_blocks
from .page import open_page
from .shapes import Span

# （一）贯彻落实决策部署，加强战略引领。坚持… : the first sentence behind a wide mark leads to its part all the same, where
# nothing hangs on whether it is a heading.
FIRST = re.compile(rf"([^。；：！？\n]{{2,{LONGEST_RUN_IN}}})。(?=.)")
WIDE = (0, 1)


class Heading(NamedTuple):
    """一、已开展的工作: the span holds mark and words. `level` is 0 for the widest kind of mark of the letter, and so on."""

    level: int
    span: Span


def find_headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of a cleaned text, in order."""
    page = open_page(text)
    found = list(_found(page.folded, find_blocks(page, find_frame(page))))
    depths = {level: depth for depth, level in enumerate(sorted({max(level, 0) for level, _ in found}))}
    return tuple(Heading(depths[max(level, 0)], span) for level, span in found)


def _found(folded: str, blocks: list[Block]) -> Iterator[tuple[int, Span]]:
    for block in blocks:
        if block.heading:
            yield block.level or 0, Span((block.number or block.heading).start, block.heading.end)
        elif block.level in WIDE and block.number:
            first = FIRST.match(folded, block.number.end, block.rest.end)
            if first and not SENTENCE.search(first[1]):
                yield block.level, Span(block.number.start, first.end(1))
