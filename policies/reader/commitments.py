"""Where a letter speaks of its future -> commitments (docs/reading.md, rulings 1 to 7a)."""

from collections.abc import Iterator
from datetime import date

from .actions import actions_of, find_actions
from .headings import Block
from .promises import begins_courtesy, continues, is_item, leads
from .sections import read_section
from .sentences import is_lead_in, units
from .shapes import Action, Commitment, Span

NO_TOPIC = Block(None, None, None, Span(0, 0))


def find_commitments(folded: str, blocks: list[Block], issued_on: date | None) -> tuple[tuple[Commitment, ...], bool]:
    """Return the commitments of a body in order, and whether any part of it is about next steps.

    A part is about next steps by its heading, or from a lead word (下一步，) on. Actions under the same
    heading are one commitment.
    """
    found = list(_walk(folded, blocks, issued_on))
    actions: dict[tuple[Span | None, Span | None], tuple[Action, ...]] = {}
    for commitment in found:
        key = (commitment.number, commitment.heading)
        actions[key] = actions.get(key, ()) + commitment.actions
    commitments = tuple(Commitment(*key, those) for key, those in actions.items() if those)
    return commitments, bool(found)


def _walk(folded: str, blocks: list[Block], issued_on: date | None) -> Iterator[Commitment]:
    topic, index = NO_TOPIC, 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if block.is_future(folded):
            end = _section_end(folded, blocks, index, block.level or 0)
            yield from read_section(folded, block, blocks[index:end], issued_on)
            index = end
            continue
        if block.level is not None and block.level <= 0:
            topic = block
        led = _led(folded, block, issued_on)
        if led is None:
            continue
        run, opens_list = led
        yield Commitment(topic.number, topic.heading, run)
        if opens_list:
            end = _list_end(folded, blocks, index, topic)
            yield from read_section(folded, topic, blocks[index:end], issued_on, opened_by_lead_in=True)
            index = end
        while index < len(blocks) and blocks[index].level is None and continues(blocks[index].rest.of(folded)):
            yield Commitment(topic.number, topic.heading, find_actions(folded, blocks[index].rest, issued_on))
            index += 1


def _section_end(folded: str, blocks: list[Block], index: int, level: int) -> int:
    """Find where a part ends that a heading of `level` opened: at the next such heading, or the courtesy."""
    for end in range(index, len(blocks)):
        mark = blocks[end].level
        if (mark is not None and mark <= level) or begins_courtesy(blocks[end].rest.of(folded)):
            return end
    return len(blocks)


def _list_end(folded: str, blocks: list[Block], index: int, topic: Block) -> int:
    """Find where the list that a lead-in opened ends: at a paragraph without mark, or the next topic."""
    if index == len(blocks):
        return index
    level = blocks[index].level
    if level is None:
        while index < len(blocks) and is_item(blocks[index].rest.of(folded)):
            index += 1
        return index
    if topic.level is not None and level <= topic.level:
        return index
    headed = False
    for end in range(index, len(blocks)):
        block = blocks[end]
        if block.level is None and (not headed or begins_courtesy(block.rest.of(folded))):
            return end
        if block.level is not None and (block.level < level or block.is_future(folded)):
            return end
        headed = headed or block.heading is not None
    return len(blocks)


def _led(folded: str, block: Block, issued_on: date | None) -> tuple[tuple[Action, ...], bool] | None:
    """Read a paragraph from its lead word on, None where it has none; say too whether it ends by opening a list."""
    found = units(folded, block.rest)
    words = [unit.span.of(folded) for unit in found]
    first = next((index for index, sentence in enumerate(words) if leads(sentence)), None)
    if first is None or any(begins_courtesy(sentence) for sentence in words[:first]):
        return None
    opens_list = folded.endswith("：", block.rest.start, block.rest.end) or is_lead_in(words[-1])
    return actions_of(folded, found[first:], issued_on), opens_list
