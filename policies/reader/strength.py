"""How far an action can be held to its words (docs/reading.md, "strength", rulings 9 to 14a)."""

import re

from .conditions import waits
from .named import names_one
from .shapes import Deadline, Strength

# 修订《条例》, 制定《办法》等3项标准, 将编制《目录》. Not 依照《规范》 nor 把《意见》落到实处.
MAKE = r"(?:研制|编制|编译|编纂|编写|编印|编辑|制定|制订|修订|修改|更新|出台|印发|下发|发布|公布|起草|草拟|拟定|报送|报批|废止|颁布|编发)"
DOCUMENT = re.compile(
    rf"{MAKE}[^，。；《》]{{0,24}}《|《[^《》]{{1,80}}》(?:[^，。；]{{0,8}}的?|已[^，。；]{{0,12}}，[^，。；]{{0,16}}){MAKE}"
)
BASIS = re.compile(
    rf"(?:(?:依照|按照|根据|依据|落实|贯彻|遵照|对照)[^，。；《》]{{0,6}}|[把将](?!在)(?:(?!{MAKE})[^，。；《》]){{0,6}})《[^《》]{{1,80}}》"
)

UNIT = (
    r"(?:处|座|个(?!月)|家|所|公里|千米|米|平方米|平方公里|亩|公顷|盏|辆|台|套|条|项|次|场|期|名|人|支|栋|幢|户|元|吨"
    r"|立方米|千瓦|兆瓦|千伏|张|床|间|件|份|周|天|小时|课时|学时|艘|架|块|根|株|棵|班|村|镇|片|宗|例|篇|部|门|类|轮"
    r"|组|面(?=$|[，。；、])|节(?=[\u3400-\u9fff]{0,4}课)|批次|车位|学位|托位|泊位|岁|倍|厘米)"
)
# 15处, 5000名, 2.6万公里, 200万元, 10个省份, 12周. Not 95% nor 2031年 nor 3月: nothing is delivered by those.
COUNT = re.compile(rf"[0-9](?<![\d,.].)[\d,.]{{0,15}}(?: ?(?:余|多)?(?:万|亿|千|百)?(?:余|多)?{UNIT}|万(?![\d年]))")
# 两座, 三处, 一栋. Not 一批, 一系列, 第三处, 一体化, 一次性.
SPELLED_COUNT = re.compile(
    r"(?=[一两二三四五六七八九十百千万])(?:(?<![第之唯统其十任何同另“])(?!二期|[一三四]期[工用项])(?:[两二三四五六七八九十]{1,3}(?:余|多)?|[一二三四五六七八九]?[十百千万]{1,2}余?)"
    r"(?:处|座|个(?!月)|家|所|条|辆|名|盏|公里|栋|套|场|次|期|项|台|间|户|集(?=纪录片|专题片))"
    r"|(?<![同另])一(?:座|栋|幢|处|所|条|辆|盏|期|次|支|套|间|台)(?!性|体|条|步|龙|手|线|心|审|办|告|采))"
)
# 联合19个部门, 三家运营商将, 三个方面, 最后一公里: actors, headings and idioms count nothing delivered.
NO_COUNT = re.compile(
    r"[个家大级]?[^，。；\d]{0,2}(?:部门|单位|运营商|方面|层面|维度|环节|角度|层级|步骤|阶段|领域|公司(?!站)|企业将|意识"
    r"|自信|维护|确立|重点|关键|时段|高峰|一公里|渠道|片区)"
)
# 每年1次, 每月巡查不少于2次, 每年培养500名.
RECURRING = re.compile(
    r"每(?:年|月|学期|季度|周|半年|两年|学期|天|日|[0-9]{1,2} ?分钟)(?:早晚)?[^，。；]{0,24}(?:[0-9]|[一两二三四五六七八九十])[^，。；]{0,2}"
    r"(?:次|场|期|轮|批|名|人|份|个|篇|遍|趟|班|站)|每月[0-9]{1,2}日|每[年月周季天日]一(?:检查|清理|调度|通报|巡查|走访|会商|维护|评比)"
)
# 末班车由21时延长至22时30分, 由5个工作日压缩至1个. Not 由60%提高到80%: ratios are none.
MOVED = re.compile(
    r"由[^，。；\d]{0,12}\d[^，。；%]{0,8}(?:延长|压缩|提高|缩短|降低|增加|调整|[降增提减])(?:至|到|为)[^，。；\d]{0,4}\d[\d.]*(?![\d.%])"
)
# What stands in 《》 or “” counts nothing; 24小时 is round the clock; 500米内 is where; 连续两次未改正的 are whom it is about; 每百辆车1人 and 每千人口8张 are ratios.
ASIDE = re.compile(
    rf"(?=[\d千一二过连目已距每《“对均还库现所两三四五六提总发不少低超])(?:24小时|提前\d+ ?(?:小时|天|日)|总结\d+个|发现一[处起个例][，、]?[\u3400-\u9fff]{{2}}一[处起个例]|千家万户|一[\u3400-\u9fff]一[\u3400-\u9fff]|二次|\d次(?:列车|在|上)|过[一两三]次|连续[两三四五六\d]{{1,2}}(?:次|年|期|个月|个季度)|(?:目前|已)[^，。；\d]{{0,8}}?(?:\d[\d,.]*|[两三四五六七八九十])[^，。；]{{0,2}}{UNIT}|距[^，。；\d]{{0,12}}\d[\d,.]* ?(?:公里|米)|\d[\d,.]* ?(?:公里|米)(?:范围)?[之以]?内|每[百千万\d]{{1,4}}[^，。；\d]{{1,8}}\d{{1,3}} ?{UNIT}|《[^《》]{{0,120}}》|“[^“”]{{0,30}}”|一支[^，。；\d]{{0,20}}队伍|(?:不足|少于|低于|超过)\d+[人户名]的|\d+万?元以上[或的]"
    r"|对[^，。；\d]{1,14}(?:[两三四五六七八九十]|\d+)个(?:小区|社区|片区|村|乡镇|路口|学校)(?=开展|进行|实施|逐)"
    rf"|(?:均为|还差|库存只?有?|现在的|所需费用约?)[^，。；\d]{{0,2}}\d[\d,.]* ?(?:余|多)?(?:万|亿)?{UNIT}|\d+(?:次|户|人|个|家|台|吨)以上的|\d+户(?=因)|[两三四五六]处：|^对[^，。；\d]{{0,12}}的\d+(?:处|个|家|所|座)|\d+(?:所|家|个)[\u3400-\u9fff]{{2,4}}(?=[与和]))"
)
# 对您提出的设立2000万元基金的建议，: what was asked for counts nothing that is promised.
ASKED = re.compile(
    r"(?:(?:关于|对于?|针对)?(?:您|你们|您们|贵[\u3400-\u9fff]{1,3})[^，。；]{2,60}(?:建议|问题|意见|诉求|设想)，)"
)
# 已对14条道路进行了摸排，下步将施划泊位: what was counted is behind.
TOLD = re.compile(
    r"[^。]{0,200}?(?:已|了|现有|存在|目前|涉及)[^，；。]{0,60}[，；](?=[^，；。]{0,12}(?:下一?步|将(?!近)|拟(?![定订])|近期|今后|我[局委院镇县市]?会))"
)
# What no count is written without.
NUMERAL = re.compile(r"[0-9一两二三四五六七八九十百千万]")
LONGEST = 2_000


def find_strength(sentence: str, deadline: Deadline | None) -> Strength:
    """Return how firm a folded sentence is; a condition makes it conditional however firm the rest."""
    sentence = sentence[:LONGEST]
    if waits(sentence):
        return Strength.CONDITIONAL
    if "您" in sentence or "你" in sentence or "贵" in sentence:
        sentence = ASKED.sub("", sentence)
    firm = deadline or _makes_document(sentence) or _has_count(sentence) or names_one(sentence)
    return Strength.FIRM if firm else Strength.SOFT


def _makes_document(sentence: str) -> bool:
    return "《" in sentence and DOCUMENT.search(BASIS.sub("", sentence)) is not None


def _has_count(sentence: str) -> bool:
    if not NUMERAL.search(sentence):
        return False
    if told := TOLD.match(sentence):
        sentence = sentence[told.end() :]
    if RECURRING.search(sentence) or MOVED.search(sentence):
        return True
    if not (COUNT.search(sentence) or SPELLED_COUNT.search(sentence)):
        return False
    bare = ASIDE.sub("", sentence)
    for pattern in (COUNT, SPELLED_COUNT):
        for found in pattern.finditer(bare):
            end = found.end()
            if not NO_COUNT.match(bare, end - 1) and not NO_COUNT.match(bare, end):
                return True
    return False
