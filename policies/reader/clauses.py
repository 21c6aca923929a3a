"""A sentence -> its clauses: how each is worded, who acts in it, and when (`evidence.py` makes evidence of them)."""

import re
from collections.abc import KeysView, Set
from datetime import date
from typing import NamedTuple

from .lexicon import kinds_of, runs, without_traps
from .shapes import new

CLAUSE = re.compile(r"[^，；：]+")
LONGEST = 1000
"""Characters of a sentence that are looked at."""

# 《…》, long quotes and brackets say nothing of the sentence they stand in.
BOOK, QUOTE, ASIDE = re.compile(r"《[^《》]{0,120}》"), re.compile(r"“[^“”]{13,150}”"), re.compile(r"（[^（）]{0,60}）")
NUMBER = re.compile(r"[0-9][\d,.]*")
# The signer: 我局, 我们, 本院. Written 我.
OWN = re.compile(
    r"我(?:们|分局|大队|支队|中心|集团|街道|公司|单位|[局部委厅县市区省州镇乡院办处校站社行队司会所馆园])"
    r"|本(?:局|部|委|厅|院|公司|单位|县|市|区|镇|乡|届)"
)
# Somebody the signer speaks for: 县公安局, 镇河长办, 省林业局和省财政厅. Written 乙.
NAME = r"[^将拟会由在已正对把与和及的，了为向到等来也还要就可应。；：、新建“”《》\d]"
BODY = re.compile(
    rf"[镇乡村旗县市区]上(?=[^一级下]|$)|[旗盟厅局部院校厂队站司]里(?=[^面外边]|$)|[两三四几](?:局|部门|家单位)(?=[同与共联都将])|(?:[县市区省州镇乡国]|街道|社区|财政|教育|交通|住建|公安|水利|农业|自然资源|发展改革){NAME}{{0,8}}?"
    r"(?:局|委员会|厅|部|办公室|公司|中心|大队|支队|总队|集团|政府|联社|部门|委|办|站|所|队|院|校|里|企业)"
    rf"(?:[、和及与]{NAME}{{2,10}}?(?:局|厅|公司|中心|委|部|办|站|所|院))*"
)

# 县农业农村局：将推广…: the unit's name before a colon is who acts. Not 重点做好三项工作：, whose end is no unit's.
ANSWERS = re.compile(
    rf"(?:{BODY.pattern}|[^，。；：“”《》]{{2,12}}(?:[局委厅办院镇乡]|公司|中心|大队|支队|总队|海关|街道|社区|银行))：(?=[^“])"
)

# 将 that says what will be, by what follows it: 将继续, 将会同, 将对.
ADVERB = re.compile(
    r"将(?:会(?!议|员|计|展|费)|要(?!求|闻|素|点|件)|于|在(?![建册校职编岗线役读])|继续|进一步|积极|认真|尽[快早最可力]|按(?!揭)|依|根据|结合"
    r"|会同|联合|协同|配合|协调|督促|指导|组织(?!部|机构)|持续|不断|大力|严[格肃厉]|着力|着重|逐[步年]|适[时当]|统筹|充分|深入"
    r"|多[方渠措]|密切|及时|同步|优先(?!事项)|力争|争取|推动|给予|予以|主动|全[力程面]|始终|坚[持决定]|切实|扎实|一如既往|再|从|向|与|通过|以(?!上|下|往)|为(?!民办)|把|由"
    r"|派|请|邀请|提请|相应|如期|按[时期]|第一时间|随[时即]|重新|委托|提前|一并|另行|专门|分[步批期]|立即|马上|抓紧|陆续|定期|牵头|做好|抓好|采取|履行|履职|加[快强大密]|对(?!口|象|外))"
)
# 将…纳入, 将…由5元提高到8元: 将 is 把, put, called or handed on.
PUT = re.compile(
    r"将[^，]{1,40}?(?:[纳列写编放划转归录]入|[列作定改分降换建升]为|转[送交至办]|交[由办给]|移交|通报|报[送至给]|挂钩|[高低整大长短少加]到|[上下]调"
    r"|调整[到为至]|落实到(?!位)|[摆放]在|分解|下达|作为|进行了|告知|函告|送到|移至|迁至|搬|向[^，]{1,10}(?:公布|公开|汇报))"
)
# 将《…》, 将74所卫生室进行了改造, 将检查情况…, 将加强监管的责任落实到股室, 将排查出的隐患逐一登记
NOUN = re.compile(
    r"将(?:[《“\d]|[^，]{1,30}(?:进行了|了|情况$)|加[^，]{1,24}的[^，]{1,12}(?:落实到|[纳列]入)"
    r"|[^，]{1,8}[出到过好完建]的[^，]{1,16}(?:逐一|[纳列]入|交由|登记|交给))"
)
WILL = re.compile(r"(?<![即必务终行])将(?!军|来|领|士|近|此件)")
# Who stands right before 将.
NAMED = re.compile(
    r"(?:[我乙局委厅部办院镇乡司队站所里]|海关|银行|书记|主任|中心|街道|社区|单位|政府|学校|医院|集团|协会|运营商|下一?步|今后|还|也|届时|近期|[年月]|后续)$"
)

OPENING = (
    r"(?:同时|另外|此外|为此|因此|目前|现在|对此|其中|下一?步|下阶段|接下来|今后|今年|明年|近期|届时|期间|再次|首先|其次|最后|但是"
    r"|但|并|而|且|也|还|[\d年月]|年内|(?:今年)?年底前|下半年)*"
)
# What follows the name of a unit that acts: 镇河长办还将, 三家运营商由.
ACTS = r"(?=[将拟会由在已正对把也还计准打要先再与每负按和同给拿派从])"
ACTORS = (
    ("own", "我", re.compile(rf"{OPENING}我")),
    ("body", "乙", re.compile(rf"{OPENING}[^，]{{0,4}}?乙")),
    (
        "unit",
        "",
        re.compile(
            rf"{OPENING}[^，将拟会由在已正对把的]{{1,10}}(?:[局委厅部办镇乡村站所院队里]|海关|银行|书记|主任|[镇乡县市区校院局站]长|公司|中心|大队|支队|街道|社区|学校|医院|政府|集团|单位|协会|联盟){ACTS}"
        ),
    ),
    (
        "anybody",
        "",
        re.compile(
            rf"{OPENING}(?:群众|居民|村民|业主|市民|家长|学生|企业|用户|乘客|农户|各地|地方|您|你|代表|委员)(?![卡证]|反映|关[心注])"
        ),
    ),
    ("thing", "", re.compile(rf"{OPENING}(?:[该此这那其]|新[校园站桥路馆建]|项目|工程|问题|部分|一些|个别|有的)")),
)
# 配合…, 逐户核对…, 每周…, 从…选派: the clause begins with what is done, without an actor.
BARE = re.compile(
    r"(?:同时|另外|此外|并|也|还|再|要|还要|首先|其次|再次|最后|在此之前|为此|同步|一并|进一步|积极|持续|不断|切实|大力|全面|深入|严格|认真|尽快|抓紧|主动|统筹|着力"
    r"|充分|继续|及时|定期|逐步|努力|稳步|有序|合理|科学|加速|分类|依法|坚决|牢牢|重点|逐[一个户处家段]|适[当度]|优先|务必|多方)*"
    r"(?:新[建增]|改[造建]|扩[建大充]|建[设成立]|增[设加派开]|安[装排]|更换|购置|采购|配[备齐合]|清[理淤掏]|整[治合]|排查|[检抽巡查核][查处对清]|宣传|培[训育]|督促|指导|鼓励"
    r"|引[导进入]|支持|推[进动广行出]|加[强大快密]|完善|健全|优化|强化|落实|开[展通设办]|组[织建]|实[施行现]|制[定订]|修[订编改缮复]|编[制写印]|研究|探索|协[调助商]|会同|联[合动]"
    r"|争取|提[高升]|规范|深化|扶持|打[造击]|发[挥动布]|做[好到]|抓好|严[控查格打管防守]|利用|依[托法]|选[派取择聘用]|动员|用好|拓[宽展]|调[整配]|划定|施划|举办|召开|出台"
    r"|印发|公[布示]|设[立置]|成立|聘请|委托|邀请|招[聘录募]|投[入放]|统筹|盘活|挖掘|保[障护证留]|维护|恢复|拆除|关停|取[缔消]|处置|约谈|曝光|跟踪|关注|监[督测]|评[估选]|论证"
    r"|试[点行]|遴选|申[报请]|上[报线门]|对接?|衔接|沟通|谋划|压[实缩减]|缩短|延[长伸]|降低|减[少免轻]|办好|集中|立足|责成|帮助|补[助贴充齐建栽种]|简化|执行|采[取用]|坚持|围绕"
    r"|针对|突出|聚焦|紧盯|狠抓|把|通过|结合|按照|面向|[向从在以与将每先再让给由]|运用|借助|丰富|创新|构建|搭建|筹[措集建]|倒排|明确|细化|梳理|汇总|反馈|回访|走访|入户|错开|腾出"
    r"|拿出|列支|追加|倾斜|奖[励补]|收集|登记|建档|挂牌|签订|移交|接入|合理|确保|防止|避免|杜绝|守[牢住护])"
)
# 去年，…  近年来，…  自2027年起，…: the past, up to a clause that names the present or what is ahead.
PAST = re.compile(
    r"去年|前年|上年|近[几些两三五]?年?来?(?!期)|多年来|过去|此前|早在|前期|近日|日前|截[至止]|自[^，]{1,16}以来|[^，]{1,12}以来|[自从]?\d+年(?!底|内|前|起)|从\d+[年月]"
    r"|“十[一二三四]五”期间|今年以来|上半年|上学期|上个?月|接到|收到|经[查核现]"
)
PRESENT = re.compile(r"今年(?!以来|[上\d])|明年|目前|现正|今后|下一?步|剩余|其余|待|届时|年底|下半年|近期|未|计划|拟")

# 2032年3月, 明年, “十五五”; 8月 alone is of the letter's own year.
TIME = re.compile(
    r"(?:(20\d\d) ?年|(今年|明年|(?<!以)后年|去年|上年|来年))(?:第?([一二三四])季度|(\d{1,2}) ?月(?:(\d{1,2}) ?日)?)?"
    r"|“十([三四五六])五”|(?<![\d年个])(\d{1,2}) ?月(?!至)(?:(\d{1,2}) ?日)?"
)
# 秋收前, 封冻以前, 榴莲季到来之前, 腊月前, 9月20日前. Not 日前, 三年前.
DUE = re.compile(
    r"(?:[季期冬春夏秋汛冻节播收灌假底末梅江雪雨草旬]|[正腊冬]月|\d[日月])(?:到来|来临|开始|结束)?[之以]?前(?![期后往景提述款任])"
)
YEARS_ON = {"今年": 0, "明年": 1, "来年": 1, "后年": 2, "去年": -1, "上年": -1}
QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}
PLAN_ENDS = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}


class Clause(NamedTuple):
    """The runs of its characters, names and numbers made alike; the kinds of its words; who acts; when; told as past."""

    runs: Set[str]
    kinds: Set[str]
    actor: str
    when: str
    past: bool


def clauses(sentence: str, issued_on: date | None, known: KeysView[str] | None = None) -> list[Clause]:
    """Split a folded sentence into its clauses; of the runs only those that are `known`, which holds all SOUGHT ones."""
    plain = _without_asides(sentence[:LONGEST])
    if answers := "：" in plain and ANSWERS.match(plain):
        plain = plain[: answers.end() - 1] + plain[answers.end() :]
    written = CLAUSE.findall(plain)
    if not written:
        return []
    past = PAST.match(plain) is not None and _when(written[0], issued_on) != "+"
    alike = CLAUSE.findall(NUMBER.sub("0", BODY.sub("乙", OWN.sub("我", plain))))
    marked = without_traps(f"⊢^{'$，^'.join(alike)}$⊣").split("，")
    found = []
    for words, text, edged in zip(written, alike, marked, strict=True):
        inside = frozenset(runs(edged)) if known is None else known & runs(edged)
        kinds = kinds_of(edged, inside)
        if "将" in text:
            kinds |= _will(text)
        if "前" in words and DUE.search(words):
            kinds.add("soon due")
        past = past and PRESENT.search(words) is None
        found.append(new(Clause, (inside, kinds, _actor(text), _when(words, issued_on), past)))
    return found


def _without_asides(sentence: str) -> str:
    if "《" in sentence:
        sentence = BOOK.sub("《》", sentence)
    if "“" in sentence:
        sentence = QUOTE.sub("“”", sentence)
    return ASIDE.sub("", sentence) if "（" in sentence else sentence


def _will(text: str) -> set[str]:
    """Return what 将 is in a clause: "will", "put" where it is 把, "would" where neither shows."""
    kinds = set()
    for found in WILL.finditer(text):
        place = found.start()
        named = NAMED.search(text, max(0, place - 6), place) is not None
        noun = NOUN.match(text, place) is not None
        if ADVERB.match(text, place) and not noun:
            kinds.add("will")
        elif noun or PUT.match(text, place):
            kinds.add("put by 将")
        else:
            kinds.add("will" if named or BARE.match(text, place + 1) else "would")
        if named:
            kinds.add("named 将")
        elif place == 0:
            kinds.add("begins with 将")
    return kinds


def _actor(text: str) -> str:
    for actor, sign, pattern in ACTORS:
        if (not sign or sign in text) and pattern.match(text):
            return actor
    return "none" if BARE.match(text) else "other"


def _when(words: str, issued_on: date | None) -> str:
    """Say whether the last time in a clause is ahead of the letter (+), behind it (-) or in its month or year (0)."""
    if issued_on is None or not ("年" in words or "月" in words or "五”" in words):
        return ""
    times = TIME.findall(words)
    if not times:
        return ""
    year, relative, quarter, month, day, plan, bare_month, bare_day = times[-1]
    if plan:
        return "+" if PLAN_ENDS[plan] >= issued_on.year else "-"
    years = int(year) - issued_on.year if year else YEARS_ON.get(relative, 0)
    month = int(month or bare_month or 0) or QUARTERS.get(quarter, issued_on.month)
    day = int(day or bare_day or issued_on.day)
    days = (years * 12 + month - issued_on.month) * 31 + day - issued_on.day
    return "+" if days > 0 else "-" if days < 0 else "0"
