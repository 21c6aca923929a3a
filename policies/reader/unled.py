"""Paragraphs that no heading and no lead word puts into the future: the sentence decides (rulings 7 and 7a)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from .deadlines import find_deadline, reckon
from .promises import begins_courtesy, is_action
from .sentences import Kind, Unit
from .shapes import Span, Strength
from .strength import find_strength
from .told import (
    ADVICE,
    DESCRIBES,
    DONE,
    FINISHED,
    HANDLES,
    HOPE,
    HOPED,
    INSIDE,
    INSTEAD,
    MANNERS,
    OWN_CLAUSE,
    PAST,
    PAST_YEAR,
    PRESENT,
    PROCEDURE,
    QUOTED,
    REFUSES,
    TOLD_HEADING,
    UNPLACED,
    without_ask,
)
from .will import ADVERB, DECIDES, GLIMPSE, INTENDS, OWN, PLANS, PUT, THEN, VERB, ahead, later, will

CLAUSE = re.compile(r"[^，；：]+")
LONGEST = 1000
"""Characters of a sentence that are looked at."""

# 已将该路段列入明年计划, 纳入2032年一事一议, 列入“十五五”规划: a plan for later, whatever stands before it.
PLACED = re.compile(
    r"(?:列入|纳入|编入|写入|放入|列为)[^，。；]{0,12}?(明年|后年|下一?年度?|20\d\d年|“十[四五六]五”)[^，。；]{0,20}(?:计划|规划|项目|预算|安排|盘子|任务|实事|议)"
)
# 年底前完成改造: bare, where the day is ahead of the letter.
DUE = re.compile(
    r"(?:前|底|内|季度|半年)(?:可|即可|便可|能够?|全面|全部|基本)?(?:完[成工]|建成|投入使用|投用|竣工|通车|开[工通]|到位|启动|供应)"
    r"|月份?(?:[上中下]旬)?(?:即?可|便可|能够?)(?:完[成工]|建成|投入使用|投用|竣工|通车|开[工通]|到位)"
)
# Nothing is promised without one of these words.
AHEAD = re.compile("|".join((GLIMPSE, "列入|纳入|编入|写入|放入|列为", REFUSES.pattern, DUE.pattern)))
DIFFICULT = re.compile(r"困难|问题|难[点处]|不足")
# 为确保年底前完成任务，…了: what for. 已于6月底前完成, 工期为年底前完成.
NOT_DUE = re.compile(rf"^为|工期|{DONE.pattern}")
# 同时，加强宣传.  在此之前，鼓励用人单位…  联合区财政局…: goes on with bare verbs behind a promise. Not 联合会商机制.
NOT_ON = r"(?:为|由|在(?!此)|以|从|于|与|对|按|根据|通过|结合|依|再|要|会|派|请|全部|重点)"
GOES_ON = re.compile(
    rf"(?:(?:同时|另外|此外|其次|最后|在此之前|在此期间|期间|一方面|另一方面|并且?)，?)?{OWN}?(?:要|也要|还要)?"
    rf"(?!{NOT_ON})(?:{ADVERB}|{VERB}|畅通|深化|用好|守牢|压实|严把)"
)


def may_promise(words: str) -> bool:
    """Say whether anything in folded words may be a promise: most paragraphs tell, and hold not one such word."""
    return AHEAD.search(words) is not None


def promised(folded: str, found: Sequence[Unit], issued_on: date | None) -> Iterator[Unit]:
    """Yield the units of a paragraph that promise something; behind a lead-in with 将 all of its list.

    Behind 二是落实情况。 nothing is promised up to the next title; behind 存在困难： a sentence still may be.
    """
    going_on = told = False
    for unit in found:
        words = unit.span.of(folded)[:LONGEST]
        if begins_courtesy(words):
            return
        if unit.kind is Kind.TITLE:
            ahead = opens(words, issued_on)
            told = not ahead and TOLD_HEADING.search(words) is not None and not DIFFICULT.search(words)
            going_on = not told and (going_on or ahead)
            continue
        if told:
            continue
        if is_promise(folded, unit.span, issued_on):
            going_on = True
            yield unit
        elif going_on and _goes_on(words, unit.kind):
            yield unit


def opens(words: str, issued_on: date | None) -> bool:
    """Say whether a folded lead-in opens a list of promises: 为此，我局将从以下几方面做好工作."""
    return any(_signs(words, issued_on))


def is_promise(folded: str, span: Span, issued_on: date | None) -> bool:
    """Say whether a sentence by itself says what will be done."""
    sentence = span.of(folded)[:LONGEST]
    if not may_promise(sentence):
        return False
    if HOPE.match(sentence) or PROCEDURE.match(sentence) or not (is_action(sentence) or _instead(sentence)):
        return False
    if MANNERS.search(sentence) and find_strength(sentence, None) is Strength.SOFT:
        return False
    day_ahead = DUE.search(sentence) is not None and _has_day_ahead(folded, span, issued_on)
    signs = _signs(sentence, issued_on, day_ahead)
    last = max((index for index, sign in enumerate(signs) if sign), default=None)
    if last is None:
        return _instead(sentence)
    return not any(FINISHED.search(clause) for clause in _clauses(sentence)[last + 1 :])


def _clauses(sentence: str) -> list[str]:
    return CLAUSE.findall(INSIDE.sub("《》", without_ask(sentence)))


def _signs(sentence: str, issued_on: date | None, day_ahead: bool = False) -> list[bool]:
    """Return for each clause whether it says what will be done; with a `day_ahead` a bare verb may."""
    past = bool(PAST.match(sentence)) or _is_past_year(sentence, issued_on)
    describes = DESCRIBES.search(sentence) is not None
    theirs = conditional = False
    signs = []
    for clause in _clauses(sentence):
        advice = ADVICE.match(clause) or QUOTED.search(clause)
        theirs = advice is not None or (theirs and not OWN_CLAUSE.search(clause))
        past = past and not PRESENT.search(clause)
        conditional = conditional or clause.startswith(("如", "若"))
        signed = (
            may_promise(clause)
            and not theirs
            and (
                _is_placed(clause, issued_on)
                or (day_ahead and DUE.search(clause) is not None and not NOT_DUE.search(clause))
                or (later(clause) if past else _is_ahead(clause, describes, conditional))
            )
        )
        signs.append(signed and not HOPED.search(clause) and not HANDLES.search(clause))
    return signs


def _is_ahead(clause: str, describes: bool, conditional: bool) -> bool:
    if describes and (clause.startswith("拟") or PLANS.match(clause)):
        return False
    if will(clause) or INTENDS.search(clause) or (conditional and THEN.search(clause)):
        return True
    if DECIDES.search(clause):
        return not DONE.search(clause) and not PUT.search(clause)
    return ahead(clause)


def _is_past_year(sentence: str, issued_on: date | None) -> bool:
    year = PAST_YEAR.match(sentence)
    return year is not None and issued_on is not None and int(year[1]) < issued_on.year


def _is_placed(clause: str, issued_on: date | None) -> bool:
    """Say whether a clause puts something into a plan that is not over by the letter's date."""
    found = PLACED.search(clause)
    if found is None or UNPLACED.search(clause):
        return False
    on = reckon(found[1], issued_on)
    return on is None or issued_on is None or on >= issued_on


def _has_day_ahead(folded: str, span: Span, issued_on: date | None) -> bool:
    deadline = find_deadline(folded, span, issued_on)
    on = deadline.on if deadline else None
    return on is not None and issued_on is not None and on > issued_on


def _instead(sentence: str) -> bool:
    """Say whether something is done in place of what is refused."""
    if not REFUSES.search(sentence):
        return False
    refused = False
    for clause in _clauses(sentence):
        if refused and INSTEAD.search(clause) and not DONE.search(clause):
            return True
        refused = refused or REFUSES.search(clause) is not None
    return False


def _goes_on(words: str, kind: Kind) -> bool:
    if not is_action(words) or DONE.search(words) or HOPE.match(words) or MANNERS.search(words):
        return False
    return kind is Kind.ITEM or (GOES_ON.match(words) is not None)
