"""The units named as acting together with the signer (docs/reading.md, ruling 19)."""

import re

from .alternatives import each
from .shapes import Span

# 国家卫生健康委, 市公交公司, 石桥乡人民政府, 中国农业科学院. Not 有关部门, nor the 部 of 部署.
SUFFIX = (
    r"(?:委员会|[村居业]委会|人民政府|政府|办公室|办事处|管委会|公司|集团|联盟|联合会|总商会|商会|协会|学会|基金会|总工会|总局|科学院|研究院|工程院|研究所|农科所|大学(?!附属|生)|学院|医院|银行|海关|总队|支队|大队"
    r"|管理处|海事处|工作站|[运管技路]站|[工车机电]务段|书店|[中小]学(?!生|校)|[一二三四五六七八九十]中(?![心国])|联社|红十字会(?:总会)?|服务中心|中心|图书馆|档案馆|科技馆|纪念馆|研究室|文化馆|博物馆|美术馆|体育馆|法院|检察院|纪委监委|妇联|残联|编办|贸促会|工商联|文联|科协|侨联|团市?[省市县区]?委|团中央|供电所|供销社|派出所|街道(?:办事处|办)?|社区(?!卫生|服务)|[省市县区乡镇]委(?!党史|社会工作部|宣传部|组织部|统战部|政法委|编办|网信办|老干部局)"
    r"|总社|局|厅|委(?!员|派|托|编办|会|党史|社会工作部|宣传部|组织部|统战部|政法委|网信办|老干部局)|部(?<![东西南北中]部)(?![门署分队委局]|落(?!实))|办(?<!举办)(?![理法公事学好])|署|院(?![校落士所])|[市县区乡镇](?=、|和|等|共同|加强|开展|推进|对|实施|做好))"
)
# 市公安局交通警察支队: a branch behind the name belongs to it.
UNIT = re.compile(
    rf"[\u3400-\u9fff]{{1,16}}?{SUFFIX}(?:[\u3400-\u9fff]{{2,8}}?(?:支队|大队|总队|中队|分局|研究所|研究院|分行|支行))?(?:附属[\u3400-\u9fff]{{0,4}}医院)?"
)
# 会同临街的市图书馆: where it is, not its name.
WHERE = re.compile(r"(?:临街|邻近|附近|周边|沿线|相邻|毗邻|毗连)的")
BETWEEN = re.compile(r"、|和|及|以及|与")
# 会同财政部, 联合科技局, 积极配合商务部, 协调市公交公司, 商市规划局. Not 商务部门, 协调推进, 配合做好, 联合国, 经商财政部 (done).
TOGETHER = r"会同(?!意)|联合(?!国(?!家)|会)|配合|协调(?!机制|发展|各)|协同|携手|联手|拉上|商请|牵头、(?=[\u3400-\u9fff、]{2,30}?(?:参与|参加|配合))|商(?<![^，；将拟].)(?![务业贸会品户家场铺标圈量榷讨议机谈])"
# 与县铁塔公司对接, 与市公交集团先在周末试开, 与石桥乡人民政府共同努力. Not 与群众期待还有差距.
BESIDE = (
    r"(?=[\u3400-\u9fff、]{2,50}?(?:合[办组编建力打作署]|共[享同建]|协[作同商]|联[合动办]|一(?:块儿|[车道起])|商[定量谈讨]|约[定好]|说[定好]|议定|碰头|搭伙|各出|结成|磋商|攻关|洽谈"
    r"|对接|沟通|会商|签订|配合|建立|敲定|加强|测算|完善|向上级|试[开行办点验]))"
)
# 经与县财政局沟通，目前难以安排: talk that is over makes no partner. 已与县人民医院商定，由该院…: that does.
WITH = rf"与(?<![经已]与){BESIDE}|同(?![时步意样期一]){BESIDE}|" + each(
    "经|已", r"与(?=[\u3400-\u9fff、]{2,50}?(?:商定|约定|说定|签订|合作|对接|建立|达成|联合|共同))"
)
WITHS = ("与", "同", "经与", "已与")
# 由省高速集团与电力公司签订: both act there (ruling 19).
BY = re.compile(r"由[^，。；我]{2,16}$")
LONGEST_BY = 17
# 我局已和市农牧局说定, 继续和工学院合办. Not 省体育局和省教育厅合编的指南: both act there.
AND = rf"和(?:(?<=[，；续时已正]和)|(?<=我[局委厅部院站县市区]和)|(?<=^和)){BESIDE}"
VERB = re.compile(f"{TOGETHER}|{WITH}|{AND}")
UNNAMED = re.compile(
    r"^(?:航空公司|审查|验收|执法|检查|巡查|评审|办公|有关|相关|各|乡镇|上级|其他|多个?|当地|主流|社会|专业|第三方|解决|推进|推动|做好|落实|督促|加快|积极|建立|完善|开展|我|属地|职能|集群)"
)
MOST = 12


def find_partners(folded: str, span: Span) -> tuple[Span, ...]:
    """Return the partners that a sentence names, in order, each once."""
    sentence = span.of(folded)
    found: dict[str, Span] = {}
    looked_at: set[int] = set()
    for verb in VERB.finditer(sentence):
        place = verb.start()
        if verb[0] in WITHS and BY.search(sentence, max(0, place - LONGEST_BY), place):
            continue
        position = verb.end()
        for _ in range(MOST):
            if position in looked_at:
                break  # the units behind it too: 会同市财政局、配合市公安局
            looked_at.add(position)
            if where := WHERE.match(sentence, position):
                position = where.end()
            unit = UNIT.match(sentence, position)
            if not unit or UNNAMED.match(unit[0]):
                break
            found.setdefault(unit[0], Span(span.start + unit.start(), span.start + unit.end()))
            between = BETWEEN.match(sentence, unit.end())
            if not between:
                break
            position = between.end()
    return tuple(found.values())
