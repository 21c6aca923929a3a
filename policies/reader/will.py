"""Which words of one clause put it into the future: 将, 拟, 计划, 预计…完成, 待…后 (docs/reading.md, "Commitments and actions").

All of it takes a folded clause: what stands between two of ，；：.
"""

import re

from .alternatives import each

# Who acts: 我局, 我们, 县公安局, 县客运公司, 三家运营商.
OWN = r"(?:我[局部委厅们县市区省州镇乡院办处校公站社行队][司们]?|本[局部委厅院公])"
BODY = rf"(?:{OWN}|[局委厅部办院府镇乡道司商社会心队站])"

# 将继续…, 将会同财政部…, 将对…, 将在…: these words follow 将 only where it says what will be. Not 将在建项目纳入…
ADVERB = (
    r"会(?!议|员|计|展|费)|要(?!求|闻|素|点|件)|于|在(?![建册校职编岗线役读])|继续|进一步|积极|认真|尽[快早最可力]|按(?!揭)|依|根据|结合"
    r"|会同|联合|协同|配合|协调|督促|指导|组织(?!部|机构)|持续|不断|大力|严[格肃厉]|着力|着重|逐[步年]|适[时当]|统筹|充分|深入"
    r"|多[方渠措]|密切|及时|同步|优先(?!事项)|力争|争取|推动|给予|予以|主动|全[力程面]|始终|坚[持决定]|切实|扎实|一如既往|再|从|向|与|通过|以(?!上|下|往)|为(?!民办)|把|由"
    r"|派|请|邀请|提请|委托|提前|一并|另行|专门|分[步批期]|立即|马上|抓紧|陆续|定期|牵头|做好|抓好|采取|履行|履职|加[快强大密]|对(?!口|象|外)"
)
# 将新建…3处: a verb. But 将检查结果纳入考核, 将改造方案报…: there it is part of what is put somewhere, and 将 means 把.
VERB = (
    r"落实|投入|启动|出台|新[建增设开]|[改扩续重]建|增[设派加开配]|召开|举办|举行|开展|实施|推[进行广出]|完[善成]|健全|优化|制[定订]|修[订编缮复]"
    r"|编制|印发|支持|鼓励|建[立成设]|设[立置]|研究|考虑|论证|跟踪|改造|整[治合改]|清理|排查|检查|巡查|打造|培育|划定|施划|安[装排]|开[通设行放]|延[长伸]|调整"
    r"|拨付|筹[措集建]|申报|上报|购[置买]|采购|更[换新]|维[修护]|拆除|补[充齐栽植种贴]|租[用赁]|提[供高升]|探索|引[导进入]|拓[宽展]|扩大|聘|利用|借助"
    r"|聚焦|强化|公[布开示]|加装|铺设|种植|抽调|组[建织]|成立|列入|纳入|迁|盘活|执行|沿用|参照|供应|保[留障持]|规范|监[督测管]|关注|联系|听取|征求|重点|全部|报请"
    r"|登记|逐[一户]|上门|入户|走访|收集|查处|处[理罚置]|打击|疏[导通浚]|加固|硬化|亮化|绿化|清[淤运除]|招[聘录标]|培训|开办|承担|减免|发放|兑现"
    r"|接[入通]|衔接|签订|试[点行]|运[行营]|投放|紧盯|狠抓|严[控防管]|暂停|停止|取[消缔]|恢复|保护"
)
WILL = re.compile(rf"将(?<![即必务终行].)(?:(?P<adverb>{ADVERB})|(?:{VERB}))")
# 将建设用地指标纳入…, 将检查情况作为…, 将补助标准由…提高到…: put, called or handed on.
PUT = re.compile(
    r"将[^，。；]{1,40}?(?:[纳列写编放划转归]入|[列作定改分降换]为|转[送交至办]|交[由办给]|移交|通报|报[送至]|挂钩|提高[到至]|调整[到为至]|落实到|[摆放]在|分解|下达|降至)"
)
# 将检查情况向县人大作了汇报, 将加强监管的责任落实到股室: a noun, and 了.
NOUN = re.compile(
    r"将[^，。；]{1,8}?(?:情况|结果|清单|进度)(?:[向报通作纳及]|并)|将[^，。；]{0,40}(?<!为)了(?!解)|将加[^，。；]{1,24}的[^，。；]{1,12}(?:落实到|[纳列]入)"
)
# 将排查出的隐患逐一登记, 将新建的站点交由…: the verb belongs to a noun.
RELATIVE = re.compile(r"[出到过好完]?的")
# 将加强作风建设作为首要任务. But 将把养老作为重点, 将继续作为…
AS = re.compile(r"将(?!会|继续|进一步|把)(?:(?!把)[^，。；]){1,40}(?:作为|[摆放]在)")
# 将缓解…, 将使…, 将对…起到…作用, 将会得到…: what comes of it. 我局将逐步解决… is work, as somebody stands before 将.
EFFECT = re.compile(
    r"将(?:会|能够?|可)?(?:有效|充分|极大地?|大大|显著|明显|进一步|更好地?|基本|逐步|不断|切实|全面|越来越|更加?){0,3}(?:地)?"
    r"(?:使|让|遇到|面临|存在|缓解|满足|造成|得到|起到|产生|带来|改变|影响|达到|实现|成为|增强|改善|惠及|提[升高]|促进|有[利助]|助[力推]|好|大|高|具备|形成"
    r"|方便|解决|消除|填补|降低|减[少轻]|新增|加重|导致|超过|突破|拉动|带动|便利|受益|大幅|体现|彰显|凸显|(?:增加|加大)[^，。；]{0,8}(?:亏损|支出|负担|压力|成本|风险|难度))"
    r"|将(?:会)?[对为][^，。；]{1,40}(?:起到|产生|具有|带来|造成|作用|影响|意义|保障$|基础$|支撑$)"
)
SOMEBODY = re.compile(rf"{BODY}(?:也|还|均|都|则|届时|表示|下一?步|近期|今后)?$")

# 拟新建…, 拟向…申请. Not 拟定方案, 拟订, 模拟, 虚拟, 草拟.
INTENDS = re.compile(r"拟(?<![模虚草比起].)(?![定订写人稿录])")
# 计划改造…, 计划到“十四五”末…, 我局计划. Not 建设计划, 年度计划, 计划生育, 计划单列, 计划提出.
PLANS = re.compile(
    rf"(?:^|{BODY}|[，、；年月底已也还均并现初步在区县市村])计划"
    rf"(?=[于在从到对投用由将通再明今年分]|20\d\d|\d{{1,2}}月|“|{VERB}|完工|竣工|建|开工|[加引]|组织)"
)
# 准备在…开行, 正准备启动. Not 准备工作, 做好准备.
PREPARES = re.compile(rf"(?:^|{BODY}|[正也还现已])准备(?=[于在对将从向用明今]|{VERB})(?!.{{0,6}}准备工作)")
# 力争…; 争取年底前…, 争取项目早日…, 继续争取. Not 争取到资金200万元, 积极争取上级资金(done as often as not).
STRIVES = re.compile(
    r"力争|争取(?!到了?(?:资金|项目|上级|中央|省|市|各|\d))(?=[^，。；]{0,12}(?:早日|尽[快早]|年底|年内|明年|今年|20\d\d年|月底|上半年|下半年))"
)
# 预计12月底完成, 预计于10月底便可投入使用. Not 预计新增产值, 预计投资.
EXPECTS = re.compile(
    r"预计(?<!原预计)[^，。；]{0,24}(?:完[成工]|建成|竣工|投[入产用]|开[工通业园放]|通车|启[动用]|交付|到位|实施|出台|结束)"
)
# 待资金落实后…, 等主体完工后…. Not 需待上级安排, 等待, 接待.
WAIT = each("待|等", "(?!遇)[^，。；]{2,40}(?:[之以]?后|时)")
WAITS = re.compile(f"^(?:{WAIT})")
# 评审结束后立即…, 资金到位后再…
AT_ONCE = re.compile(r"(?:结束|完成|到位|落实|批[复准]|下达|通过)后，?(?:再|立即|即[可将]?|马上|尽快|及时|由)")
# 则于2032年动工: behind 如…，
THEN = re.compile(rf"^则(?=[于由在将再]|明年|继续|立即|20\d\d|{VERB})")
# 我局会尽最大努力. Not 我局会同, 我市会议.
SHALL = re.compile(rf"{OWN}(?:也|还|都|一定)?会(?![同议员计展商长费场])")
# 继续向区政府争取…: at the head of its clause, with nothing done in it.
GOES_ON = re.compile(
    rf"^(?:(?:今年|明年|同时|另外|此外|并)，?)?{OWN}?(?:也|还|要)?继续(?!教育|医学|保持[^，。；]{{0,12}}(?:增长|态势))"
)
# 确保年底前…
ENSURES = re.compile(r"确保(?<!为确保)(?:在|于)?(?:今年|明年|20\d\d年)?[^，。；]{0,8}(?:年底|年内|月底|季度|上半年)")
# 经研究，决定尽快…, 决定在原址重建: to do. Not 决定不予; 决定成立专班, 决定出台办法 tell as often what was done.
DECIDES = re.compile(rf"决定(?:将|由|在|对|从|尽快|(?!成立|制定|出台|印发|[列纳]入)(?:{VERB}))")

# 年内将该巷路灯全部更换: 把, and ahead all the same.
TIMED = re.compile(r"(?:年内|年底前?|明年|下半年|月底前|尽快)[^，。；]{0,8}将")

# Each with a word that no clause is without which bears it, as most bear none.
SIGNS = (
    ("将", TIMED),
    ("准备", PREPARES),
    ("争", STRIVES),
    ("预计", EXPECTS),
    ("", WAITS),
    ("后", AT_ONCE),
    ("会", SHALL),
    ("继续", GOES_ON),
    ("确保", ENSURES),
    ("计划", PLANS),
)


# What a sentence of the future cannot do without, looked for once before all else.
GLIMPSE = f"将|拟|准备|力争|争取|预计|继续|确保|计划|决定|则|我[^，。；：]{{1,4}}会|{WAIT}|" + each(
    "结束|完成|到位|落实|批复|批准|下达|通过", "后"
)


def ahead(clause: str) -> bool:
    """Say whether a clause bears a sign of the future other than 将 and 拟."""
    return any(word in clause and sign.search(clause) for word, sign in SIGNS)


def later(clause: str) -> bool:
    """Say whether a clause bears a sign that holds even in a sentence that begins with the past."""
    return any(sign.search(clause) for sign in (EXPECTS, WAITS, AT_ONCE))


def will(clause: str) -> bool:
    """Say whether 将 in a clause says what somebody will do, not 把 and not an effect."""
    for found in WILL.finditer(clause):
        before = clause[: found.start()]
        if EFFECT.match(clause, found.start()) and not SOMEBODY.search(before[-12:]):
            continue
        if AS.match(clause, found.start()) or NOUN.match(clause, found.start()):
            continue
        if found["adverb"] is None and (PUT.match(clause, found.start()) or RELATIVE.match(clause, found.end())):
            continue
        return True
    return False
