"""Whether a sentence in a future part says what will be done (docs/reading.md, "Not actions", rulings 7 and 7a)."""

import re

from .frame import COURTESY

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
# 感谢…, 相信…, 希望… and advice: 请贵单位…, 建议镇里…, 各地可…
WISH = re.compile(
    r"(?:同时|最后|此外|另外|在?此?期间|在此之前)?，?也?(?:相信|希望|感谢|衷心|恳请|敬请|请|望|谢谢|欢迎|祝|期待|期盼)(?!示|求|有关|[您你]?们?放心)"
)
# 由于线路需穿越林地，恳请您协助: a reason and a request.
REQUEST = re.compile(r"(?:由于|因|鉴于|考虑到)[^。]{1,60}，也?(?:恳请|敬请|请(?!示|求)|希望)")
ADVICE = re.compile(r"(?:同时，|此外，|另外，)?(?:我[局部委厅]|我们)?(?:建议|提请|倡议)(?!书)")
OWN = re.compile(r"我[局部委厅们县市区省州镇乡院办处公](?:司|们)?[^，。；]{0,12}(?:将|会|拟)")
MAY = re.compile(r"^(?:各地|省里|镇里|乡里|县里|[^，。；]{2,10})可(?:按|结合|根据|依|自主|通过|向)")
# 工程建成后，将缓解…  改造完成后，将使…  届时，将…  该项工作将有效提升…
EFFECT = re.compile(
    r"^[^，。；]{0,30}(?:建成|投用|完成|实施|落实|改造|竣工|完工|投入使用|投产|开通)(?:之|以)?后，?[^，。；]{0,16}"
    r"(?:将|可|能够?)[^，。；]{0,6}"
    r"(?:使|有效|缓解|满足|大大|极大|显著|明显|进一步|提升|新增|改善|解决|达|方便|惠及|基本)"
    r"|^届时，?[^，。；]{0,16}(?:将|可)|^(?:该|此|这|上述)[^，。；]{0,20}将(?:会)?(?:对|使|有效|极大|大大|进一步(?:提升|改善|缓解))"
)
# 学位需求将持续增长, 车位矛盾今后将更加突出, 文化事业将会迈上新台阶: where things go by themselves.
TREND = re.compile(
    r"将[^，。；]{0,8}(?:(?:增长|增多|突出|紧张|严重|凸显|上升|加剧|恶化)(?=$|[，。；])|(?:迈上|迎来)[^，。；]{1,10}(?:台阶|发展|春天|机遇))"
)
# 目前，已…  目前仅…  截至…  近年来，… : told as done or as it is, with nothing ahead. Not 加快已受理项目的审查.
DONE = re.compile(
    r"^(?:目前|现阶段)(?:，|仅|只|还|尚|主要|有|正)|^(?:目前|截至|截止|近年来|去年|近期|近日|今年以来|自)[^。]*(?:已|了|完成|累计|先后)|^[^，。；]{0,20}已(?:经)?(?!将|列入|纳入|[^，。；]{1,10}的)"
)
# 我局已申请资金，待下达后立即实施: what waits is ahead.
AHEAD = re.compile(
    r"将|待[^，。；]{1,30}后|拟(?!定)|计划|力争|争取|预计|确保|列入|纳入|继续|年内|年底|明年|下半年|季度|月底|后，?(?:立即|再|马上|尽快)"
)
# 暂不…, 不再… : a refusal, unless something is done in its place.
REFUSAL = re.compile(r"暂不|暂未|暂无|不再|不宜|无法|尚未列入|不具备|不予|难以")
INSTEAD = re.compile(r"将|由|拟|先|待[^，。；]{2,30}[后时](?!再(?:议|考虑))")
TARGET = re.compile(r"(?:规划|方案|纲要|意见|计划》?)(?:明确)?提出，?到")
WORDS = re.compile(r"[\u3400-\u9fff]{2}")


def leads(sentence: str) -> bool:
    """Say whether folded words begin with a lead word: 下一步，…; 我局今后将…"""
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
    return COURTESY.match(sentence[:60]) is not None


def is_action(sentence: str) -> bool:
    """Say whether a folded sentence of a future part promises something, a bare imperative included."""
    if not WORDS.search(sentence) or len(sentence) < 4 or WISH.match(sentence) or REQUEST.match(sentence):
        return False
    if ADVICE.match(sentence) and not OWN.search(sentence):
        return False
    if MAY.match(sentence) or EFFECT.match(sentence) or TREND.search(sentence) or TARGET.search(sentence):
        return False
    if DONE.match(sentence) and not AHEAD.search(sentence):
        return False
    return not (REFUSAL.search(sentence) and not INSTEAD.search(sentence))


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
