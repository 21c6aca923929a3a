"""What a sentence tells and does not promise: asks, hopes, advice, plans quoted, descriptions, what is done."""

import re

from .will import OWN

# 您建议加快建设停车楼、拟定收费办法: the ask. 对于您提出的…的建议，我部将…: the ask up to its comma.
ASK = re.compile(
    r"(?:首先|其次|同时|另外)?，?(?:对于?|关于|针对|就)?(?:[您你]们?|贵[^，。；]{1,6}|(?:各位)?(?:委员|代表))们?"
    r"(?:在[^，。；]{1,12}中)?(?:所|曾)?(?:提出|建议|提到|反映|要求|希望|认为|提议|关[心注])"
)
BACK_TO_OWN = re.compile(f"，{OWN}")
ASKED = re.compile(r"(?:的|等|这[一个]{0,2})(?:建议|问题|意见|提案|诉求|要求|事项|想法)，")
# 建议自规局将项目纳入规划, 也请村委会…, 呼吁社会…: for somebody else, up to a clause of one's own.
ADVICE = re.compile(
    r"(?:同时|另外|此外|因此|为此)?(?:我[局部委厅们])?也?(?:建议(?!书)|请(?!示)|恳请|希望|提请|呼吁|倡议|敬请)"
)
# 规划提出到2030年…, 《办法》规定…, 会议要求…: somebody's paper.
QUOTED = re.compile(
    r"(?:规划|方案|纲要|意见|计划|通知|办法|条例|规定|文件|标准|会议|上级|法律|国家|中央|政策|》)[^，。；]{0,8}(?:提出|明确|要求|规定|确定|指出|强调)"
)
OWN_CLAUSE = re.compile(OWN)
# “如在此处增设，将造成…”, 《2031—2035年规划》: words of others inside a sentence.
INSIDE = re.compile(r"《[^《》]{0,120}》|“[^“”]{12,150}”")
# 相信问题将会得到改善, 有望纳入考虑范围.
HOPE = re.compile(r"[^，。；]{0,8}(?:相信|深信|坚信|期待|期盼)")
# 拟由开发商代建一事尚未达成一致.
HOPED = re.compile(r"有望|有可能|或将|尚未|未能|未果")
# 申请人提交材料后，窗口将在5日内办结; 违反规定的，将依法处罚: how it goes for anybody.
PROCEDURE = re.compile(
    r"(?:申请人|当事人|申请者|投保人|办事群众)[^。]{0,30}(?:后|，)|(?:一旦|凡是?|违反)[^。]{1,40}，将(?:依法|严)"
)
# 工程全长186公里，拟建设船闸2座，估算投资…: a description.
DESCRIBES = re.compile(r"全长|总投资|估算|概算|总占地|总建筑面积")
# 县政府将此件交由我局办理, 已将意见转送…: how the letter was handled.
HANDLES = re.compile(
    r"(?:此件|该件|本件|提案|建议|意见|诉求)[^，。；]{0,8}(?:转[送交办至]|交[由办]|移交|分解)[^，。；]{0,20}"
)
# 我局将以饱满的热情…, 再接再厉: good manners, unless something that can be checked is named.
MANNERS = re.compile(
    r"不(?:负|辜负)|再接再厉|(?:不断|继续|持续|加倍)努力|将以[^，。；]{1,24}(?:态度|热情|作风|精神)|竭诚|虚心|诚恳接受|改进工作|一如既往|更好地?(?:服务|为)"
    r"|作为[^，。；]{0,12}(?:参考|动力|鞭策)"
)
# 去年，…  近年来，…  “十三五”期间… : the past, up to a clause that names the present or what is ahead.
PAST = re.compile(
    r"(?:去年|前年|上年|近[几些两三]?年来?|多年来|过去|此前|早在|前期|近日|日前|截[至止]|自[^，。；]{1,16}以来|[^，。；]{1,12}以来(?<!今年以来)|自20\d\d年)"
)
PAST_YEAR = re.compile(r"(20\d\d)年(?!至|—|-)")
PRESENT = re.compile(r"今年(?!以来)|明年|目前|现正|今后|下一?步|剩余|其余|待|届时")
# 现已全部完成, 已于6月办结.
FINISHED = re.compile(
    r"已(?:经|于[^，。；]{1,12})?(?:全部|全面|基本|按期|如期|正式|顺利)?(?:完[成工]|建成|竣工|投入使用|投用|办[结理]|落实|整改|实施完|结束|开通|通车|解决|更换|安装|修复)"
)
DONE = re.compile(
    r"已(?!有的)|(?<![为])了(?!解)|累计|先后|目前|现有|以来|近年|去年|达到|取得|截[至止]|共[有计\d]|年均|今年\d{1,2}月"
)
# 暂不增设，由支队加派警力: something else is done instead. Not 由县财政局负责: whose duty it is.
REFUSES = re.compile(r"暂(?:不|缓|未|无)|不[再宜能予]|无法|不具备|难以|没有")
INSTEAD = re.compile(
    r"^(?:改|先|可先|决定)?由(?!于|此|上级|国家|省|业主|村民|居民|群众|用户|[^，。；]{1,12}自[行主筹])(?![^，。；]{1,24}(?:负责|决定|明确|承担|管理|审批|监管|所有|解决|管辖|建设$))[^，。；]{5,60}$"
    r"|^(?:改为|先行|先期|转为)[^，。；]{3,60}$"
)
UNPLACED = re.compile(r"(?:未|不|没有|无法|难以|未能)(?:能|予|再|被)?(?:列入|纳入)")

# 一、已开展的工作, 存在的问题, 现行政策: told, whatever word stands in it.
TOLD_HEADING = re.compile(
    r"已开展|已?开展(?:的)?(?:情况|工作)|现状|进展|成效|成绩|取得|前期工作|现[有行]|存在|困难|难点|问题$(?<!的问题)|落实情况|做法|背景|办理过程"
)
ASKED_HEADING = re.compile(r"关于|方面|问题$|建议$")


def is_told_heading(heading: str, beside_future: bool) -> bool:
    """Say whether what stands under a folded heading is told: 工作进展; beside 下一步工作, all but what was asked."""
    if TOLD_HEADING.search(heading):
        return True
    return beside_future and not ASKED_HEADING.search(heading)


def without_ask(sentence: str) -> str:
    """Leave out what the proposer asked for; all of it where nothing of one's own follows."""
    if not ASK.match(sentence):
        return sentence
    if asked := ASKED.search(sentence, 0, 200):
        return sentence[asked.end() :]
    own = BACK_TO_OWN.search(sentence, 0, 400)
    return sentence[own.start() + 1 :] if own else ""
