"""The body as blocks: mark, heading and text of each line, and the tense that a heading gives.

docs/reading.md, "Commitments and actions" and rulings 3, 4 and 6.
"""

import re
from dataclasses import dataclass

from .frame import Frame
from .page import Page
from .shapes import Span

# 一、  （一）  1.  （1）  ① : from the widest to the narrowest. Not 1.26万份 nor 三是.
MARKS = (
    re.compile(r"第?[一二三四五六七八九十]{1,3}[、．.：]"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）、?"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"（\d{1,2}）"),
    re.compile(r"[①-⑳]"),
)

# 二、下一步工作  二、下一步工作考虑  二、下步打算  三、今后工作安排  二、努力方向  四、工作打算
# Not 一、关于今后三年的建设规划 : a topic.
FUTURE = re.compile(
    r"^(?:关于)?(?:我[局部委厅县市区省]|我们)?的?(?:下一?步|下一?阶段|今后|后续|后期|未来)[^，。；]{0,20}$"
    r"|^(?:关于)?(?:有关|主要|工作|总体|初步|整改|改进)?(?:工作)?(?:打算|设想|努力方向|考虑|下一步)$"
    r"|^[^，。；]{0,10}(?:下一?步|下一?阶段|今后)(?:的)?(?:重点)?(?:工作)?(?:打算|计划|安排|考虑|思路|措施|举措|重点|方向|建议|部署|目标)?$"
)
UNNUMBERED_FUTURE = re.compile(
    r"(?:下一?步|下一?阶段|今后)的?(?:重点|主要)?(?:工作)?(?:的)?(?:打算|计划|安排|考虑|思路|措施|举措|重点|方向|部署|目标)?[：。]?"
)
# 一、老城区现有果皮箱1460个，平均… : a sentence, not a heading.
SENTENCE = re.compile(r"\d|我[局部委厅县市区镇乡公院们]|[您你]|已|了|现有|目前|答复为|[：？！；]")
LONGEST_HEADING = 60
LONGEST_RUN_IN = 40


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `level` is None without a mark; `heading` are its words without mark and stop."""

    level: int | None
    number: Span | None
    heading: Span | None
    rest: Span

    def is_future(self, folded: str) -> bool:
        """Say whether the heading opens a part about what comes next."""
        return self.heading is not None and FUTURE.search(self.heading.of(folded)) is not None


def find_blocks(page: Page, frame: Frame) -> list[Block]:
    """Return the paragraphs of the body, in order."""
    lines = [
        Span(max(line.start, frame.body.start), line.end)
        for line in page.lines[frame.opening : frame.end]
        if line.end > frame.body.start
    ]
    blocks = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        open_below = following is not None and _mark(page.folded, following) is None
        blocks.append(_block(page.folded, _trim(page.folded, line), open_below))
    return blocks


def _block(folded: str, line: Span, open_below: bool) -> Block:
    marked = _mark(folded, line)
    if marked is None:
        if line.end - line.start < 24 and UNNUMBERED_FUTURE.fullmatch(folded, line.start, line.end):
            return Block(-1, None, _trim(folded, line), Span(line.end, line.end))
        return Block(None, None, None, line)
    level, number = marked
    text = _trim(folded, Span(number.end, line.end), stops=False)
    heading, rest = _heading(folded, text, open_below)
    return Block(level, number, heading, rest)


def _mark(folded: str, line: Span) -> tuple[int, Span] | None:
    for level, pattern in enumerate(MARKS):
        if found := pattern.match(folded, line.start, line.end):
            return level, Span(*found.span())
    return None


def _heading(folded: str, text: Span, open_below: bool) -> tuple[Span | None, Span]:
    """Split what stands behind a mark into heading and text: run-in up to 。, or the whole line.

    A line that is one sentence to its stop is a heading only where text without a mark stands below it.
    """
    nothing = Span(text.end, text.end)
    line = text.of(folded)
    stop = re.search(r"[。：！？\n]", line[: LONGEST_HEADING + 1])
    if stop is None:
        whole = len(line) <= LONGEST_HEADING and not line.endswith(("；", "，"))
        return (_trim(folded, text), nothing) if whole else (None, text)
    words = line[: stop.start()]
    heading = _trim(folded, Span(text.start, text.start + stop.start()))
    if FUTURE.search(words.strip()):
        return heading, _trim(folded, Span(text.start + stop.end(), text.end), stops=False)
    if stop[0] != "。" or SENTENCE.search(words):
        return None, text
    rest = _trim(folded, Span(text.start + stop.end(), text.end), stops=False)
    if rest.start == rest.end:
        return (heading, nothing) if open_below and len(words) <= LONGEST_RUN_IN else (None, text)
    return (heading, rest) if len(words) <= LONGEST_RUN_IN else (None, text)


def _trim(folded: str, span: Span, stops: bool = True) -> Span:
    start, end = span.start, span.end
    edge = " \n。：；" if stops else " \n"
    while start < end and folded[start] in " \n":
        start += 1
    while end > start and folded[end - 1] in edge:
        end -= 1
    return Span(start, end)
