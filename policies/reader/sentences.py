"""A stretch of text -> its sentences and list items, as spans (docs/reading.md, rulings 2, 5 and 7)."""

import re
from enum import StrEnum
from typing import NamedTuple

from .alternatives import each
from .joining import POINT
from .shapes import Span, new

EDGE = " \n。！？；;，、"
# All up to a stop, from the first word on. The stops inside of a quotation end no sentence of the letter's own, if it
# is closed not far from there.
TO_STOP = re.compile(rf"(?=[^{EDGE}])(?:[^。！？\n“]++|“[^”\n]{{0,149}}+”|“)++")
# Where no quotation holds a stop and 。 is the only one, which is most often so, the text is split at it.
STOP_IN_QUOTES = re.compile(r"“[^”。！？\n]{0,149}+[。！？\n]")

# 一是…；二是…  一要…；二要…  ①…；②…  （1）…；（2）…  1.…；2.…  第一，…；第二，…
# Behind a stop or a comma only, or at the very start: 主要任务之一是 is no item. That is asked behind the first
# character, which the engine finds by itself.
MARKS = (
    re.compile(
        r"([一二三四五六七八九十](?<![^：；。，、！\n ].)[一二三四五六七八九十]?)(?:是(?!否)|要(?![求点素么闻件务领害]))[：，]?"
    ),
    re.compile(r"([①-⑳])"),
    re.compile(r"（(?<![^：；。，\n ].)([0-9]{1,2})）"),
    re.compile(rf"([0-9](?<![^：；。\n ].)[0-9]?){POINT}"),
    re.compile(r"第(?<![^：；。\n ].)([一二三四五六七八九十])[，、：]"),
)
FIRST = ("一", "①", "1")
# 下一步，我局一是编制规划；二是…: behind the actor, where the second shows that it is a list. Not 统一是…, 唯一是….
WITHIN = re.compile(r"(?<![统唯之第同单专划归])(一)是(?![否])(?=[^。！？\n]{2,200}?；二是)")
# A paragraph holds a list if it begins with a mark, or where a first mark stands in it: in most neither is so, and they
# are not asked for each kind. The engine finds a single character by itself.
MARK_CHARACTERS = "一二三四五六七八九十（0123456789第①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MARK_BEGINS = re.compile(rf"[{MARK_CHARACTERS}](?:(?=.{{0,2}}[是要）.．、，：])|(?<=[①-⑳]))")
FIRST_WORD = re.compile("一(?:[是要]|(?<=第一)[，、：])")
FIRST_DIGIT = re.compile(r"1(?:(?<![^：；。\n ].)[.．、]|(?<=（1)）)")

# 三是建立长效管护机制。成立…: the title of an item, short and without comma, count or document.
SHORT_TITLE = re.compile(r"[^，、：；《》\d“”]{2,16}")
# 重点做好以下工作：  从三个方面推进。  采取如下措施  Not 500万元以下的业务免收反担保.
LEAD_IN = re.compile(
    each("以下", r"(?<![元人岁户级米吨亩度\d]以下)[^，。；]{0,16}$")
    + "|"
    + each("如下|下列", r"[^，。；]{0,16}$")
    + "|"
    + each(
        "做好|抓好|开展|推进|落实|采取|从|着重|突出",
        r"[^，。；]{0,8}[两三四五六七八几]个?(?:方面|项|点)[^，。；]{0,10}$",
    )
    + "|"
    + each("盯住|抓住|安排|着力抓|重点抓|做好|抓好", r"[^，。；]{0,4}[两三四五六七八几]件事$")
)
# What no lead-in is without: most paragraphs hold none, and their sentences are not asked.
OPENS = re.compile("：|:|以下|如下|下列|" + each("两|三|四|五|六|七|八|几", "[个方项点件]"))


class Kind(StrEnum):
    """What a unit of text is."""

    __hash__ = str.__hash__

    SENTENCE = "sentence"
    ITEM = "item"
    """A sentence of a list item, without the item's mark."""
    TITLE = "title"
    """The title of a list item, or a lead-in that only opens the list."""


SENTENCE, ITEM, TITLE = Kind


class Unit(NamedTuple):
    """A sentence without its stop."""

    span: Span
    kind: Kind


def sentences(folded: str, span: Span) -> list[Span]:
    """Split a span of folded text at 。！？ and line ends, outside of quotes; ； does not end a sentence."""
    return _split(span.of(folded), span.start)


def _split(text: str, start: int) -> list[Span]:
    """Split what stands at `start` into its sentences."""
    if "！" in text or "？" in text or "\n" in text or ("“" in text and STOP_IN_QUOTES.search(text)):
        return [
            new(Span, (first := start + found.start(), first + len(found[0].rstrip(EDGE))))
            for found in TO_STOP.finditer(text)
        ]
    found = []
    for words in text.split("。"):
        end = start + len(words)
        if bare := words.lstrip(EDGE):
            first = end - len(bare)
            found.append(new(Span, (first, first + len(bare.rstrip(EDGE)))))
        start = end + 1
    return found


def units(folded: str, span: Span) -> list[Unit]:
    """Split a span into sentences and list items; an item's mark and what only opens the list are left out.

    A lead word before the first mark (下一步，一是…) is dropped with the lead-in.
    """
    text = span.of(folded)
    marks = _list_marks(folded, span) if may_hold_list(text) else []
    if not marks:
        found = _split(text, span.start)
        if not OPENS.search(text):
            return [new(Unit, (s, SENTENCE)) for s in found]
        return [new(Unit, (s, TITLE if is_lead_in(s.of(folded)) else SENTENCE)) for s in found]
    listed = _lead(folded, Span(span.start, marks[0].start))
    ends = [mark.start for mark in marks[1:]]
    for mark, end in zip(marks, [*ends, span.end], strict=True):
        item = _split(folded[mark.end : end], mark.end)
        titled = len(item) > 1 and SHORT_TITLE.fullmatch(item[0].of(folded)) is not None
        leads = len(item) > 1 and end < span.end and _opens_again(folded, item[-1].end, end)
        listed += [
            new(Unit, (s, TITLE if titled and n == 0 or leads and n == len(item) - 1 else ITEM))
            for n, s in enumerate(item)
        ]
    return listed


def _opens_again(folded: str, end: int, mark: int) -> bool:
    """Say whether words that end at `end` only open another list, of which `mark` is the first: …。下一步，一是…"""
    return folded[mark] in FIRST and folded[end:mark].strip() in ("，", "：", "")


def may_hold_list(text: str) -> bool:
    """Say whether folded text begins with what may be a mark, or holds what may be the first mark of a list."""
    if (text[:1] in MARK_CHARACTERS and MARK_BEGINS.match(text)) or FIRST_WORD.search(text) or "①" in text:
        return True
    return "1" in text and FIRST_DIGIT.search(text) is not None


def is_lead_in(sentence: str) -> bool:
    """Say whether folded words only open a list: 下一步，我局将重点做好以下工作."""
    if sentence.endswith(("：", ":")):
        return True
    last = sentence[sentence.rfind("，") + 1 :]
    return LEAD_IN.search(last[-60:]) is not None


def _lead(folded: str, span: Span) -> list[Unit]:
    lead = sentences(folded, span)
    ends_open = folded[span.start : span.end].rstrip()[-1:] not in ("。", "！", "？", "")
    found = []
    for index, sentence in enumerate(lead):
        opens = index == len(lead) - 1 and (ends_open or is_lead_in(sentence.of(folded)))
        found.append(Unit(sentence, TITLE if opens else SENTENCE))
    return found


def _list_marks(folded: str, span: Span) -> list[Span]:
    """Return the marks of the list that begins first in a span: its first mark is 一是, ①, （1） or 1.

    A paragraph that begins with a mark, whichever, is an item of a list over several paragraphs.
    """
    best: list[Span] = []
    for pattern in MARKS:
        found = list(pattern.finditer(folded, span.start, span.end))
        opens = bool(found) and found[0].start() == span.start
        if found and found[0][1] == "二" and not opens and (first := WITHIN.search(folded, span.start, found[0].end())):
            found.insert(0, first)
        while found and not opens and found[0][1] not in FIRST:
            found.pop(0)
        if (opens or len(found) > 1) and (not best or found[0].start() < best[0].start):
            best = [new(Span, mark.span()) for mark in found]
    return best
