"""The title of the letter: its lines joined, spaces removed (docs/reading.md, ruling 20)."""

import re
from typing import NamedTuple

from .dates import NUMERAL, find_day
from .frame import Frame
from .labels import find_labels
from .metadata import DOCUMENT_NUMBER, Metadata
from .outcome import ALONE
from .page import Page
from .shapes import Found, Span
from .units import is_unit_line

# …提案答复的函, …的答复（B）, …的会办意见, …答复摘要, 答 复 on a line of its own.
END = re.compile(
    r"(?:答复|复函|答复函|的函|回复|函复|会办意见|协办意见|协办件|办理意见|办理情况(?:的?报告)?|摘要|意见)(?:（[^（）]{1,60}）)?$"
)
ENDS = "复函见件告况要）"
"""The last characters of those."""
# A letter about 关于…: 关于…, 对…, 青原县水务局关于…, 2031年县水务局对…
# 青原县粮食局（物资局）关于…, 青原县水务局办理县十届人大一次会议第6号…  Not 第二次会议关于…: the middle of a title that a page broke.
START = re.compile(
    r"(?:关于|对|就)|(?![第（会次届])[\u3400-\u9fff\d]{2,40}?(?:（[^（）]{1,16}）)?(?:关于|对|办理(?=.{2,40}号))"
)
ABOUT = re.compile(r"提案|建议|议案|代表|委员|原案|意见|政协|人大")
# 首页 > 建议提案答复, 政府信息公开>建议答复: the way to the page. 您提出…答复 is running text.
NOT_TITLE = re.compile(r">|\||。|；|收悉|如下|当前位置|首页")
# 十届人大次会议, 第号建议: a numeral was dropped.
DAMAGED = re.compile(rf"届(?<![{NUMERAL}\d本换历应].)|次会议(?<![{NUMERAL}\d本此历]次会议)|第号|议\d{{0,4}}第号")
# 关于政协…第三次会议 ⏎⏎ 第05120号提案答复的函: a page set the halves of a title apart.
CUT_ABOVE = re.compile(r"(?:关于|对).{4,60}会议$")
CUT_BELOW = re.compile(r"第?[A-Z\d]{1,10}号")
# 首页 > 建议提案 > 详情 对市政协六届五次会议第88号提案的答复 来源：… : a title among the words of the page's head.
WAY = re.compile(r"首页|[当您][前的]位置|>")
PIECE = re.compile(r"[^ >]+")
MOST_LINES = 4
LONGEST = 200
LONGEST_WAY = 1_000


class Title(NamedTuple):
    """The title, None where there is none; `damaged` is one that was passed over."""

    found: Found[str] | None
    damaged: str = ""


def find_title(page: Page, frame: Frame, metadata: Metadata) -> Title:
    """Return the title nearest above the addressee that is whole, else that of the metadata."""
    head = frame.opening if frame.addressee is None else min(frame.addressee, frame.opening)
    damaged = None
    for last in range(head - 1, frame.first - 1, -1):
        if last in metadata.lines or not _ends_title(page.words[last]):
            continue
        first = _first_line(page, last, frame.first, metadata)
        span = Span(_behind_number(page, first), page.lines[last].end)
        words = "".join(span.of(page.folded).split())
        if not _is_title(words):
            continue
        found = Found("".join(span.of(page.text).split()), span)
        if DAMAGED.search(words):
            damaged = damaged or found
            continue
        return Title(found, damaged.value if damaged else "")
    if in_metadata := metadata.text("title"):
        return Title(in_metadata, damaged.value if damaged else "")
    if damaged is None and (piece := _on_the_way(page, frame.first, head)):
        return Title(piece)
    return Title(damaged, damaged.value if damaged else "")


def _behind_number(page: Page, index: int) -> int:
    """Return where a line begins, or goes on behind a document number: 榆政函〔2027〕18号 关于对…建议的答复."""
    line = page.lines[index]
    number = DOCUMENT_NUMBER.match(page.folded, line.start, line.end)
    return number.end() + 1 if number and page.folded.startswith(" ", number.end()) else line.start


def _is_title(words: str) -> bool:
    """Say whether folded words without spaces may be a title, from its first word on."""
    if len(words) > LONGEST or NOT_TITLE.search(words) or not START.match(words):
        return False
    return words.startswith("关于") or ABOUT.search(words) is not None


def _on_the_way(page: Page, first: int, head: int) -> Found[str] | None:
    """Look for a title, whole and with a session, among the words of the lines that show the way to the page."""
    for index in range(first, head):
        line = page.lines[index]
        if not WAY.search(page.words[index][:LONGEST_WAY]):
            continue
        for piece in PIECE.finditer(page.folded, line.start, min(line.end, line.start + LONGEST_WAY)):
            words = piece[0]
            if "届" in words and _ends_title(words) and _is_title(words) and not DAMAGED.search(words):
                span = Span(*piece.span())
                return Found(span.of(page.text), span)
    return None


def _ends_title(line: str) -> bool:
    return line[-1] in ENDS and len(line) <= LONGEST and END.search(line.replace(" ", "")) is not None


def _first_line(page: Page, last: int, floor: int, metadata: Metadata) -> int:
    """Go up from the last line of a title to its first; a unit's line above 关于… belongs to it."""
    first = last
    while last - first < MOST_LINES - 1 and first > floor:
        above = page.words[first - 1]
        apart = not page.adjoins(first) and not (CUT_ABOVE.match(above) and CUT_BELOW.match(page.words[first]))
        if apart or first - 1 in metadata.lines or _is_other(above):
            break
        words = "".join(page.folded[page.lines[first].start : page.lines[last].end].split())
        if START.match(words):
            if words.startswith(("关于", "对")) and is_unit_line(above):
                first -= 1
            break
        first -= 1
    return first


def _is_other(line: str) -> bool:
    """Say whether a line in a page's head is a number, a mark, a date, a label or a way, and no title."""
    if DOCUMENT_NUMBER.match(line) or ALONE.fullmatch(line) or find_labels(line):
        return True
    return bool(NOT_TITLE.search(line)) or (len(line) < 30 and find_day(line) is not None)
