"""Whether a sentence names one thing to hold, run or build (docs/reading.md, rulings 9 and 10)."""

import re

HOLD = "召开|组织开展|举办|承办|举行|主办|办好"
# 举办乡村旅游发展大会, 组织召开现场推进会, 办好开茶节. Not 办好…环节, nor 召开会议研究, nor 贯彻…会议精神.
MEETING = re.compile(
    rf"(?:{HOLD})(?<!继续办好)[^，。；]{{2,30}}"
    r"(?:大会|会议|推进会|论坛|博览会|交易会|展览会|展会|洽谈会|对接会|座谈会|现场会|推介会|培训班"
    r"|大赛|挑战赛|联赛|比赛|竞赛|运动会|艺术节|文化节|旅游节|美食节|购物节|[\u3400-\u9fff]{2}(?<![环时季章细情礼关音调])节(?=$|[，、；（]))(?![\u3400-\u9fff]{0,2}精神)"
)
# 组织企业参加广交会、林博会.
FAIR = re.compile(r"参加[^，。；]{0,10}(?:广交会|进博会|[\u3400-\u9fff]{2}博会|大赛)")
# 开展消防安全攻坚行动, 实施地理标志保护工程. Not 行动方案, 工程建设.
ACTION = re.compile(
    r"(?:开展|实施|推进|组织|启动|抓好|继续|打好|深化|参与|进行|部署)[^，。；]{0,12}?"
    r"[\u3400-\u9fff“”]{4,24}(?:行动|工程|攻坚战|百日战)"
    r"(?![\u3400-\u9fff]{0,2}(?:方案|计划|规划|建设|指南|质量|管理|进度|项目|技术|造价|监理|安全|资金|意见|网络|能力))"
)
# 采取统一行动, 推进重点工程, 开展专项整治行动: no name of its own.
COMMON = re.compile(
    r"^[\u3400-\u9fff]{2,6}?(?:专项|集中|联合)(?:整治|检查|执法|清理|排查)行动$|"
    r"(?:统一|一致|实际|具体|联合|集中|重点|民生|系统|重大|建设|市政|水利|配套|相关|有关|各项|这项|该)(?:行动|工程)$"
)
# 组织全国近视防控宣传教育月活动: the same without quotes. Not 每月开展活动.
MONTH = re.compile(
    r"(?:开展|组织|举办|办好|抓好)[^，。；]{0,30}(?:宣传|教育|科普|读书|安全|生产|质量|服务|普法|维权)(?:教育)?[月周日](?:系列)?活动"
)
# “质量月”活动, 开展“反诈进百村”活动, “中国品牌日”系列活动, 开展“清风行动”, 开展“乡音嘹亮”乡村文艺汇演. Not “回头看”, “一站式”服务: quotes alone make no name.
QUOTED = re.compile(
    r"(?:举办|开展|组织|办好)“[^“”]{0,14}(?:(?:月|日|周|节|季)”|”[^，。；]{0,8}(?:[汇展巡会]演|比赛|大赛|竞赛|评选|主题活动))|“[^“”]{0,14}(?:月|日|周|节|季|行|嘉年[华華]|行动|工程|计划|大赛|杯)”[^，。；]{0,10}(?:活动|行动|系列|工程|试点|中|期间|大赛|$)"
    r"|(?:开展|部署|组织|深化)(?:开展)?“(?!回头看)[^“”]{2,14}”(?:专项|主题|系列|品牌)?[^，。；]{0,5}(?:活动|行动|演习|演练)"
)
# 实施带头人支持项目, 完成干渠改造工程. Not 项目库, 项目建设.
PROJECT = re.compile(
    r"(?:实施|启动|开工|推进|完成|建成|开建|新建|续建)[^，。；]{3,30}"
    r"(?:[一二三四]期工程|(?:成长|提升|培育|振兴|倍增)计划|(?:改造|建设|支持|示范)项目|(?:改扩建|新建|迁建|整治|改造|建设|供水)工程)(?!等|建设|库)"
)
# What the names of campaigns and projects end with.
WORKS = re.compile("工程|项目|计划|行动|攻坚战|百日战")
# 对大湾村集中供水工程进行勘测设计: a place's name makes it one project, whatever the verb.
LOCAL_PROJECT = re.compile(
    r"[\u3400-\u9fff]{2}(?:村|镇|乡(?<![返下城家回入]乡)|街|路|河|湖|水库|小区|片区|园区|校区|大桥)[\u3400-\u9fff]{2,10}(?:工程|项目)(?!库)"
)

BUILDING = (
    r"(?:平台|系统|中心|站|库|库房|线路|地图|基地|大厅|馆|园|广场|公园|学校|医院|幼儿园|道路|桥|路|厂|场|网站|小程序"
    r"|热线|专线|专栏|专区|通道|示范区|直通车|班车|综合楼|大楼|停车场|驿站|公厕|窗口|专窗|门诊)"
)
MAKE = "建设|新建|扩建|改建|迁建|搭建|建成|建立|开通|升级|开发|上线|修建|兴建|筹建|组建|建造|设立|增设|开设|成立|改造|共建|合建"
# 建设旅游监测服务平台, 新建文物库房, 开通城乡公交线路.
BUILD = re.compile(
    rf"(?:{MAKE})"
    rf"(?!和|与|、|机制|完善|中(?![国心央])|后|期)(?![^，。；、]{{0,30}}接入)[^，。；、]{{1,36}}?{BUILDING}(?:[一二三四]期)?(?=$|[，。；（]|并|投入|和[\u3400-\u9fff]{{2,12}}$)"
)
REBUILT = re.compile("升级|扩容|改版|扩建|改建|重建|迁建|翻建|大修")
# 将开放平台升级为3.0版, 对监测系统进行改造: the same with the thing before the verb. Not 把平台建设与…, 对平台进行管理.
OBJECT_FIRST = re.compile(
    rf"[将把对][^，。；、]{{1,36}}?(?:{BUILDING}|”[\u3400-\u9fff]{{0,8}}?)(?:进行|实施|一并|同步)?(?:全面|整体|重新)?(?:{REBUILT.pattern})(?!了|[后的])"
)
# 凡新建道路: whatever is built. 扩建中的临时道路: not what is done.
# 支持各地建设中心, 推进平台建设, 争取新建库房: such things in general. 暂不增设天桥: nothing.
GENERAL = re.compile(
    r"凡$|今后凡|(?:不|无法|难以)(?:再|予)?$|(?:支持|支援|推进|推动|鼓励|引导|争取|指导|完善|健全|加强|抓好|协助|帮助|持续|探索|研究|积极|逐步|适时|呼吁"
    r"|倡导|规划|培育|打造)[^，。；]{0,24}$"
)
# 争取上级专项资金，依照《规范》修建库房: it hangs on what is striven for (ruling 10).
STRIVEN = re.compile(r"争取[^，。；]{0,12}(?:资金|项目|支持)，[^，。；]{0,20}$")
CLAUSE_END = re.compile(r"[，。；]")
# What all of these need: two in three sentences hold none.
SIGN = re.compile(f"{HOLD}|参加|活动|“|{WORKS.pattern}|{MAKE}|{REBUILT.pattern}")


def names_one(sentence: str) -> bool:
    """Say whether a folded sentence names one thing to hold, run or build."""
    return SIGN.search(sentence) is not None and (has_name(sentence) or builds(sentence))


def has_name(sentence: str) -> bool:
    """Say whether a folded sentence names a meeting, campaign or project of its own."""
    if MEETING.search(sentence) or "“" in sentence and QUOTED.search(sentence):
        return True
    if "活动" in sentence and MONTH.search(sentence) or "参加" in sentence and FAIR.search(sentence):
        return True
    if not WORKS.search(sentence):
        return False
    if PROJECT.search(sentence) or LOCAL_PROJECT.search(sentence):
        return True
    return any(not COMMON.search(found[0]) for found in ACTION.finditer(sentence))


def builds(sentence: str) -> bool:
    """Say whether a folded sentence builds, opens or upgrades one thing, not such things in general."""
    things = [*BUILD.finditer(sentence)]
    if REBUILT.search(sentence):
        things += OBJECT_FIRST.finditer(sentence)
    for found in things:
        before = sentence[max(0, found.start() - 30) : found.start()]
        if not GENERAL.search(CLAUSE_END.split(before)[-1]) and not STRIVEN.search(before):
            return True
    return False
