"""A stretch of text -> its sentences and list items, as spans (docs/reading.md, rulings 2, 5 and 7)."""

import re
from dataclasses import dataclass
from enum import Enum

from .shapes import Span

STOP = re.compile(r"[。！？\n]")
QUOTES = re.compile(r"[“”]")
LONGEST_QUOTE = 150
EDGE = " \n。！？；;，、"

# 一是…；二是…  一要…；二要…  ①…；②…  （1）…；（2）…  1.…；2.…  第一，…；第二，…
# Behind a stop or a comma only: 主要任务之一是 is no item.
MARKS = (
    re.compile(
        r"(?:(?<=[：；。，、！\n ])|^)([一二三四五六七八九十]{1,2})(?:是(?!否)|要(?![求点素么闻件务领害]))[：，]?"
    ),
    re.compile(r"([①-⑳])"),
    re.compile(r"(?:(?<=[：；。，\n ])|^)（(\d{1,2})）"),
    re.compile(r"(?:(?<=[：；。\n ])|^)(\d{1,2})[.．、](?!\d(?!\d{3}年))"),
    re.compile(r"(?:(?<=[：；。\n ])|^)第([一二三四五六七八九十])[，、：]"),
)
FIRST = ("一", "①", "1")

# 三是建立长效管护机制。成立…: the title of an item, short and without comma, count or document.
TITLE = re.compile(r"[^，、：；《》\d“”]{2,16}")
# 重点做好以下工作：  从三个方面推进。  采取如下措施
LEAD_IN = re.compile(
    r"[：:]$|(?:以下|如下|下列)[^，。；]{0,16}$"
    r"|(?:做好|抓好|开展|推进|落实|采取|从|着重|突出)[^，。；]{0,8}[两三四五六七八几]个?(?:方面|项|点)[^，。；]{0,10}$"
)


class Kind(Enum):
    """What a unit of text is."""

    SENTENCE = "sentence"
    ITEM = "item"
    """A sentence of a list item, without the item's mark."""
    TITLE = "title"
    """The title of a list item, or a lead-in that only opens the list."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence without its stop."""

    span: Span
    kind: Kind


def sentences(folded: str, span: Span) -> list[Span]:
    """Split a span of folded text at 。！？ and line ends, outside of quotes; ； does not end a sentence."""
    found, start = [], span.start
    inside_until = span.start
    quotes = {m.start(): m[0] for m in QUOTES.finditer(folded, span.start, span.end)}
    opened = sorted(position for position, mark in quotes.items() if mark == "“")
    closed = [position for position, mark in quotes.items() if mark == "”"]
    ends = _closing_of(opened, closed)
    waiting = iter(opened)
    quote = next(waiting, None)
    for stop in STOP.finditer(folded, span.start, span.end):
        while quote is not None and quote < stop.start():
            inside_until = max(inside_until, ends.get(quote, quote))
            quote = next(waiting, None)
        if stop.start() < inside_until and stop[0] != "\n":
            continue
        _add(found, folded, start, stop.start())
        start = stop.end()
    _add(found, folded, start, span.end)
    return found


def units(folded: str, span: Span) -> list[Unit]:
    """Split a span into sentences and list items; an item's mark and what only opens the list are left out.

    A lead word before the first mark (下一步，一是…) is dropped with the lead-in.
    """
    marks = _list_marks(folded, span)
    if not marks:
        return [Unit(s, Kind.TITLE if is_lead_in(s.of(folded)) else Kind.SENTENCE) for s in sentences(folded, span)]
    found = _lead(folded, Span(span.start, marks[0].start))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        item = sentences(folded, Span(mark.end, following.start if following else span.end))
        titled = len(item) > 1 and TITLE.fullmatch(item[0].of(folded)) is not None
        found += [Unit(s, Kind.TITLE if titled and n == 0 else Kind.ITEM) for n, s in enumerate(item)]
    return found


def is_lead_in(sentence: str) -> bool:
    """Say whether folded words only open a list: 下一步，我局将重点做好以下工作."""
    return LEAD_IN.search(sentence[-60:]) is not None


def _lead(folded: str, span: Span) -> list[Unit]:
    lead = sentences(folded, span)
    ends_open = folded[span.start : span.end].rstrip()[-1:] not in ("。", "！", "？", "")
    found = []
    for index, sentence in enumerate(lead):
        opens = index == len(lead) - 1 and (ends_open or is_lead_in(sentence.of(folded)))
        found.append(Unit(sentence, Kind.TITLE if opens else Kind.SENTENCE))
    return found


def _list_marks(folded: str, span: Span) -> list[Span]:
    """Return the marks of the list that begins first in a span: its first mark is 一是, ①, （1） or 1.

    A paragraph that begins with a mark, whichever, is an item of a list over several paragraphs.
    """
    best: list[Span] = []
    for pattern in MARKS:
        found = list(pattern.finditer(folded, span.start, span.end))
        opens = bool(found) and found[0].start() == span.start
        while found and not opens and found[0][1] not in FIRST:
            found.pop(0)
        if (opens or len(found) > 1) and (not best or found[0].start() < best[0].start):
            best = [Span(*mark.span()) for mark in found]
    return best


def _closing_of(opened: list[int], closed: list[int]) -> dict[int, int]:
    """Pair each opening quote with the next closing one, if that is near."""
    ends, index = {}, 0
    for position in opened:
        while index < len(closed) and closed[index] < position:
            index += 1
        if index < len(closed) and closed[index] - position <= LONGEST_QUOTE:
            ends[position] = closed[index]
    return ends


def _add(found: list[Span], folded: str, start: int, end: int) -> None:
    while start < end and folded[start] in EDGE:
        start += 1
    while end > start and folded[end - 1] in EDGE:
        end -= 1
    if start < end:
        found.append(Span(start, end))
