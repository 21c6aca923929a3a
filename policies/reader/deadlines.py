"""The words of a sentence that say when, and the day they mean (docs/reading.md, rulings 15 to 18)."""

import re
from datetime import date

from .dates import find_day, last_of_month, make_day, number
from .shapes import Deadline, Span

# Of what may be missing, (…|) takes half the time of (…)?: no loop is begun for it.
BEFORE = r"(?:之前|以前|前|之内|以内|内|期间|之际|)"
PART = r"(?:上半年|下半年|第?[一二三四1-4]季度[底末]?|[年季]?[底末]|年内|年中|年初)"
MONTH_REST = r" ?月份?(?:\d{1,2} ?日|[底末初]|[上中下]旬|)"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})" + MONTH_REST
SEASON = (
    r"(?:(?:新学期|[秋春]季(?:学期)?)?开学|[春秋]季学期|主?汛期|雨季|[伏夏]?季?[禁休]渔期|封冻期?|上冻|农忙|入[汛冬夏秋梅]|出[梅伏]|开[春江海渔]|[春夏秋冬][季天]|迎峰度[夏冬]|防火期|供暖[期季]|采暖[期季]"
    r"|春节|国庆节?|元旦|元宵节?|清明节?|端午节?|中秋节?|重阳节?|春耕|春茶(?:开采|上市)|[春冬秋]灌|[春秋]播|[夏秋麦]收(?:时节)?|[夏秋]粮收购|[正腊冬]月"
    r"|暑[期假]|寒假|[枯丰平]水[期季]|[\u3400-\u9fff]{1,3}(?<![环季细调情章关])节(?=期间|[之以]?前|来临|到来)"
    r"|立[春夏秋冬]|雨水|惊蛰|[春秋]分|谷雨|小满|芒种|[夏冬]至|[小大处]暑|白露|寒露|霜降|[小大]雪|[小大]寒)"
)
# 明年牧草返青前, 来年桃花汛之前, 明年榴莲季到来之前: whatever comes then. Not 今年提前, nor 今年在汛期前.
UP_TO = r"[^，。；、\d将拟会我在把对要由新完各目提空日此与和]{1,8}?(?:来临|到来|开始|结束)?[之以]?前(?![期往后景提来述瞻沿])"
RELATIVE = "今年|明年|(?<![达成准复毕束过位以])后年|本年度?|来年|今[冬秋春夏](?!明)|明春"
# What words of time begin with: at most places of a sentence nothing else need be tried. A new word needs its own here.
BEGINS = "0-9一两二三四五六七八九十今明后本来年上下第“暑寒"
SEASON_BEGINS = "主汛雨入冬迎防供采春国元开秋新禁休封农伏夏端麦腊惊霜清中重正出立谷小芒处白大"

# 2032年6月底前  今年第四季度  明年上半年  年底前  9月底前  “十五五”期间  两年内  明年汛期前  到2035年
# Each alternative but one begins with a character or a set, by which the engine passes it over.
TIME = (
    rf"20\d{{2}} ?[—－\-~至]{{1,2}} ?20\d{{2}} ?年?(?:[雪冰榨渔]季|学年|供暖季|采暖季)|(?:20\d{{2}} ?年度?|{RELATIVE}) ?(?:{SEASON}(?:(?:来临|到来|开始|结束)?[之以]?前|期?间|内|结束)|{MONTH}|{PART}|{UP_TO}|{SEASON}|“[^“”]{{2,12}}”(?=[活期之以前])|){BEFORE}"
    rf"|\d(?<![\d年].)\d?{MONTH_REST}{BEFORE}|[一二三四五六七八九十](?<![\d年].)[一二三四五六七八九十]?{MONTH_REST}{BEFORE}"
    rf"|年(?<!每年)(?:底|末|内|终){BEFORE}|[上下](?<!每.)半年{BEFORE}|[一二三四]季度[底末]?{BEFORE}|第[一二三四]季度[底末]?{BEFORE}"
    r"|“十[四五六]五”(?:规划(?=期间|时期))?(?:期间|时期|[期之]?末|末期|中后期|前期|初期)?(?:前|内)?"
    r"|[一两二三四五六七八九十\d][一两二三四五六七八九十\d]{0,2}(?:年|个月|个工作日)(?:之内|以内|内)|今后[一两二三四五六七八九十\d]{1,2}年(?:内|间|里)?|今明两年"
    r"|[本下]个?(?<!本个)月(?:\d{1,2} ?日|[上中下]旬|[底末])?(?:[之以]?前|内)?|[暑寒]假期间|今冬明春|20\d{2} ?年[秋春]季(?:学期)?开学"
)
WHEN = re.compile(rf"(?=[{BEGINS}])(?:{TIME})")
# 汛期前, 春节来临之前: asked only where there is such a 前.
SEASON_SIGN = re.compile("前(?<![目当提底日]前)")
WHEN_OR_BEFORE = re.compile(
    rf"(?=[{BEGINS}{SEASON_BEGINS}])(?:{TIME}|(?<![近过去\d第年]){SEASON}(?:来临|到来|开始|结束)?[之以]?前(?!后))"
)
# Every word of time holds one of these; most sentences hold none. 每年, 每月, 青年 are none.
SIGN = re.compile(
    "年(?!(?<=[每青老少]年)[^底末内终])|月(?<!每月)|季(?<!每季)|工作日|今[夏秋春]|前(?<![目当提]前)|冬|假|五”"
)
LONGEST_BEFORE = 24
"""Characters of a time before the first of these: 2031—2032雪季, “十五五”规划中后期."""
STOPS = "，。；"
# What a match is when it is no deadline: the time something began or was done, a plan's name, a class.
# 截至6月底, 今年以来, 自今年3月, 从5月开始, 2031年版
# Yet 自2032年1月起 and 将于11月1日起, where that is ahead of the letter.
FROM = re.compile(r"(?:自从?|从|截至|截止到?|截止|早在|继)$")
# 申请已于4月初上报: done then.
DONE = re.compile(r"已经?[于在]$")
# 比今年增加60万元, 不在今年的采购范围内, 审查周期压减到13个月以内, 纠正年底不立案, 现行政策执行至2031年底: beside what, not whose, how long, what is wrong, how things stand.
BESIDE = re.compile(
    r"(?:现行[^，。；]{0,10}执行[至到]|有效期[至到]|较|比|凡|每年\d{1,2} ?月(?:份)?[至到—-]|原定|原计划|纠正|杜绝|不在|未列入|未纳入|(?:压[减缩]|缩[短减]|控制|稳定|保持)[在至到为])$"
)
# What the three above end with: most times have none of these before them.
LINKS = frozenset("自从至到截止在继于较比凡—-定划正绝入为")
START = re.compile(r"起|开始")
WILL = re.compile(r"将[于从自]?$")
# 今年资金规模比去年减少, 明年是否提高: no day by which something will be done.
SINCE = re.compile(r"版|[方才]?到期|不[得予]|没有|未(?!来)|以来|至今|后|之后|以后|是否")
LONG_SINCE = re.compile(r"[^，。；]{0,4}以来|[^，。；]{0,10}[比较](?:去年|上年)")
# 编制明年的实施方案: whose plan it is. Not 列入明年的建设计划, 做进明年的计划.
OF_PLAN = re.compile(r"的[^，。；]{0,8}(?:方案|计划|预算|规划)")
# 做好明年改造项目的摸底工作: what it is for.
PREPARED = re.compile(r"[^，。；]{0,12}?的?(?:摸底|谋划|储备|申报|前期|筹备|准备)工作")
PREPARES = re.compile(r"(?:做好|开展|抓好|配合)[^，。；]{0,12}$")
# 2032年度省级补助资金已安排6200万元, 2027年度已安排18万元: whose money it is.
YEARS_MONEY = re.compile(
    r"[^，。；]{0,14}(?:资金|补助|经费|指标|预算|公益金)[^，。；]{0,4}已|已(?:安排|下达|拨付|列支)"
)
MONEY_BEFORE = re.compile(r"(?:^|[，；]|由于|因为?|鉴于)$")
# “十五五”规划: the name of a plan. 按照2032年建设计划: its basis.
PLAN_NAME = re.compile(r"(?:[\u3400-\u9fff]{0,16})?(?:规划|计划|纲要|方案)")
BASIS = re.compile(r"(?:按照|根据|依照|依据|结合|贯彻|落实|编制|制定|出台|做好|[如若][^，]{0,20})[^，。；]{0,10}$")
# 如该项目纳入省“十五五”规划, 视明年指标情况: what has to happen first.
IF = re.compile("[如若视待]")
WAITS = re.compile(r"(?:^|[，；])[^，；]{0,4}(?:如果?|若|视|待)[^，；]{0,14}$")
CONDITION = re.compile(r"(?:^|[，；])[如若][^，。；]{0,26}$")
PUT_INTO = re.compile(r"(?:列入|纳入|编入|写入|放入|列为)[^，。；]{0,12}$")
QUOTED = re.compile(r"《[^《》]{0,120}》|（20\d{2} ?[年—\-－~至]{1,3}[^（）]{0,12}）")
BARE_YEAR = re.compile(r"(20\d{2}) ?年度?")
THIS_YEAR = re.compile(r"(?:今年)?\d{1,2} ?月\d{1,2} ?日|今年\d{1,2} ?月(?:份|[底初]|[上中下]旬)?")
YEAR = re.compile(r"20\d{2}")
NAMED_YEAR = re.compile(rf"20\d{{2}}|{RELATIVE}")
PLAN = re.compile(r"“十([四五六])五”")
# 2032年, 明年9月底前, 年内: most times are a year and a part of it, and need no other question but which.
PLAIN = re.compile(
    r"(?:20\d{2} ?年|今年|明年|) ?(?:\d{1,2} ?月(?:\d{1,2} ?日|底|)|[上下]半年|年?底|年内|)(?:[之以]?前|内|)"
)
# 2031—2032雪季
ACROSS = re.compile(r"20\d{2} ?[—－\-~至]")
IN_SEASON = re.compile(SEASON)
# 明年榴莲季到来之前, 明年春天: no day of the calendar.
NO_DAY = re.compile(rf"(?:20\d{{2}} ?年|{RELATIVE})(?!{MONTH}|{PART}|[之以]前)[\u3400-\u9fff]+前$")
OF_A_MONTH = re.compile(r"(本|下个?)月")
QUARTER = re.compile(r"([一二三四1-4])季度")
# 两年内, not 明年内 and not 今年年内
WITHIN = re.compile(r"([一两二三四五六七八九十\d]{1,3})(年|个月)[之以]?内|今后([一两二三四五六七八九十\d]{1,2})年")
MEANT = re.compile(r"[^，。；]{0,8}的")
# “十四五” is 2021 to 2025, and so on by fives.
PLAN_ENDS = {"四": 2025, "五": 2030, "六": 2035}
QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
MONTH_PARTS = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月(?:份)?(?:(\d{1,2}) ?日|([上中下]旬))?")
TENTHS = {"上旬": 10, "中旬": 20}


def find_deadline(folded: str, span: Span, issued_on: date | None) -> Deadline | None:
    """Return the last time that a sentence sets itself, None where it sets none.

    Vague words (尽快, 近期, 适时) are none; a year inside 《》 is none. Without `issued_on` a relative
    time keeps its words and has no day.
    """
    sentence = span.of(folded)
    sign = SIGN.search(sentence)
    if sign is None:
        return None
    when = WHEN_OR_BEFORE if SEASON_SIGN.search(sentence) else WHEN
    times = [*when.finditer(sentence, max(0, sign.start() - LONGEST_BEFORE))]
    if not times:
        return None
    quoted = [found.span() for found in QUOTED.finditer(sentence)] if "《" in sentence or "（" in sentence else ()
    for found in reversed(times):
        start, end = found.span()
        words = found[0]
        if any(opened <= start < closed for opened, closed in quoted) or _is_past(words, issued_on):
            continue
        if _sets_time(words, sentence[max(0, start - 30) : start], sentence[end : end + 20], issued_on):
            return Deadline(Span(span.start + start, span.start + end), reckon(words, issued_on))
    return None


def _is_past(words: str, issued_on: date | None) -> bool:
    """Say whether words are a bare year before the letter's own, 2030年印发的…, or the half of a year that is over."""
    if issued_on is None:
        return False
    if words.startswith("20") and (year := BARE_YEAR.fullmatch(words)):
        return int(year[1]) < issued_on.year
    return words == "上半年" and issued_on.month > 6


def _sets_time(words: str, before: str, after: str, issued_on: date | None) -> bool:
    followed = after[:1] not in STOPS
    if followed:
        if _belongs(words, before, after, issued_on):
            return False
    elif after[:1] == "，" and not before and _is_behind(words, issued_on):
        return False
    linked = before[-1:] in LINKS
    if linked and (DONE.search(before) or BESIDE.search(before)) or IF.search(before) and WAITS.search(before):
        return False
    starts = followed and START.match(after) is not None
    if starts or linked and FROM.search(before):
        named = NAMED_YEAR.match(words) or WILL.search(before)
        on = reckon(words, issued_on)
        if starts and on is None and IN_SEASON.search(words):
            return not words.startswith("20") or issued_on is None or int(words[:4]) >= issued_on.year
        soon = on and issued_on and on.year == issued_on.year
        return bool(starts and (named or soon) and on and issued_on and on >= issued_on)
    if followed and (words[0] == "“" and words[-1] == "”" or BARE_YEAR.fullmatch(words)) and PLAN_NAME.match(after):
        if CONDITION.search(before):
            return False
        if PUT_INTO.search(before):
            return True
        return words[0] != "“" and not BASIS.search(before)
    return True


def _belongs(words: str, before: str, after: str, issued_on: date | None) -> bool:
    """Say whether what follows a time makes it no deadline: it is of something else, or since then, or told."""
    if "已" in after and YEARS_MONEY.match(after) and MONEY_BEFORE.search(before):
        return True
    if after[0] == "的" and OF_PLAN.match(after) and BASIS.search(before):
        return True
    if "工作" in after and PREPARED.match(after) and PREPARES.search(before):
        return True
    if SINCE.match(after) or ("来" in after or "年" in after) and LONG_SINCE.match(after):
        return True
    return "的" in after and _is_told(words, after, issued_on)


def _is_behind(words: str, issued_on: date | None) -> bool:
    """Say whether words are a day or month of the letter's own year before it: 6月18日，区政府专题会议同意…"""
    if issued_on is None or not THIS_YEAR.fullmatch(words):
        return False
    on = _in_year(words, issued_on.year)
    return on is not None and on < issued_on


def _is_told(words: str, after: str, issued_on: date | None) -> bool:
    """Say whether a day behind the letter's only tells which are meant: 2029年12月31日以前形成的用地."""
    on = reckon(words, issued_on) if MEANT.match(after) else None
    return on is not None and issued_on is not None and on < issued_on


def reckon(words: str, issued_on: date | None) -> date | None:
    """Return the last day that folded words of time allow, None where it can't be reckoned."""
    if not PLAIN.fullmatch(words):
        if plan := PLAN.match(words):
            return date(PLAN_ENDS[plan[1]], 12, 31)
        if day := find_day(words):
            return day[0]
        if (
            ACROSS.match(words)
            or "“" in words
            or "工作日" in words
            or IN_SEASON.search(words)
            or NO_DAY.match(words)
            or words.startswith(("今冬", "今夏", "今秋", "今春", "明春"))
        ):
            return None
        if found := OF_A_MONTH.match(words):
            return _in_month(found, issued_on)
        if span := WITHIN.match(words):
            return _later(issued_on, number(span[1] or span[3]), span[2] or "年")
    year = _year(words, issued_on)
    if year is None:
        return None
    on = _in_year(words, year)
    if on and issued_on and on < issued_on and not NAMED_YEAR.match(words):
        return _in_year(words, year + 1)
    return on


def _year(words: str, issued_on: date | None) -> int | None:
    if found := YEAR.match(words):
        return int(found[0])
    if issued_on is None:
        return None
    return issued_on.year + (1 if words.startswith(("明年", "来年", "今明")) else 2 if words.startswith("后年") else 0)


def _in_month(found: re.Match[str], issued_on: date | None) -> date | None:
    """Return the day of 本月25日前, 下月上旬."""
    if issued_on is None:
        return None
    month = issued_on.month + (0 if found[1] == "本" else 1)
    return _in_year(f"{(month - 1) % 12 + 1}月{found.string[found.end() :]}", issued_on.year + (month - 1) // 12)


def _in_year(words: str, year: int) -> date | None:
    if "月" in words and (found := MONTH_PARTS.search(words)):
        month = number(found[1]) or 0
        if found[2]:
            return make_day(year, month, int(found[2]))
        if found[3] in TENTHS:
            return make_day(year, month, TENTHS[found[3]])
        return last_of_month(year, month)
    if "季" in words and (quarter := QUARTER.search(words)):
        return last_of_month(year, QUARTERS[quarter[1]])
    if "上半年" in words or "年中" in words:
        return make_day(year, 6, 30)
    return make_day(year, 12, 31)


def _later(issued_on: date | None, count: int | None, unit: str) -> date | None:
    """Return the same day `count` years or months on, the month's last where it has no such day."""
    if issued_on is None or count is None:
        return None
    months = issued_on.year * 12 + issued_on.month - 1 + (count * 12 if unit == "年" else count)
    year, month = divmod(months, 12)
    return make_day(year, month + 1, issued_on.day) or last_of_month(year, month + 1)
