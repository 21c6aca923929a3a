"""Who is answered: names, groups or a unit, and how many (docs/reading.md, rulings 22 to 24)."""

import re

from .dates import number
from .page import Page
from .shapes import Found, Span

NAME = r"[\u3400-\u9fffXx×*＊某·•]"
GREETING = r"(?:，? ?(?:[您你]们?|大家)好)?"
# 赵某委员：  钱某、孙某代表  李某等6名代表：  周某（等10位）代表：  尊敬的王某委员，您好！  钱某代表（等10位）：  赵某同志：
# Not 关于阿某代表建议的回复 (a title), nor 首席代表机构….
MEMBERS = re.compile(
    rf"(?:[您你]们?好，)?(?:尊敬的)?(?P<names>{NAME}[\u3400-\u9fffXx×*＊·•、， 和及并与（）\d]{{0,250}}?)"
    r"(?P<count>（?等 ?(?P<number>[\d一二三四五六七八九十两]{0,3}) ?[名位个]?）?)?"
    r"(?:(?:政协)?(?:委员|代表)(?:（(?:等 ?(?P<behind>[\d一二三四五六七八九十两]{1,3}) ?[名位人]|[^（）]{1,8})）)?(?:们|同志)?|同志|代(?=：))"
    rf"(?:等 ?(?P<others>[\d一二三四五六七八九十两]{{1,3}}) ?[名位人]?)?{GREETING} ?(?:[：！，]|$)"
)
# 政协委员 赵某： the rank before the name.
RANK_FIRST = re.compile(r"(?:尊敬的)?(?:[省市县区州]?)(?:政协委员|人大代表) ?(?P<names>[\u3400-\u9fff·、 ]{2,60})：$")
# 民盟中央：  青禾乡政协联络组：  市民政局：
GROUP = re.compile(
    r"(?:尊敬的)?(?P<names>[\u3400-\u9fff（）、 ]{1,60}?"
    r"(?:中央|[局厅委部会组办室院署司党社盟处]|政府|公司|中心|支部|总支|界|界别|代表团|工商联|街道|(?<=[省市县区州])(?:民[建进盟革]|九三|农工党?|致公党?)|[省市县区州旗镇乡]委?))：$"
)
# 委员/代表 behind one name of several: 赵某委员、钱某委员.
RANK = re.compile(r"(?:政协)?(?:委员|代表)(?:们|同志)?$")
BETWEEN = re.compile(r" *[、，][、， ]*(?:并(?=[^、， ]{2}))?| +|[和及并与] *")
BETWEEN_GROUPS = re.compile(r"[、 ]+")
# The names of one list, 市政协提案委员会 among them: two to four characters each; longer ones hold 和 or 并 only between two.
NOT_NAMES = re.compile(r"关于|建议|提案(?!委)|议案|答复|会议|提出|联系|领衔|提出人|来源|经办|我[局部委厅]")
# 曾和平, 及春生, 县发展和改革局: 和 and 及 may belong to a name.
JOINED_BY_WORD = re.compile(r"[和及并与]")
# 赵某等11名代表、钱某代表: how many a name before the last stands for.
WITH_OTHERS = re.compile(r"等 ?([\d一二三四五六七八九十两]{1,3}) ?[名位](?:委员|代表)?(?=、|，|$)")
UNIT_ENDS = ("局", "委", "厅", "办", "部")


def is_addressee(line: str) -> bool:
    """Say whether a folded line names the members who are answered, or a group or unit and no more."""
    if line.startswith("关于"):  # a title; its words are among those that no names are
        return False
    if "委员" in line or "代表" in line or "同志" in line:
        found = MEMBERS.match(line)
        if found and not NOT_NAMES.search(found[0]):
            return True
    if not line.endswith("："):
        return False
    group = GROUP.match(line) or RANK_FIRST.match(line)
    return bool(group) and not NOT_NAMES.search(line) and len(line) > 3


def find_addressees(page: Page, index: int | None) -> tuple[tuple[Found[str], ...], int]:
    """Return the addressees named in line `index`, and how many the letter says they are.

    `index` is None where the site took the addressee off: nobody and 0 then.
    """
    if index is None:
        return (), 0
    line, start = page.words[index][:400], page.lines[index].start
    found = MEMBERS.match(line)
    if found and not NOT_NAMES.search(found[0]):
        names = _names(page, start + found.start("names"), found["names"])
        if found[0].endswith("，") and (group := GROUP.fullmatch(line, found.end())):  # …委员，农工党清砚市委会：
            names += _groups(page, start, group)
        said = number(found["number"] or found["behind"] or found["others"] or "") or 0
        others = sum(number(each) or 1 for each in WITH_OTHERS.findall(found["names"])) if "等" in found["names"] else 0
        return names, max(said, len(names), others + len(names) - 1 if others else 0)
    group = RANK_FIRST.match(line) or GROUP.match(line)
    if not group:
        return (), 0
    names = _groups(page, start, group)
    return names, len(names)


def _names(page: Page, start: int, words: str) -> tuple[Found[str], ...]:
    return _split(page, start, words.rstrip("（"), BETWEEN)


def _groups(page: Page, start: int, found: re.Match[str]) -> tuple[Found[str], ...]:
    return _split(page, start + found.start("names"), found["names"], BETWEEN_GROUPS)


def _split(page: Page, start: int, words: str, between: re.Pattern[str]) -> tuple[Found[str], ...]:
    pieces: list[Found[str]] = []
    position = 0
    for stop in [*between.finditer(words), None]:
        end = stop.start() if stop else len(words)
        if stop and JOINED_BY_WORD.fullmatch(stop[0]) and not _is_joint(words, position, stop):
            continue
        if stop and stop[0].isspace() and _is_spaced(words, position, stop):
            continue
        name = words[position:end]
        if "委员" in name or "代表" in name:
            name = RANK.sub("", name)
            name = WITH_OTHERS.sub("", name) if "等" in name else name
        if name and name not in ("各位", "诸位"):
            span = Span(start + position, start + position + len(name))
            pieces.append(Found(span.of(page.text).replace(" ", ""), span))
        position = stop.end() if stop else end
    return tuple(pieces)


def _is_spaced(words: str, position: int, stop: re.Match[str]) -> bool:
    """Say whether a space stands inside a name of two characters, set wide: 关 山委员."""
    following = re.match(r"[^、， 和及并与]*", RANK.sub("", words[stop.end() :]))
    return stop.start() - position == 1 and following is not None and len(following[0]) == 1


def _is_joint(words: str, position: int, stop: re.Match[str]) -> bool:
    """Say whether 和, 及 or 并 stands between two names, each of two characters at least; a unit's are one."""
    following = re.match(r"[^、， 和及并与]*", words[stop.end() :])
    if stop.start() - position < 2 or following is None or len(following[0]) < 2:
        return False
    return not following[0].endswith(UNIT_ENDS) or words[: stop.start()].endswith(UNIT_ENDS)
