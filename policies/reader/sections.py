"""A part that is all future -> its commitments (docs/reading.md, rulings 1, 4 and 6)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from .actions import find_actions
from .headings import Block
from .shapes import Action, Commitment, Span, Strength


def read_section(
    folded: str, head: Block, blocks: list[Block], issued_on: date | None, opened_by_lead_in: bool = False
) -> Iterator[Commitment]:
    """Yield a commitment for each sub-heading among `blocks`, else one for the part itself.

    What stands before the first sub-heading belongs to the part: only what is firm or conditional is an
    action there, unless a lead-in and not a heading opened the part.
    """
    text = Span(head.rest.end, head.rest.end) if opened_by_lead_in else head.rest

    def actions(spans: list[Span]) -> tuple[Action, ...]:
        return tuple(action for span in spans for action in find_actions(folded, span, issued_on))

    level = _heading_level(blocks)
    if level is None:
        yield Commitment(head.number, head.heading, actions([text, *map(_item, blocks)]))
        return
    starts = [index for index, block in enumerate(blocks) if block.level == level]
    before = actions([text, *(block.rest for block in blocks[: starts[0]])])
    kept = tuple(action for action in before if opened_by_lead_in or action.strength is not Strength.SOFT)
    yield Commitment(head.number, head.heading, kept)
    for start, end in pairwise([*starts, len(blocks)]):
        sub = blocks[start]
        yield Commitment(sub.number, sub.heading, actions([sub.rest, *map(_item, blocks[start + 1 : end])]))


def _heading_level(blocks: list[Block]) -> int | None:
    """Return the widest level whose marks open headings with text, None where the marks are a list's."""
    levels = (
        block.level
        for block, following in zip(blocks, [*blocks[1:], None], strict=False)
        if block.level is not None and block.heading is not None and _has_text(block, following)
    )
    return min(levels, default=None)


def _has_text(block: Block, following: Block | None) -> bool:
    if block.rest.start < block.rest.end:
        return True
    return following is not None and (following.level is None or following.level > (block.level or 0))


def _item(block: Block) -> Span:
    """Return the text of a list item; a heading without text is an item of its own."""
    return block.heading if block.heading and block.rest.start == block.rest.end else block.rest
