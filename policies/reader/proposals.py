"""What the letter answers (docs/reading.md, "A proposal" and rulings 20a, 25 to 28)."""

import re
from typing import NamedTuple

from .fold import fold
from .frame import Frame
from .page import Page
from .sessions import Session, find_member_place, find_session
from .shapes import Body, Found, Proposal

SERIAL = r"(?:[A-Z]{1,4}\d{1,8}|\d{1,4}(?:-\d{1,4}){1,2}|\d{1,10})"
SERIALS = re.compile(SERIAL)
CLASS_BEFORE = re.compile(".{0,4}类")
# 第04847号, 第DH0271号, 31号议案, 第0123、0456号, 第2026-15号. Not （商贸监管类178号） nor 〔2031〕12号.
# What it begins with is asked first, which is soon answered.
NUMBERS = re.compile(
    rf"(?=[第 A-Z\d])(?<![〔〕\d类A-Z年])第? ?(?P<all>{SERIAL}(?: ?[、和，] ?第?{SERIAL}){{0,9}}) ?号(?!文|楼|院|线|公路|令)"
)
# 会议岭36号, 提出的丽22号建议, 会议澜西4号: the prefix of a prefecture. 第来信号 has no number.
PREFIXED = re.compile(
    r"(?:会议|次|的|第|建议|提案)(?P<all>(?:(?![第类案函字年月日的会议次建提])[\u3400-\u9fff]){1,2}\d{1,4}) ?号"
)
# 第一百零六号建议: kept as written. Not 第一号公告.
SPELLED_NUMBER = re.compile(r"第(?P<all>[一二三四五六七八九十百零〇○]{1,7})号(?=建议|提案|议案|代表|（|《)")
# 第205建议的答复: the 号 was lost.
BARE_NUMBER = re.compile(r"第(?P<all>\d{1,6})(?=建议|提案|议案)")
# （商贸监管类178号）, (资源环境类 021号), （农林水电类）, （城乡建设类065号、071号）, （第105号，社会法制类）. Not (B类) nor （甲类）.
CATEGORY = re.compile(
    r"[（，] ?([\u3400-\u9fff、]{2,12}类) ?(?:第?(?P<numbers>\d{1,4} ?号?(?:[、和，] ?第?\d{1,4} ?号?){0,9}))? ?）"
)
IN_CLASS = re.compile(r"\d+")

ASK = r"(?:建议|提案|议案|意见|原案|建议案|议)"
# Not 不符合《殡葬管理条例》的要求.
BOOK = re.compile(r"《([^《》]{2,120}(?<!条例)(?<!办法)(?<!规定)(?<!规划)(?<!纲要)(?<!细则))》")
# 一、办理情况 接到王某代表提出的《关于…的建议》后，…: the title in the first paragraphs of the answer.
BOOK_ASK = re.compile(rf"提出的?《([^《》]{{2,120}}{ASK})》")
FIRST_PARAGRAPHS = 300
# 关于“加快…的建议”: the quotes are dropped, 关于 kept. “关于…的提案”: what stands inside. 关于“…”的建议: the quotes too.
ABOUT_QUOTED = re.compile(rf"关于“([^“”]{{2,100}}?的{ASK})”")
ASK_BEHIND = re.compile(rf"关于“([^“”]{{2,100}})”(的{ASK})")
# “关于治理医院周边“停车难”的建议”: quotes inside of quotes.
QUOTED = re.compile(r"“(关于[^“”]{2,100}(?:“[^“”]{1,40}”[^“”]{2,60}){0,3})”")
QUOTED_ASK = re.compile(rf"“([^“”]{{2,100}}?的{ASK})”")
# 您提出的关于改善山区通信信号的建议收悉
PLAIN = re.compile(
    rf"(关于(?!对(?:[省市县区旗州镇乡]|政协|十|第|全国|提案|建议)|县|市|区|省|政协|人大|代表)(?:[^，。；：《》“”届]|“[^“”]{{1,20}}”){{2,80}}?(?:[，、][^，。；：《》“”届]{{2,60}}?){{0,3}}的{ASK})"
)
# 答复办理情况的意见 and the letter's own name are no title of a proposal.
OWN_NAME = re.compile(r"答复|办理(?:情况|结果|意见|工作)|会议|代表$")


class Source(NamedTuple):
    """Words that name the proposal: the title or the opening, as written and folded."""

    words: str
    folded: str


def find_proposals(page: Page, frame: Frame, title: Found[str] | None) -> tuple[Proposal, ...]:
    """Return one proposal for each number named, one without a number where there is none.

    The title is asked first, then the opening. Nothing at all in both gives an empty tuple.
    """
    opening = _opening(page, frame)
    heading = Source(title.value, fold(title.value)) if title else Source("", "")
    sources = (heading, opening)
    session, place = _session(sources)
    if not any(ABOUT.search(source.folded) for source in sources):
        return ()
    body = (session.body if session else None) or _body(sources, page, frame)
    numbers = _numbers(heading, session is not None) or _numbers(opening, session is not None)
    titles = _titles(opening, numbers) if numbers else ()
    fallback = _one_title(opening, heading, page, frame)
    category, numbered = _category(sources)
    return tuple(
        Proposal(
            body=body,
            place=place,
            term=session.term if session else None,
            session=session.session if session else None,
            number=number,
            category=category,
            category_number=numbered[index] if len(numbered) > index > 0 else next(iter(numbered), None),
            title=titles[index] if index < len(titles) and titles[index] else fallback,
        )
        for index, number in enumerate(numbers or (None,))
    )


ABOUT = re.compile(r"提案|建议|议案|议事|原案|委员|代表|政协|人大")


def find_proposal_title(source: Source) -> str | None:
    """Return the proposal's title in a title or opening: 《…》, then quoted, then 关于…的建议."""
    if found := BOOK.search(source.folded):
        return source.words[found.start(1) : found.end(1)]
    if found := ABOUT_QUOTED.search(source.folded):
        return source.words[found.start() : found.start() + 2] + source.words[found.start(1) : found.end(1)]
    for pattern in (QUOTED, QUOTED_ASK, PLAIN):
        for found in pattern.finditer(source.folded):
            if not OWN_NAME.search(found[1]):
                return source.words[found.start(1) : found.end(1)]
    if found := ASK_BEHIND.search(source.folded):
        pieces = ((found.start(), found.start() + 2), found.span(1), found.span(2))
        return "".join(source.words[start:end] for start, end in pieces)
    return None


def _one_title(opening: Source, heading: Source, page: Page, frame: Frame) -> str | None:
    """Return the proposal's title: 《…》 of opening or title first, then their other words, then the first paragraphs."""
    for source in (opening, heading):
        if found := BOOK.search(source.folded):
            return source.words[found.start(1) : found.end(1)]
    if title := find_proposal_title(opening) or find_proposal_title(heading):
        return title
    found = BOOK_ASK.search(page.folded, frame.body.start, min(frame.body.end, frame.body.start + FIRST_PARAGRAPHS))
    return page.text[found.start(1) : found.end(1)] if found else None


def _category(sources: tuple[Source, ...]) -> tuple[str | None, list[str]]:
    """Return the class as written, and the numbers in it: of several proposals one of each."""
    for source in sources:
        if found := CATEGORY.search(source.folded):
            return source.words[found.start(1) : found.end(1)], IN_CLASS.findall(found["numbers"] or "")
    return None, []


def _opening(page: Page, frame: Frame) -> Source:
    """Return the first words of the letter, to the end of the opening formula."""
    if not page.lines:
        return Source("", "")
    start = page.lines[frame.opening if frame.addressee is None else frame.addressee].start
    end = max(frame.body.start, page.lines[frame.opening].start)
    if end - start < 30:
        end = page.lines[frame.opening].end
    end = min(end, start + 2000)
    return Source(page.text[start:end], page.folded[start:end])


def _session(sources: tuple[Source, ...]) -> tuple[Session | None, str | None]:
    for source in sources:
        if session := find_session(source.folded):
            place = session.place
            return session, source.words[place[0] : place[1]] if place else None
    for source in sources:
        if place := find_member_place(source.folded):
            return None, source.words[place[0] : place[1]]
    return None, None


def _body(sources: tuple[Source, ...], page: Page, frame: Frame) -> Body:
    words = " ".join(source.folded for source in sources)
    for cppcc, npc in (("政协", "人大|人民代表"), ("委员", "代表"), ("提案", "建议|议案|原案")):
        first = re.search(f"{cppcc}|{npc}", words)
        if first:
            return Body.CPPCC if first[0] == cppcc else Body.NPC
    return Body.NPC


def _numbers(source: Source, has_session: bool) -> tuple[str, ...]:
    found = PREFIXED.search(source.folded)
    if found:
        return (source.words[found.start("all") : found.end("all")],)
    numbers: list[str] = []
    has_class = "类" in source.folded
    in_class = CATEGORY.search(source.folded) if has_class else None
    for found in NUMBERS.finditer(source.folded):
        if in_class and in_class.start() < found.start() < in_class.end():
            continue
        if not (has_class and CLASS_BEFORE.match(source.folded, max(0, found.start() - 4), found.start())):
            numbers += SERIALS.findall(found["all"])
    if not numbers and (found := SPELLED_NUMBER.search(source.folded) or BARE_NUMBER.search(source.folded)):
        return (source.words[found.start("all") : found.end("all")],)
    return tuple(dict.fromkeys(numbers))


def _titles(source: Source, numbers: tuple[str, ...]) -> tuple[str | None, ...]:
    """Pair each number with the 《》 before or behind it, where the opening names several."""
    if len(numbers) < 2:
        return ()
    books = list(BOOK.finditer(source.folded))
    paired: list[str | None] = []
    for index, number in enumerate(numbers):
        place = source.folded.find(number)
        end = place + len(number)
        behind = [book for book in books if source.folded[end : book.start()].strip() == "号"]
        before = [book for book in books if book.end() <= place and place - book.end() < 8]
        beside = behind or before[-1:] or books[index : index + 1]
        book = beside[0] if beside else None
        paired.append(source.words[book.start(1) : book.end(1)] if book else None)
    return tuple(paired)
