"""Where a letter speaks of its future -> commitments (docs/reading.md, rulings 1 to 7a)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .actions import Reading, read_units
from .headings import ORDINAL, Block, are_future
from .judging import is_ahead
from .places import ABOVE, ALONE, EARLIER, FREE, LED, TOLD, Tense
from .promises import begins_courtesy, continues, is_item, is_told_heading, is_topic_heading
from .sections import read_section
from .sentences import is_lead_in, units
from .shapes import Action, Commitment, Span

# A list begins with this mark; the next topic does not.
FIRST = re.compile(r"第?（?[一1](?!\d)|①")
DIGIT = 3
"""The level of 1.: a topic only where nothing wider is."""
NEVER = 99
"""Narrower than any level."""
NO_TOPIC = Block(None, None, None, Span(0, 0))
# What a letter seldom says but to speak of its future: above these words it tells what was done. 今后 stands in closings too.
COMING = (
    "下一步",
    "下步",
    "下一阶段",
    "下阶段",
    "接下来",
    *(f"{stop}{word}" for stop in "。；\n" for word in ("今后", "后续")),
)


class Future(NamedTuple):
    """The commitments of a body in order, whether any part of it is about next steps, and which sentences may be misjudged."""

    commitments: tuple[Commitment, ...]
    is_told: bool
    unsure: tuple[Span, ...]


def find_commitments(folded: str, blocks: list[Block], issued_on: date | None) -> Future:
    """Return what a body says of the future.

    A part is about next steps by its heading, or from a lead word (下一步，) on; elsewhere each sentence
    decides. Actions under the same heading are one commitment.
    """
    unsure: list[Span] = []
    found = list(_walk(folded, blocks, issued_on, unsure))
    actions: dict[tuple[Span | None, Span | None], list[Action]] = {}
    for number, heading, those in found:
        actions.setdefault((number, heading), []).extend(those)
    commitments = tuple(Commitment(*key, tuple(those)) for key, those in actions.items() if those)
    return Future(commitments, bool(found), tuple(unsure))


def _walk(folded: str, blocks: list[Block], issued_on: date | None, unsure: list[Span]) -> Iterator[Commitment]:
    """Yield a commitment for each paragraph that holds some future; add to `unsure` what may be misjudged."""
    topic = outer = NO_TOPIC
    index, top = 0, _topic_level(folded, blocks)
    is_future = are_future(folded, blocks)
    beside_future = any(is_future)
    told_at = NEVER if beside_future else None  # the level of the heading under which all is told
    tenses = _tenses(folded, blocks, is_future, top)
    while index < len(blocks):
        block, opens_future = blocks[index], is_future[index]
        index += 1
        if opens_future:
            if block.level == -1 and topic.level is not None:
                block = _inside(topic, block)
            end = _section_end(folded, blocks, index, block.level or 0)
            yield from read_section(folded, block, blocks[index:end], issued_on, unsure)
            index = end
            continue
        if block.heading is not None and _is_sentence(folded, block, issued_on):
            block = Block(block.level, block.number, None, block.heading)
        level, _, heading, rest = block
        if (
            level is not None
            and (level <= top or _opens_text(block))
            and (level not in (1, DIGIT) or heading is not None or _answers(folded, block, top))
        ):
            topic = block
            outer = block if level <= top else outer
        elif level is not None and heading is None and level == topic.level:
            topic = outer  # the next item has no heading: it is not of the one before
        if heading is not None and (told_at is None or (level or 0) <= told_at):
            told_at = (level or 0) if is_told_heading(heading.of(folded), beside_future) else None
        tense = tenses[index - 1] if told_at is None else TOLD
        actions, opens, led, doubtful = _read(folded, rest, tense, issued_on)
        unsure += doubtful
        opens_list = opens and _opens_list(folded, block)
        if not (led or actions or opens_list):
            continue
        yield Commitment(topic.number, topic.heading, actions)
        if opens_list:
            end = _list_end(folded, blocks, index, topic)
            yield from read_section(folded, topic, blocks[index:end], issued_on, unsure, opened_by_lead_in=True)
            index = end
        while index < len(blocks) and blocks[index].level is None and continues(blocks[index].rest.of(folded)):
            read = _read(folded, blocks[index].rest, LED, issued_on)
            unsure += read.unsure
            yield Commitment(topic.number, topic.heading, read.actions)
            index += 1


def _tenses(folded: str, blocks: list[Block], is_future: list[bool], top: int) -> list[Tense]:
    """Return for each block what stands further on: in its own topic, in a later one, or nowhere, words of what comes next."""
    tenses, tense, coming = [], FREE, _coming(folded)
    for block, opens_future in zip(reversed(blocks), reversed(is_future), strict=True):
        start, end = block.rest
        while coming and coming[-1] > end:
            coming.pop()
        if opens_future or coming and coming[-1] > start:
            tense = ABOVE
        tenses.append(tense)
        if tense is ABOVE and block.level is not None and block.level <= top:
            tense = EARLIER
    return tenses[::-1]


def _coming(folded: str) -> list[int]:
    """Return the ends of the words of what comes next, in order. One by one: to search for several takes ten times as long."""
    ends = []
    for word in COMING:
        place = folded.find(word)
        while place >= 0:
            ends.append(place + len(word))
            place = folded.find(word, place + 1)
    return sorted(ends)


def _is_sentence(folded: str, block: Block, issued_on: date | None) -> bool:
    """Say whether what reads as a heading without text is one promise: 2.您提出的…问题，我局将研究。 (ruling 6)"""
    heading = block.heading
    if heading is None or block.rest.start < block.rest.end:
        return False
    whole = folded.startswith("。", heading.end) or "，" in heading.of(folded)
    return whole and is_ahead(folded, heading, ALONE, issued_on)


def _inside(topic: Block, block: Block) -> Block:
    """Return a heading without a mark as part of its topic; 下一步打算：新建3处。 is a lead word there."""
    words = topic if block.rest.start < block.rest.end else block
    return Block(topic.level, words.number, words.heading, block.rest)


def _topic_level(folded: str, blocks: list[Block]) -> int:
    """Return the level of the topics: 一、, or （一） in a letter without any 一、, or 第一，.

    1.关于…, or 1.… before some sentences, is one in a letter without any of these.
    """
    levels = {block.level for block in blocks}
    wider = [level for level in (0, 1, ORDINAL) if level in levels]
    if wider or DIGIT not in levels:
        return wider[0] if wider else 0
    digits = [block for block in blocks if block.level == DIGIT]
    answers = [block for block in digits if _has_sentences(folded, block)]
    if len(answers) > 1 or any(block.heading is not None for block in answers):
        return DIGIT
    return DIGIT if any(block.heading and _is_topic(block.heading.of(folded)) for block in digits) else 0


def _is_topic(heading: str) -> bool:
    """Say whether a folded heading names what was asked, and is no sentence: 1、关于堤防建设."""
    return is_topic_heading(heading) and "，" not in heading


def _opens_text(block: Block) -> bool:
    """Say whether a heading stands right before its text, 1、停车难问题。…: a topic, whatever is above it (ruling 4)."""
    return block.heading is not None and block.rest.start < block.rest.end


def _answers(folded: str, block: Block, top: int) -> bool:
    """Say whether a number before some sentences, 1、你们反映…。…, is a topic among others that have a heading."""
    return block.level == DIGIT == top and _has_sentences(folded, block)


def _has_sentences(folded: str, block: Block) -> bool:
    return "。" in block.rest.of(folded).rstrip("。")


def _section_end(folded: str, blocks: list[Block], index: int, level: int) -> int:
    """Find where a part ends that a heading of `level` opened: at the next such heading, or the courtesy.

    二、下一步工作 ⏎ 一、… ⏎ 二、… : marks that begin anew right under the heading are inside the part.
    """
    anew = index < len(blocks) and blocks[index].level == level and _begins(folded, blocks[index])
    for end in range(index, len(blocks)):
        mark = blocks[end].level
        if mark is not None and mark < level + (0 if anew else 1):
            return end
        if begins_courtesy(blocks[end].rest.of(folded)) and not (end == index and _goes_on(blocks, end + 1, level)):
            return end
    return len(blocks)


def _begins(folded: str, block: Block) -> bool:
    """Say whether a mark is the first of its kind: 一、, （一）, 1."""
    return block.number is not None and FIRST.match(block.number.of(folded)) is not None


def _goes_on(blocks: list[Block], index: int, level: int) -> bool:
    """Say whether a heading below `level` stands at `index`: thanks right under a part's heading do not end it."""
    return index < len(blocks) and blocks[index].level is not None and blocks[index].level > level


def _list_end(folded: str, blocks: list[Block], index: int, topic: Block) -> int:
    """Find where the list that a lead-in opened ends: at a paragraph without mark, or the next topic."""
    if index == len(blocks):
        return index
    level = blocks[index].level
    if level is None:
        while index < len(blocks) and is_item(blocks[index].rest.of(folded)):
            index += 1
        return _lines_end(folded, blocks, index)
    if topic.level is not None and level <= topic.level and not _begins(folded, blocks[index]):
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


def _lines_end(folded: str, blocks: list[Block], index: int) -> int:
    """Find where a list of lines without marks ends: …； …； …。"""
    end = index
    while end < len(blocks) and blocks[end].level is None and folded.endswith("；", 0, blocks[end].rest.end):
        end += 1
    return end + 1 if index < end < len(blocks) and blocks[end].level is None else end


def _read(folded: str, span: Span, tense: Tense, issued_on: date | None) -> Reading:
    return read_units(folded, units(folded, span), tense, issued_on)


def _opens_list(folded: str, block: Block) -> bool:
    """Say whether a paragraph ends with words that only open a list."""
    return folded.endswith("：", block.rest.start, block.rest.end) or is_lead_in(block.rest.of(folded))
