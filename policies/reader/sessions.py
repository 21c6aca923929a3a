"""The session that a title or an opening names: body, place, 届 and 次."""

import re
from typing import NamedTuple

from .dates import NUMERAL, number
from .shapes import Body

COUNT = rf"[{NUMERAL}\d]{{1,4}}"
CPPCC = "政协|政治协商会议|协商会议"
NPC = "人大|人民代表大会"
PLACE = r"(?:[\u3400-\u9fff]{0,10}?(?:自治[区州县旗]|[省市县区州盟旗镇乡師师]))"
# 第十四届全国委员会第二次会议, 十七届人大三次会议, 五届四次, 第12届青原县委员会第3次.
TERM = re.compile(rf"第? ?({COUNT}) ?届(?P<between>[^，。；：届次]{{0,24}}?)第? ?({COUNT}) ?次")
TERM_ONLY = re.compile(rf"第? ?({COUNT}) ?届(?P<between>(?:全国)?(?:{CPPCC}|{NPC}|委员会)?)()")
# 县人大三次会议: which term is not said.
MEETING_ONLY = re.compile(rf"(?:{CPPCC}|{NPC})第? ?({COUNT}) ?次会议")
# 关于对市政协…, 您在县第十七届…, 河湾镇对县政协…, 2031年…, 中国人民…: the place begins behind such a character.
BEFORE_PLACE = re.compile(r"[对在于就为理您们提出的、，。“《（）》” ：年民](?:(?<![年民])|(?<=\d{4}年)|(?<=中国人民))")
BODY = re.compile(f"{CPPCC}|{NPC}")
PLACE_AT_END = re.compile(rf"({PLACE})$")
PLACE_BETWEEN = re.compile(rf"({PLACE})(?:委员会|政协|人大|人民代表大会)")
# 对县人大代表第07048号…: a place without a session (docs/reading.md, ruling 28).
PLACE_OF_MEMBER = re.compile(rf"({PLACE})(?:政协委员|人大代表|政协|人大|人代会)")
BODY_AT_END = re.compile(rf"(?:{CPPCC}|{NPC}|会议|[第 ])$")
LOOK_BACK = 30
LONGEST_COUNT = len("第 一百一十 ")


class Session(NamedTuple):
    """What is said of the body that met; `place` is (start, end) in the words searched, None for the nation."""

    body: Body | None
    place: tuple[int, int] | None
    term: int | None
    session: int | None
    end: int


def find_session(words: str) -> Session | None:
    """Return the first session that folded words name, with its place."""
    first = words.find("届")
    if first < 0:
        return _without_term(words)
    first = max(0, first - LONGEST_COUNT)
    found = TERM.search(words, first) or TERM_ONLY.search(words, first)
    if not found:
        return None
    start = max(0, found.start() - LOOK_BACK)
    before, between = words[start : found.start()], found["between"]
    after = words[found.end() : found.end() + 12]
    body = _body(between) or _body(before[-18:]) or _body(after)
    place = None
    if "全国" not in between and "全国" not in before[-14:]:
        place = _place_before(before, start)
        if place is None and (inside := PLACE_BETWEEN.search(between)):
            offset = found.start("between")
            place = (offset + inside.start(1), offset + inside.end(1))
    return Session(body, place, number(found[1]), number(found[3]) if found[3] else None, found.end())


def _without_term(words: str) -> Session | None:
    found = MEETING_ONLY.search(words) if "次会议" in words else None
    if not found:
        return None
    start = max(0, found.start() - LOOK_BACK)
    place = _place_before(words[start : found.start()], start)
    return Session(_body(found[0]), place, None, number(found[1]), found.end())


def find_member_place(words: str) -> tuple[int, int] | None:
    """Return where folded words name the place of a body without its session."""
    found = PLACE_OF_MEMBER.search(words[:400])
    if not found or found[1].startswith("全国"):
        return None
    return _place_before(words[: found.end(1)][-LOOK_BACK:], max(0, found.end(1) - LOOK_BACK))


def _place_before(before: str, offset: int) -> tuple[int, int] | None:
    end = len(before)
    while body := BODY_AT_END.search(before[:end]):
        end = body.start()
    begin = 0
    for cut in BEFORE_PLACE.finditer(before, 0, end):
        begin = cut.end()
    for body in BODY.finditer(before, begin, end):
        begin = body.end()
    found = PLACE_AT_END.match(before, begin, end) if begin < end else None
    return (offset + found.start(1), offset + found.end(1)) if found and len(found[1]) <= 10 else None


def _body(words: str) -> Body | None:
    """Return the body that words name last."""
    named = BODY.findall(words)
    if not named:
        return None
    return Body.CPPCC if named[-1] in CPPCC else Body.NPC
