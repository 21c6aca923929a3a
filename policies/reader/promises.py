"""Words that open what comes next or end it, and headings that tell (docs/reading.md, rulings 5 to 7)."""

import re

from .frame import COURTESY, COURTESY_BEGINS

# Without one of these words nothing below leads.
LEAD_WORD = re.compile("下步|下一步|下阶段|下一阶段|接下来|今后|以后")
# 下一步，我局将…  下步工作中，…  在今后的工作中，…  我局下一步将…  同时，下一步…
# Not 该项工作下步建设资金由… : there 下步 belongs to a noun.
LEAD = re.compile(
    r"(?:在|接)?(?:下一?步|下一?阶段|接下来|今后|以后)(?:的)?(?:工作|阶段|一段时间|一个时期)?(?:中|里|内)?"
    r"(?:[，：]|$|(?=[我县市区省镇街乡州各将要继组加推进对结积按围重全联完优持在一与会]))"
)
SUBJECT_LEAD = re.compile(
    r"[^，。；：]{1,16}(?:下一?步|下一?阶段|今后|接下来)(?:的?工作中)?，?(?:将|要|拟|计划|准备|会|重点|继续|我|积极)"
)
# 我局高度重视，下一步将组织勘查。 The lead word behind a comma, with 将 or the like.
CLAUSE_LEAD = re.compile(
    r"[，；](?:下一?步|下一?阶段|今后)，?(?:我[局部委厅们县市区镇乡]|[^，。；]{2,12}?)?(?:将|拟|计划|会继续)"
)
INTRODUCTION = re.compile(
    r"(?:同时|此外|另外|为此|因此|针对(?:以上|上述)[^，]{0,12})，"
    r"|根据[^，。；]{2,30}，(?:经[^，。；]{2,20}，)?|经[^，。；]{2,30}，"
)

# 同时，我局将…  此外，还将…  二是… : the paragraph goes on with what the one before began.
CONTINUES = re.compile(r"[二三四五六七八九][是要]|(?:同时|此外|另外|其次)，[^。]{0,30}(?:将|拟|计划|继续|力争)")

ITEM = re.compile(r"[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十][，：]|首先，|其次，")


def leads(sentence: str) -> bool:
    """Say whether folded words begin with a lead word: 下一步，…; 我局今后将…"""
    if not ("下" in sentence or "后" in sentence) or not LEAD_WORD.search(sentence, 0, 300):
        return False
    head = sentence[:80]
    introduction = INTRODUCTION.match(head)
    places = [0, introduction.end()] if introduction else [0]
    if any(LEAD.match(head, place) or SUBJECT_LEAD.match(head, place) for place in places):
        return True
    return CLAUSE_LEAD.search(sentence[:300]) is not None


def continues(paragraph: str) -> bool:
    """Say whether a folded paragraph goes on with the promises of the one before."""
    return CONTINUES.match(paragraph[:60]) is not None


def is_item(paragraph: str) -> bool:
    """Say whether a folded paragraph is an item of a list by its words: 一是…, 第一，…"""
    return ITEM.match(paragraph[:9]) is not None


def begins_courtesy(sentence: str) -> bool:
    """Say whether the courtesy at the end of a letter begins with these folded words."""
    return sentence[:1] in COURTESY_BEGINS and sentence[-1:] != "：" and COURTESY.match(sentence, 0, 60) is not None


# 一、已开展的工作, 存在的问题, 现行政策: told, whatever word stands in it.
TOLD_HEADING = re.compile(
    r"已开展|已?开展(?:的)?(?:情况|工作)|现状|进展|成效|成绩|取得|前期工作|现[有行]|存在|困难|难点|存在[^，]{0,6}问题|落实情况|做法|背景|办理过程"
)
ASKED_HEADING = re.compile(r"关于|方面|问题$|建议$")


def is_topic_heading(heading: str) -> bool:
    """Say whether a folded heading names what was asked: 关于…, 停车难问题."""
    return ASKED_HEADING.search(heading) is not None


def is_told_heading(heading: str, beside_future: bool) -> bool:
    """Say whether what stands under a folded heading is told: 工作进展; beside 下一步工作, all but what was asked."""
    if TOLD_HEADING.search(heading):
        return True
    return beside_future and not is_topic_heading(heading)
