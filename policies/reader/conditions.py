"""Whether a sentence waits for something named (docs/reading.md, rulings 13 and 14a)."""

import re

from .alternatives import each

# 待资金到位后, 待规划批复，… Not 等待, 接待, 对待, 招待所, 亟待, 待遇, 待业.
WAIT = r"待(?<![等期接招对亟善款看优].)(?![遇业在机建])[^，。；]{1,40}"
# 如获批复，… 如该项目纳入规划，… 若条件允许. Not 如期, 如何, 如实, 例如, 诸如, 比如, 若干.
IF = (
    r"如(?<![例比诸譬正有不].)(?![期何上下实同火约数])(?:果|能|获|需|遇|有|仍|确|未|经|该|[^，。；]{1,30}?[，则])"
    r"|若(?<!宛.)(?!干)[^，。；]{1,40}"
    r"|只有[^。；]{1,40}才|一旦(?!发现)"
)
# 视情况增设, 视地方财力情况, 视情. Not 视频, 重视, 巡视, 监视.
DEPENDS = (
    r"视(?<![重注轻忽巡监电透直影珍].)(?![频察野听为觉同力作角点])[^，。；]{0,16}"
    r"(?:情况|情(?!怀)|条件|程度|进度|能力|状况|效果|结果|水平|基础|规模|指标|进展|风险)"
)
# 在完成调查后, 评审结束后, 鉴定结论出来后, 落实资金后，: the signer's own step too. Not 完成全部高后果区…, nor 建成后, 建立后.
BEHIND = r"(?:之|以)?后(?!果|期|续|台|勤|备|方|半|者|援|来|进)"
AFTER_STEP = (
    rf"完成[^，。；]{{1,24}}{BEHIND}|"
    + each("落实|取得|获得|拿到|办妥|办结|争取到", rf"[^，。；了]{{1,16}}{BEHIND}(?=[，再由先即立马尽方才将按及向])")
    + "|"
    + each(
        "结束|完成|通过|批准|批复|核准|核定|获批|立项|出台|出来|出炉|谈妥|敲定|可行|预期|达标|论证|评估|审定|审议|移交|交付"
        "|形成|成熟|具备|落实|到位|下达|同意|确定(?!下来)",
        rf"{BEHIND}(?=[，再由先即立马尽方才将按及向抓报印]|部署|组织|公布|形成|启动|实施)",
    )
    + "|着落就|的话，"
)
# 经批准后, 经县政府同意后, 货场经省级部门验收后. Not 经研究, nor 经培训后.
AFTER_CONSENT = r"经[^，。；]{0,12}(?:批准|批复|同意|审定|审批|论证|验收(?:合格|通过)?|评审|核准|审查|表决(?:通过)?)后"
# 资金落实后, 条件成熟时, 在财力允许的情况下.
GIVEN = (
    each(
        "资金|经费|用地|指标|手续|条件",
        r"[^，。；]{0,10}(?:到位|落实|成熟|具备|允许|批复)(?:的情况下|[之以]?后|时)",
    )
    + "|"
    + each("条件|时机", "(?:成熟|具备|允许)[，的时后]")
    + r"|在[^，。；]{1,20}(?:允许|具备|成熟)的?(?:情况|条件|前提)下"
)
# 若设置待转区，将压缩…，因此暂不设置: what speaks against it, no condition of what is done instead.
REASON = re.compile(r"(?:如果?|若)[^，。；]{1,30}，(?:将|会|势必)[^。；]{1,40}，(?:因此|所以|故)")
# 根据, 按照, 对符合条件的… and 在此之前 are no conditions, so nothing here matches them.
CONDITION = re.compile("|".join((WAIT, IF, DEPENDS, AFTER_STEP, AFTER_CONSENT, GIVEN)))


def waits(sentence: str) -> bool:
    """Say whether a folded sentence makes what it promises wait for something."""
    if "若" in sentence or "如" in sentence:
        sentence = REASON.sub("", sentence)
    return CONDITION.search(sentence) is not None
