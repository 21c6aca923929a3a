"""Before a costly pattern is asked, a quick look says that it cannot match. Whatever the pattern matches passes the look."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.reader import (
    conditions,
    deadlines,
    frame,
    headings,
    metadata,
    named,
    promises,
    sentences,
    strength,
    units,
)  # fmt: skip
from policies.reader import unfold as unfolding
from tests.sizes import sized


def holds(*words: str):
    return lambda text: any(word in text for word in words)


def begins(characters: str):
    return lambda text: text[0] in characters


def ends(characters: Iterable[str]):
    return lambda text: text[-1] in characters


def is_plain(text: str) -> bool:
    """Say whether none of the questions matches that are asked of a time that is not plain."""
    others = (deadlines.PLAN, deadlines.ACROSS, deadlines.NO_DAY, deadlines.OF_A_MONTH, deadlines.WITHIN)
    return not any(other.match(text) for other in others) and not deadlines.IN_SEASON.search(text)


LOOKS = {
    "unit": (units.LINE, ends(units.ENDS)),
    "courtesy": (frame.COURTESY, begins(frame.COURTESY_BEGINS)),
    "tail": (frame.TAIL, begins(frame.TAIL_BEGINS)),
    "lead-out": (frame.LEAD_OUT, holds("如下")),
    "lead-word": (promises.LEAD_WORD, holds("下", "后")),
    "lead-in": (sentences.LEAD_IN, lambda text: "，" not in text),
    "lead-in-of-a-paragraph": (sentences.LEAD_IN, sentences.OPENS.search),
    "time": (deadlines.WHEN, deadlines.SIGN.search),
    "time-or-season": (deadlines.WHEN_OR_BEFORE, deadlines.SIGN.search),
    "season": (deadlines.WHEN_OR_BEFORE, lambda text: deadlines.SEASON_SIGN.search(text) or deadlines.WHEN.match(text)),
    "quoted-year": (deadlines.QUOTED, holds("《", "（")),
    "bare-year": (deadlines.BARE_YEAR, lambda text: text.startswith("20")),
    "from": (deadlines.FROM, ends(deadlines.LINKS)),
    "done-then": (deadlines.DONE, ends(deadlines.LINKS)),
    "beside-a-time": (deadlines.BESIDE, ends(deadlines.LINKS)),
    "waits-for-a-plan": (deadlines.WAITS, deadlines.IF.search),
    "money": (deadlines.YEARS_MONEY, holds("已")),
    "of-a-plan": (deadlines.OF_PLAN, begins("的")),
    "prepared": (deadlines.PREPARED, holds("工作")),
    "since": (deadlines.LONG_SINCE, holds("来", "年")),
    "meant": (deadlines.MEANT, holds("的")),
    "plain-time": (deadlines.PLAIN, is_plain),
    "month": (deadlines.MONTH_PARTS, holds("月")),
    "quarter": (deadlines.QUARTER, holds("季")),
    "count": (strength.COUNT, strength.NUMERAL.search),
    "spelled-count": (strength.SPELLED_COUNT, strength.NUMERAL.search),
    "recurring": (strength.RECURRING, strength.NUMERAL.search),
    "campaign": (named.ACTION, named.WORKS.search),
    "project": (named.PROJECT, named.WORKS.search),
    "local-project": (named.LOCAL_PROJECT, named.WORKS.search),
    "rebuilt": (named.OBJECT_FIRST, named.REBUILT.search),
    "fair": (named.FAIR, holds("参加")),
    "month-of": (named.MONTH, holds("活动")),
    "quoted-name": (named.QUOTED, holds("“")),
    "meeting-is-a-name": (named.MEETING, named.SIGN.search),
    "fair-is-a-name": (named.FAIR, named.SIGN.search),
    "month-is-a-name": (named.MONTH, named.SIGN.search),
    "quoted-is-a-name": (named.QUOTED, named.SIGN.search),
    "works-are-a-name": (named.WORKS, named.SIGN.search),
    "built-is-a-name": (named.BUILD, named.SIGN.search),
    "rebuilt-is-a-name": (named.REBUILT, named.SIGN.search),
    "heading-of-the-future": (headings.FUTURE, headings.FUTURE_SIGN.search),
    "bracketed": (headings.BRACKETED, begins(headings.UNMARKED_BEGINS)),
    "other-heading": (headings.OTHER, begins(headings.UNMARKED_BEGINS)),
    "future-heading": (headings.UNNUMBERED_FUTURE, begins(headings.UNMARKED_BEGINS)),
    "reason": (conditions.REASON, holds("如", "若")),
    "behind-something": (conditions.BEHIND_SOMETHING, holds("后")),
    "asked": (strength.ASKED, holds("您", "你", "贵")),
    "number": (metadata.DOCUMENT_NUMBER, holds("号")),
    "headed-paper": (metadata.HEADED_PAPER, holds("文件")),
    "opening": (unfolding.OPENING, holds("收悉", "如下")),
    "behind-a-title": (unfolding.BEHIND_TITLE, holds(" ")),
    "heading-behind-a-space": (unfolding.AFTER_HEADING, holds(" ")),
    "addressee": (unfolding.ADDRESSEE, holds("：", ":")),
    "lead-out-in-a-line": (unfolding.LEAD_OUT, holds(" ")),
    "signature": (unfolding.SIGNATURE, holds(" ")),
}


@pytest.mark.parametrize("name", LOOKS)
@given(data=st.data())
@settings(max_examples=sized(small=10, full=40))  # each is one of a pattern's few shapes
def test_what_matches_passes_the_look(name, data):
    pattern, look = LOOKS[name]
    text = data.draw(st.from_regex(pattern))
    for found in pattern.finditer(text):
        assert look(found[0])


@pytest.mark.parametrize("pattern", sentences.MARKS)
@given(data=st.data())
@settings(max_examples=sized(small=10, full=40))
def test_the_mark_that_begins_a_list_passes_the_look(pattern, data):
    text = data.draw(st.from_regex(pattern))
    for found in pattern.finditer(text):
        if found.start() == 0 or found[1] in sentences.FIRST:
            assert sentences.may_hold_list(text)
