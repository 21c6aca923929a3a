"""A part that is all future -> its commitments (docs/reading.md, rulings 1, 4 and 6)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from .actions import read_units
from .headings import ORDINAL, Block
from .places import PART, PREAMBLE, Tense
from .sentences import units
from .shapes import Action, Commitment, Span, Strength

SOFT = Strength.SOFT


def read_section(
    folded: str,
    head: Block,
    blocks: list[Block],
    issued_on: date | None,
    unsure: list[Span],
    opened_by_lead_in: bool = False,
) -> Iterator[Commitment]:
    """Yield a commitment for each sub-heading among `blocks`, else one for the part itself.

    What stands before the first sub-heading belongs to the part: only what is firm or conditional is an
    action there, unless a lead-in and not a heading opened the part. What may be misjudged is added to `unsure`.
    """
    if opened_by_lead_in:
        head = Block(head.level, head.number, head.heading, Span(head.rest.end, head.rest.end))
    whole, *subs = _read(folded, head, blocks, issued_on, unsure)
    if subs and not opened_by_lead_in:
        kept = tuple(action for action in whole.actions if action.strength is not SOFT)
        whole = Commitment(whole.number, whole.heading, kept)
    yield from (whole, *subs)


def _read(
    folded: str, head: Block, blocks: list[Block], issued_on: date | None, unsure: list[Span]
) -> Iterator[Commitment]:
    """Yield what stands under a heading itself, then what stands under each heading below it."""
    level = _heading_level(folded, blocks, is_topic=head.number is not None or head.heading is not None)
    starts = [index for index, block in enumerate(blocks) if block.level == level] if level is not None else []
    own = [head.rest, *map(_item, blocks[: starts[0]] if starts else blocks)]
    tense = PREAMBLE if starts else PART
    yield Commitment(head.number, head.heading, _actions(folded, own, tense, issued_on, unsure))
    for start, end in pairwise([*starts, len(blocks)]):
        sub, below = blocks[start], blocks[start + 1 : end]
        if not below and _item(sub) == sub.heading:  # a sentence with a number, not a heading (ruling 6)
            sub = Block(sub.level, sub.number, None, sub.heading)
        yield from _read(folded, sub, below, issued_on, unsure)


def _actions(
    folded: str, spans: list[Span], tense: Tense, issued_on: date | None, unsure: list[Span]
) -> tuple[Action, ...]:
    actions: list[Action] = []
    for span in spans:
        read = read_units(folded, units(folded, span), tense, issued_on)
        actions += read.actions
        unsure += read.unsure
    return tuple(actions)


def _heading_level(folded: str, blocks: list[Block], is_topic: bool) -> int | None:
    """Return the widest level whose marks open headings with text, None where the marks are a list's.

    Most of its marks must: under a list of sentences (1)…；(2)…。 a paragraph is no text of the last one. Where no
    topic stands above them, paragraphs that begin with 第一， are parts of the letter (ruling 6).
    """
    if not is_topic and any(block.level == ORDINAL for block in blocks):
        return ORDINAL
    marked = [block.level for block in blocks if block.level is not None]
    if not marked:
        return None
    headed = [
        block.level
        for block, following in zip(blocks, [*blocks[1:], None], strict=False)
        if block.level is not None and _opens_text(folded, block, following)
    ]
    return min((level for level in set(headed) if headed.count(level) * 2 > marked.count(level)), default=None)


def _opens_text(folded: str, block: Block, following: Block | None) -> bool:
    """Say whether a mark opens a heading with text, or 第一， more than one sentence."""
    if block.level == ORDINAL:
        return "。" in block.rest.of(folded).rstrip("。")
    if block.heading is None:
        return False
    if block.rest.start < block.rest.end:
        return True
    return following is not None and (following.level is None or following.level > (block.level or 0))


def _item(block: Block) -> Span:
    """Return the text of a list item; a heading without text is an item of its own."""
    return block.heading if block.heading and block.rest.start == block.rest.end else block.rest
