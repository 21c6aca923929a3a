"""The words that say when, whether and by whom something is done: what a clause is judged by.

Each kind is one signal; how much it tells is learnt from labelled letters (`weights.json`).
^ is the beginning of a clause and $ its end, ⊢ and ⊣ those of the sentence.
"""

import re
from collections.abc import Iterable, Set
from itertools import chain
from operator import add

KINDS = {
    # What is ahead.
    # 拟新建…, 我们打算…, 愿意尝试…, 着手修订…
    "intends": "拟 打算 愿意 愿与 设想 谋划 筹划 着手 准备 考虑对 有意 想把 想先 想在",
    # 计划改造…, 我局计划… Not 年度计划 nor 计划生育.
    "plans": "^计划 我计划 乙计划 里计划 镇计划 县计划 步计划 年计划 月计划 现计划 计划于 计划在 计划从 计划到 计划对 计划投 计划用 计划由 计划将 计划今 计划明 计划分 计划新 计划选 计划0 计划安 计划改 计划组 计划建 计划完 计划开",
    # 力争年底前…, 争取列入… Not 争取到资金.
    "strives": "力争 争取 力求 务求 务于 努力实现 努力做到",
    "ensures": "确保 保证 务必",
    "expects": "预计 预期",
    "goes on": "继续 仍将 仍会 接着 ^再",
    # 下一步，… 今后凡新建道路…
    "next": "下一步 下步 下一阶段 下阶段 接下来 今后 后续 未来 往后 ^以后",
    # A time that is ahead of any letter.
    "soon due": "明年 后年 来年 下半年 年内 年底 岁末 月底 入冬前 入汛前 汛前 开学前 春节前 国庆前 这个月 本月 本周 下个月 下月 下学期 下周 本月 三季度 四季度 第三季度 第四季度 秋季学期 冬闲 开春 秋收后 近期 不久 届时 今冬 今秋 入冬以后 入冬后 0月前 0日前 0月份",
    "this year": "今年 本年 年度",
    # 待资金到位后…, 谈妥后先…, 经费有了着落就…
    "waits": "待 ^等 到位后 批准后 批复后 通过后 下达后 结束后 成熟后 出台后 同意后 敲定后 谈妥后 验收后 一致后 获批后 成功后 到位就 来就 了就 好就 完就 齐就 下来后 后就 后再 后立即 后马上 后尽快 后即 后由 后先 后可 后公布 后实施 后组织 后印发 时再",
    # 如省里追加计划…, 效果好的话…
    "if": "^如 ^若 ^但如 ^但若 ⊢^如 ⊢^若 ^一旦 ^倘 ^假如 ^要是 ^只要 ^只有 ^除非 ^万一 ^等到 的话$ 允许的 情况下 前提下",
    "depends": "视 择机 适时 酌情 另行安排 另行公布 另行研究",
    "promptly": "尽快 尽早 抓紧 早日 及早 加快 立即 随即 马上 随时 第一时间",
    # 每半年普查1遍.
    "recurs": "每年 每月 每季 每周 每天 每日 每半年 每学期 每逢 每晚 每两 每三 每轮 每批 每次",
    "by steps": "分批 分期 分步 分年 分阶段 分0批 分0年 分0期 分两 分三 逐步 逐年 逐批 陆续 先行 先期 先在 先由 先对 先从 先把 先给 先建 先试 先装 先安 先清 ^先 分类 逐个 逐户 逐一 逐处",
    # 由县自来水公司负责建设
    "by whom": "由我 由乙 ^由 负责 牵头 承担 出面 统一组织 协助 统筹",
    # 列入明年计划, 写进招标条件
    # 11月1日起对居民开放
    "starts": "日起 月起 年起 季起 学期起 ^自0 ^从0",
    # 末班车照常开; 只交水电费，摊位费一律不收
    "keeps": "照办 照常 照旧 照样 不变 不停 不涨 不减 不撤 不收 不再",
    # 暂不设立，不过从明年起…
    "but": "^但 ^不过 ^然而 ^而是 ^转而 ^可行的 ^虽 ^只是",
    # 今后凡涉及…，一律先评估; 发现一起、查处一起
    "every": "一律 凡 一经 发现一 成熟一",
    # 暂不设置，改由支队疏导
    "instead": "改由 改为 转为 改用 改设 代之 先行采取 可改",
    "put into": "列入 纳入 编入 写入 写进 放入 列为 列在 提上 排在 录入 作为",
    "not put": "未列入 未纳入 不列入 不纳入 未能列入 未能纳入 没有列入 没有纳入",
    "agrees": "决定 同意 采纳 答应 承诺 商定 议定 谈定 说定 商量好 谈妥 确定由 明确由 确定在",
    # 狩猎队还要到石鼓乡, 乡里要拿出一个办法. Not 要求, 要点.
    "must": "我要 乙要 里要 都要 就要 ^要 队要 应会 一定要",
    # 我局会及时沟通. Not 会议, 会同.
    "shall": "我会 乙会 里会 都会 一定会 队会 校会 我们会",
    "also": "还将 还要 还会 还拟 还计划 还打算 也将 也要 也会 也拟 再增 再建 再安 再购 再新 再次组",
    "under way": "正在 正由 正与 正会同 正对 正抓紧 正按 在建 办理中 进行中 招标中 推进中 公示中",
    # 在此期间，…; 大修实施前，…
    "until": "前$ 期间 在此之前 之前$ 过渡期 此前$",
    # 8月底前恢复亮灯, 明年3月交付
    "comes about": "完成$ 完工$ 建成$ 竣工$ 投用$ 入使用$ 开工$ 动工$ 启用$ 通车$ 交付$ 到位$ 投运$ 投产$ 招生$ 运行$ 办结$ 上线$ 进场$ 收尾$ 开通$ 启动$ 贯通$ 发布$ 印发$ 开放$ 供水$ 通水$ 通气$ 亮灯$ 恢复$ 实施$ 使用$ 完毕$ 安装$ 落地$ 覆盖$ 整改$ 见底$ 封顶$ 搬迁$ 验收$ 清退$ 审议$ 开标$ 报批$ 拆除$ 更换$ 建好$ 用上$ 达标$ 工建设$",
    "can be": "即可 便可 就可 就能 便能 可以动 可以开 可投 可建 可完 可开 能投 能完 能建 即能 可一并 可以一并",
    # What is done, or as it is.
    "done": "已 业已 已经",
    "le": "了",
    "once": "查过 问过 做过 开过 组织过 下过 调整过 研究过",
    "summed up": "先后 累计 共有 共计 共投 共完 共0 共排查 共查处 共发放 共培训 总计 合计 达到0 实现了 取得",
    "so far": "截至 截止 至今 近年 近几年 近两年 近三年 近五年 以来 去年 前年 上年 上月 上周 上半年 上学期 日前 近日 此前 早在 曾 原来 过去 长期 多年 当年 当时 同期 同比 比上年 上个月",
    "now": "目前 现有 现行 现为 现由 现已 现共 现执 当前 现阶段 如今 现在",
    "figures": "达0 占0 约0 率0 超过0 0% 0‰ 平均 积0 长0 宽0 资0 资金0 有0 量0",
    "is": "是 属 属于 位于 全长 总投资 占地 面积 隶属 承担着 来自 包括",
    "lacks": "存在 不足 问题 短板 困难 难点 堵点 痛点 瓶颈 症结 老旧 脱节 失修 暴露 不愿 矛盾 薄弱 压力 滞后 突出 紧张 老化 不高 不够 不强 不齐 偏低 偏高 偏少 偏小 缺口 隐患",
    "not": "暂不 暂缓 暂未 暂无 暂时 不宜 不能 不予 不具 不便 不可 不作 不设 不符 无法 难以 没有 尚未 尚不 未能 缺乏 无权 不支持 未作 没能 不是 不允许",
    "because": "^由于 ^因为 ^因客 ^因资 ^因该 ^因地 ^因涉 ^因用 ^因项 ^因消 ^因安 ^鉴于 ^考虑到 ^受限 ^受地 ^受资 ^受编 ^受土 ^受人 原因 症结 但由于 但因",
    # Whose words these are, and how they are meant.
    "hopes": "相信 坚信 深信 希望 期待 期盼 盼 有望 可望 必将 定会 必定 想必",
    # 新园建成以后，…将得到缓解
    "follows": "随着 建成后 投用后 完成后 实施后 改造后 落实后 通车后 落地后 拓宽后 开通后 以后$ 之后$ 后$ 建成以后 搬迁后 运营后",
    "effect": "使 让 缓解 满足 改善 提升 增强 解决 促进 有利 有助 方便 便利 焕然一新 造福 受益 惠及 好转 减少 降低 消除 下降 转变 拉动 带动 安心 突破 新增 更加 越来越 大大 极大 大幅 显著 明显",
    "will effect": "将使 将让 将缓解 将满足 将改善 将提升 将增强 将解决 将促进 将有 将得到 将成为 将具备 将造福 将惠及 将减少 将降低 将更 将大 将极大 将有效 将形成 将实现 将达到 将方便 将迎来 将带来 将带动 将打乱 将影响 将造成 将突破 将超过 将下降 将增加 将起到 将填补 将缩短 将新增 将会 步得到 将彻底 将明显 将显著 可达 可望达 将好 将高 将为您 能多 可新增 可容纳 可带动 可减少 会更 会越来越 能够使 将加剧 将加重 裨益 有意义 推动作用 积极作用 促进作用",
    "advises": "^建议 ⊢^建议 我建议 ^请 ⊢^请 也请 还请 ^恳请 也恳请 ^希望 呼吁 倡议 提请 ^望 ^欢迎 ^敬请 也建议 也希望",
    # 只有通过复检，才对校外开放; 规划一批，就动工
    "then": "^才对 ^才能 ^才可 ^才会 ^才安 ^才行 ^就把 ^就将 ^就能 ^就可 ^就实 ^就开 ^就动 ^就安 ^就按 ^就给 ^就向 ^就由 ^就组 ^即随 ^即按 ^即由 ^即可 ^即组 ^便可 ^便能 ^便由 ^再动",
    # 如南方某县将8条线路整合; 请贵厅统筹
    "elsewhere": "某县 某市 某省 某地 某区 某自治 外地 外省 兄弟 国外 发达国",
    "addressee": "贵厅 贵局 贵委 贵部 贵办 贵会 贵省 贵市 贵县 贵校 贵单位",
    "may": "可按 可由 可向 可到 可根据 可自 可通过 可选 可申 可凭 可持 可在 可结合 可拨 可探索 可先 可乘 可前往 可依 可以按 可以向 可以到 可以通过 可以申 可以步 可以先 可能 或将 也许 自行",
    "anybody": "^群众 ^居民 ^村民 ^业主 ^市民 ^家长 ^学生 ^企业 ^用户 ^乘客 ^农户 ^各地 ^地方 ^有条件 ^符合条 ^有需 ^当事人 ^申请人 ^消费者 ^用人单 ^参保人 ^老年人 ⊢^群众 ⊢^居民 ⊢^各地",
    "asks": "您提出 你提出 您们提出 你们提出 您建议 你们建议 您提到 您反映 您所 您关心 您要求 您希望 您认为 您说 您关于 你们提到 贵委提出 贵党提 贵党在 贵党关 贵党建 贵党所 贵单位提 贵单位建 贵小组提 贵小组建 代表提出 委员提出 提案提出 提案建议 提案中 建议中 建议提 所提 要求我 您在 提案立足 提案从",
    # 专家认为，…; 居民反映，…
    "opines": "认为 主张 反映 提议 觉得 担心 抱怨 不妥 不赞成 有人",
    "asked": "的建议$ 建议$ 的问题$ 意见$ 提案$ 诉求$ 的想法$ 的事$ 要求$",
    "quotes": "中明确 亦明确 中提出 中要求 中规定 规划提出 方案提出 意见提出 》提出 》明确 》要求 》规定 会议提出 会议要求 全会提出 报告提出 办法规定 条例规定 文件规定 政策规定 国家规定 规定 按规定 明确规定 上级要求 省里要求 国家要求 指出 强调 明确提出",
    "ought": "应由 应当 应在 应按 应先 应 须 必须 需由 需要 不得 宜",
    "thanks": "感谢 谢意 致谢 欢迎 敬请 谅解 抱歉 歉意 祝您 祝你",
    "values": "重视 认同 赞同 有道理 中肯 切合 针对性 同感 很好 重要意义 启发 参考 贴心",
    "manners": "愿与您 愿同您 愿同各 与您一 不负 辜负 再接再厉 不懈 竭诚 虚心 一如既往 态度 作风 热情 契机 好地服务 好地为 不断改进 不懈努力 继续努力 不断努力 更加努力 做得更好 听取各 听取意 回报 珍惜 信任 厚爱 更实 更优 担当 初心",
    "handed on": "转交 转送 转办 转由 移交 另行答复 函告 抄送 职责范围 职权 归口 事权 反映 汇报 报告",
    "counts": "0处 0座 0个 0家 0所 0公里 0米 0辆 0台 0套 0条 0次 0场 0名 0人 0盏 0户 0栋 0间 0亩 0件 0万 0亿 0元 0班 0批 0张 0块 0期 0余",
    "at length": "进一步 积极 持续 不断 切实 大力 全面 深入 严格 认真 充分 着力 主动",
    "topic": "⊢^关于 ⊢^至于 ⊢^对于 ⊢^就 ⊢^对您 ⊢^针对",
    "aim": "⊢^为 ^为了 ⊢^为了 ^为确保",
    "basis": "^按照 ^根据 ^依据 ^结合 ^围绕 ⊢^按照 ⊢^根据 ⊢^结合 ^通过 ^在",
    "rest": "其他 其余 剩余 余下 另外 还有 对未 对尚 对仍 对短 对剩 对缺 再就是",
    "so": "⊢^为此 ⊢^对此 ⊢^因此 ⊢^同时 ⊢^此外 ⊢^首先 ⊢^其次 ⊢^最后 一方面 与此同时",
    "together": "会同 联合 协同 配合 共同 一道 一起 对接 沟通 协商 协调 衔接 联手 合署 携手 结成",
    "says": "表示$ 答复$ 介绍$ 反馈$ 称$",
}
# Words that hold one of the above and mean none of it: 了解 is no 了, 拟定 no 拟.
TRAPS = "前后 长期照护 长期护理 不同意 再说 再者 再有 不了 除了 极了 了结 成就 本来就 原来就 从来就 向来就 历来就 规定$ 规定动作 平凡 非凡 不凡 大凡 一律师 了解 了望 拟定 拟订 拟人 草拟 模拟 虚拟 比拟 准备工作 准备就绪 准备金 等待 期待着 接待 招待 对待 待遇 待业 亟待 要求 重要 主要 需求 视频 巡视 监视 透视 电视 注视 已有的 等级 等次 等方 等工作 等问题 等地 等部 等单 等0 等重 等多 等内 等各 等项 等活 等相 是否 但是 于是 还是 就是 凡是 或是 使用 高等 平等 如期 如何 如下 如实 应急 应用 反应 供应 应对 应届 对应 响应 适应 应答 应聘 必须要 须知 再生 适宜 便宜 事宜 让利 出让 转让 属地 家属 附属 直属 下属 权属 所属 归属 金属 亲属 先进 首先 优先 会议 会商 会员 会计 社会 机会 协会 大会 委员会 年会 计划生育 属实 曾经 等候 相当 视力 视距 视觉 视野 视听 影视 歧视 忽视 轻视 将有关 将有序 将有针对 将大力 将高标 将高质 将更换 将更新 将会同 将有意 将好的 将进一步 项目前 方面积 科目前"
WORDS = {word: kind for kind, words in KINDS.items() for word in words.split()}
SHORT = frozenset(word for word in WORDS if len(word) < 4)
LONG = re.compile("|".join(map(re.escape, sorted(WORDS.keys() - SHORT))))
# Few clauses hold a run that a long word begins with: only those are searched for long words.
LONG_BEGIN = frozenset(word[:3] for word in WORDS.keys() - SHORT)
SOUGHT = SHORT | LONG_BEGIN
"""The runs of characters by which the words in a clause are known."""
# Words that hold a trap and mean what they say, 上级要求, stand for themselves.
KEPT = [word for word in WORDS if any(trap in word for trap in TRAPS.split())]
TRAP = re.compile("|".join(map(re.escape, sorted([*TRAPS.split(), *KEPT], key=len, reverse=True))))


def without_traps(clause: str) -> str:
    """Blank out the words that would be taken for others."""
    return TRAP.sub(lambda found: found[0] if found[0] in WORDS else "□", clause)


def runs(clause: str) -> Iterable[str]:
    """Return every run of one to three characters in a clause that is marked ^ at its beginning and $ at its end."""
    pairs = list(map(add, clause, clause[1:]))
    return chain(clause, pairs, map(add, pairs, clause[2:]))


def kinds_of(clause: str, found: Set[str]) -> set[str]:
    """Return the kinds of the words in a clause; `found` are its runs, at least those that are `SOUGHT`."""
    kinds = {WORDS[run] for run in found if run in WORDS}
    if not LONG_BEGIN.isdisjoint(found):
        kinds.update(map(WORDS.__getitem__, LONG.findall(clause)))
    return kinds
