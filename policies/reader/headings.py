"""The body as blocks: mark, heading and text of each line, and the tense that a heading gives.

docs/reading.md, "Commitments and actions" and rulings 3, 4 and 6.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from .frame import Frame
from .joining import POINT
from .page import Page
from .shapes import Span, new

# 一、  （一）  第一，  1.  （1）  ① : from the widest to the narrowest. Not 1.26万份 nor 三是; but 1.2031年….
MARKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、．.：]"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）、?"),
    re.compile(r"第[一二三四五六七八九十]{1,3}[、．.：，]"),
    re.compile(rf"\d{{1,2}}{POINT}"),
    re.compile(r"（\d{1,2}）"),
    re.compile(r"[①-⑳]"),
)
MARK = re.compile(
    r"(?=[一二三四五六七八九十（第\d①-⑳])(?:" + "|".join(f"({pattern.pattern})" for pattern in MARKS) + ")"
)
"""Any of them; the number of the group tells which."""
BRACKETED_NUMERAL = 1
# （一）稳定补贴，调动农户积极性。… : two parts of a heading, however long.
PAIRED = re.compile(r"[^，：；《》“”\d将]{2,12}，[^，：；《》“”\d将]{2,14}")
ORDINAL = 2
"""The level of 第一，: it opens text and never a heading (ruling 6)."""

# 二、下一步工作  二、下一步工作考虑  二、下步打算  三、今后工作安排  二、努力方向  四、工作打算  三、2032年工作计划  三、改进措施
# 三、还要做什么
# 二、下一步，我局将重点抓好以下工作 : a lead-in that stands as a heading.
# Not 一、关于今后三年的建设规划 : a topic. Not 二、整改措施 : it tells as often what was done.
FUTURE = re.compile(
    r"^(?!关于(?:今后|未来)[^，。；]{1,3}年|(?:关于)?后期(?!的?(?:工作|打算|计划|安排|措施|思路|考虑)|$))(?:关于)?(?:我[局部委厅县市区省]|我们)?的?(?:下一?步|下一?阶段|今后|后续|后期|未来)[^，。；]{0,20}$"
    r"|^(?:关于)?(?:有关|主要|工作|总体|初步|整改|改进|进一步)?(?:工作)?(?:打算|设想|努力方向|考虑|下一步)$"
    r"|^[^，。；已]{0,6}(?:打算|设想)$|^(?:20\d\d年)?(?:重点)?工作计划$|^改进(?:措施|计划|方向)$"
    r"|^(?:下一?步|下一?阶段|今后|接下来)，?[^，。；]{0,24}(?:以下|如下)[^，。；]{0,12}$"
    r"|^(?:还要|还将|还准备|准备|打算|接下来|下面)(?:要|将)?(?:怎么|如何)?[做办](?:什么|哪些)?(?:工作|事)?$"
    r"|^[^，。；]{0,10}(?:下一?步|下一?阶段|今后)(?:的)?(?:重点)?(?:工作)?(?:打算|计划|安排|考虑|思路|措施|举措|重点|方向|建议|部署|目标)?$"
)
# One of these characters stands in each of them: most headings are not asked more.
FUTURE_SIGN = re.compile("[下后未算想向虑划改还备]")
LACKING = re.compile("存在|困难|不足")
MEASURES = re.compile("(?:工作|主要|具体|有关|整改|改进|解决)?(?:措施|举措|对策)")
# 下一步措施, 下一阶段工作安排： on a line of their own; 下一步打算：新建3处。 before its text.
UNNUMBERED_FUTURE = re.compile(
    r"(?:下一?步|下一?阶段|今后)的?(?:重点|主要)?(?:工作)?(?:的)?(?:打算|计划|安排|考虑|思路|措施|举措|重点|方向|部署|目标)?[：。]?"
)
# 下一步：我局将新建3处。 : a lead word, part of its sentence.
LEAD_WORD = re.compile(r"(?:下一?步|下一?阶段|今后)：")
# 【办理情况】 folded, 有关说明： : a heading that ends the part before it.
BRACKETED = re.compile(r"〔([\u3400-\u9fff、]{2,16})〕：?")
OTHER = re.compile(r"((?:有关|其他|相关|补充|几点|特别)(?:情况|问题|事项)?的?(?:说明|情况|事项|问题))[：。]?")
# What those three begin with: most paragraphs without a mark do not.
UNMARKED_BEGINS = "下今〔有其相补几特"
# 一、老城区现有果皮箱1460个，平均… : a sentence, not a heading.
SENTENCE = re.compile(r"\d|我[局部委厅县市区镇乡公院们]|[您你]|已|了|现有|目前|答复为|[：？！；]")
# 3.关于优化现有房源。 is a topic for all its 现有.
TOPIC = re.compile(r"关于(?:(?![您你我已了])[^，：？！；]){2,38}")
# …。（二）完善站点。 : the next heading inside a line that begins with （一） or holds it behind a heading.
NEXT_INSIDE = re.compile(r"（(?<=[。；：].)[一二三四五六七八九十]{1,3}）")
# 三、今后发展思路。1.扩面提质。…2.延伸链条。 : both, behind a heading about what comes next.
UNDER_FUTURE = re.compile(rf"(?<=[。；：])(?:{MARKS[1].pattern}|{MARKS[3].pattern})")
# 1.新建3处。2.完善机制。 : the next item inside a line that begins with one; by the level of its mark.
# What stands before it is asked behind its first character, which the engine finds by itself.
NEXT_ITEM = {
    3: re.compile(rf"\d(?<=[。；].)\d?{POINT}"),
    4: re.compile(r"（(?<=[。；].)\d{1,2}）"),
    5: re.compile(r"[①-⑳](?<=[。；].)"),
}
HEADING_END = re.compile(r"[。：！？\n]")
RUN_IN = re.compile(r" ?([^，。；：]{2,40})[。：]")
LONGEST_HEADING = 60
LONGEST_RUN_IN = 40
Mark = tuple[int, Span]
"""The level of a mark, and where it stands."""


class Block(NamedTuple):
    """One paragraph. `level` is None without a mark; `heading` are its words without mark and stop."""

    level: int | None
    number: Span | None
    heading: Span | None
    rest: Span

    def is_future(self, folded: str) -> bool:
        """Say whether the heading opens a part about what comes next."""
        return self.heading is not None and is_future_heading(self.heading.of(folded))


def are_future(folded: str, blocks: list[Block]) -> list[bool]:
    """Say of each block whether its heading opens a part about what comes next, as 三、工作措施 does behind 二、存在问题."""
    found = []
    lacking = False
    for block in blocks:
        if block.heading is None:
            found.append(False)
            continue
        words = block.heading.of(folded)
        future = is_future_heading(words)
        if block.level == 0:
            future = future or (lacking and MEASURES.fullmatch(words) is not None)
            lacking = LACKING.search(words) is not None
        found.append(future)
    return found


def is_future_heading(words: str) -> bool:
    """Say whether a folded heading opens a part about what comes next."""
    return FUTURE_SIGN.search(words) is not None and FUTURE.match(words) is not None


def is_future_title(words: str) -> bool:
    """Say whether folded words are the title of a part about what comes next: 二是下一步打算。…"""
    return UNNUMBERED_FUTURE.fullmatch(words) is not None


def find_blocks(page: Page, frame: Frame) -> list[Block]:
    """Return the paragraphs of the body, in order."""
    folded, start = page.folded, frame.body.start
    lines: list[Span] = []
    marks: list[Mark | None] = []
    inside = slice(frame.opening, frame.end)
    for (first, last), words in zip(page.lines[inside], page.words[inside], strict=True):
        if last <= start:
            continue
        first = max(first, start)
        mark = _mark(folded, first, last)
        cuts = _cuts(folded, Span(first, last), mark) if _may_be_cut(words, mark) else ()
        for begins, ends in pairwise([first, *cuts, last]):
            part = _trim(folded, begins, ends, " \n。")
            lines.append(part)
            marks.append(mark if part[0] == first else _mark(folded, *part))
    open_below = [*(mark is None for mark in marks[1:]), False]
    blocks = [
        new(Block, (None, None, None, line))
        if mark is None and folded[line[0] : line[0] + 1] not in UNMARKED_BEGINS
        else _block(folded, line, mark, opens)
        for line, mark, opens in zip(lines, marks, open_below, strict=False)
    ]
    headed = [index for index, block in enumerate(blocks) if index and block.heading is not None]
    for index in [index for index in headed if _ends_list(folded, blocks[index - 1], blocks[index])]:
        level, number, heading, _ = blocks[index]
        blocks[index] = new(Block, (level, number, None, heading))
    return blocks


def _ends_list(folded: str, before: Block, block: Block) -> bool:
    """Say whether a line is the last of a list, 1.…； 2.…； 3.…。: what stands in it is no heading."""
    if block.level is None or before.level != block.level or block.rest.start < block.rest.end:
        return False
    return folded.endswith("；", before.rest.start, before.rest.end)


def _may_be_cut(words: str, mark: Mark | None) -> bool:
    """Say whether a line holds what stands before or in a further mark; most headings hold none."""
    return "（" in words if mark is None else "。" in words or "；" in words or "：" in words


def _cuts(folded: str, line: Span, mark: Mark | None) -> list[int]:
    """Return where each further （二） or 2. begins in a line that holds several headings or items, one behind the other."""
    following = NEXT_ITEM.get(mark[0], NEXT_INSIDE) if mark else NEXT_INSIDE
    if mark and following is NEXT_INSIDE and _opens_future(folded, mark[1].end, line.end):
        following = UNDER_FUTURE
    return [found.start() for found in following.finditer(folded, line.start, line.end) if found.start() > line.start]


def _opens_future(folded: str, start: int, end: int) -> bool:
    words = RUN_IN.match(folded, start, end)
    return words is not None and is_future_heading(words[1])


def _block(folded: str, line: Span, marked: Mark | None, open_below: bool) -> Block:
    if marked is None:
        for pattern in (BRACKETED, OTHER):
            if words := pattern.fullmatch(folded, line.start, line.end):
                return Block(-1, None, Span(*words.span(1)), Span(line.end, line.end))
        future = UNNUMBERED_FUTURE.match(folded, line.start, line.end)
        if future and (future.end() == line.end or (future[0].endswith("：") and not LEAD_WORD.fullmatch(future[0]))):
            rest = _trim(folded, future.end(), line.end, " \n")
            return Block(-1, None, _trim(folded, *future.span()), rest)
        return Block(None, None, None, line)
    level, number = marked
    if level == ORDINAL:
        return _ordinal(folded, line, number)
    text = _trim(folded, number.end, line.end, " \n：")
    heading, rest = _heading(folded, text, open_below, level == BRACKETED_NUMERAL)
    if rest.start < rest.end and rest.end != line.end:
        rest = Span(rest.start, line.end)  # the ： behind a lead-in stays: it opens a list
    return new(Block, (level, number, heading, rest))


def _ordinal(folded: str, line: Span, number: Span) -> Block:
    """Return 第一，…: an item, whose mark `units` takes off; 第一，关于和顺家园的问题。该小区… has a heading of its own."""
    if folded.startswith("关于", number.end):
        heading, rest = _heading(folded, Span(number.end, line.end), False)
        if heading is not None and rest.start < rest.end:
            return Block(ORDINAL, number, heading, rest)
    return Block(ORDINAL, number, None, line)


def _mark(folded: str, start: int, end: int) -> Mark | None:
    found = MARK.match(folded, start, end)
    return (found.lastindex - 1, new(Span, found.span())) if found else None


def _heading(folded: str, text: Span, open_below: bool, may_pair: bool = False) -> tuple[Span | None, Span]:
    """Split what stands behind a mark into heading and text: run-in up to 。, or the whole line.

    A line that is one sentence to its stop is a heading only where text without a mark stands below it.
    """
    nothing = new(Span, (text.end, text.end))
    line = text.of(folded)
    stop = HEADING_END.search(line[: LONGEST_HEADING + 1])
    if stop is None:
        whole = 0 < len(line) <= LONGEST_HEADING and not line.endswith(("；", "，"))
        return (_trim(folded, *text), nothing) if whole else (None, text)
    words = line[: stop.start()]
    heading = _trim(folded, text.start, text.start + stop.start())
    if heading.start == heading.end:
        return None, text
    if is_future_heading(words.strip()):
        return heading, _trim(folded, text.start + stop.end(), text.end, " \n")
    if stop[0] != "。" or (SENTENCE.search(words) and not TOPIC.fullmatch(words)):
        return None, text
    rest = _trim(folded, text.start + stop.end(), text.end, " \n")
    if "，" in words and rest.start < rest.end and not (_is_balanced(words) or may_pair and PAIRED.fullmatch(words)):
        return None, text  # 二、首末站长期借用空地，车辆无处充电。…: the answer's first sentence
    if rest.start == rest.end:
        return (heading, nothing) if open_below and len(words) <= LONGEST_RUN_IN else (None, text)
    return (heading, rest) if len(words) <= LONGEST_RUN_IN else (None, text)


def _is_balanced(words: str) -> bool:
    """Say whether the parts of a heading are as long as each other: 摸清底数，分类处置."""
    parts = words.split("，")
    return 3 <= len(parts[0]) <= 8 and all(len(part) == len(parts[0]) for part in parts)


def _trim(folded: str, start: int, end: int, edge: str = " \n。：；") -> Span:
    while start < end and folded[start] in " \n":
        start += 1
    while end > start and folded[end - 1] in edge:
        end -= 1
    return new(Span, (start, end))
