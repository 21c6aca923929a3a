"""Sentences that no heading and no lead word puts into the future: which promise, and which only seem to."""

import time

import pytest

from policies.reader import read_letter

from .test_commitments import found

ASIDE = "我市现有助餐点3处。"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("我局将新建助餐点2处", id="将-before-a-verb"),
        pytest.param("我局将积极推动该路段纳入改造规划", id="将-before-an-adverb-with-纳入"),
        pytest.param("街道表示将加大巡查力度", id="of-another-body"),
        pytest.param("我局将逐步解决停车问题", id="effect-word-of-one's-own-work"),
        pytest.param("经协调，已将该巷列入明年改造计划", id="已-with-a-plan-for-later"),
        pytest.param("该巷已纳入2032年一事一议项目", id="put-into-a-year"),
        pytest.param("计划从3月开始到年底开展排查，目前已检查60家", id="under-way-with-an-end"),
        pytest.param("待资金落实后，立即组织施工", id="待…后"),
        pytest.param("如未获批，则明年继续申报", id="如…则"),
        pytest.param("近期将排查沿街商铺", id="近期-ahead"),
        pytest.param("我们将认真研究您的意见", id="study-only"),
        pytest.param("计划到“十五五”末建成助餐点40处", id="计划-with-a-plan's-end"),
        pytest.param("区公安分局计划加装护栏15处，目前正在招标", id="计划-of-another-body"),
        pytest.param("继续向省厅争取专项资金", id="继续-without-subject"),
        pytest.param("拟于明年新建助餐点1处", id="拟"),
        pytest.param("公交公司准备在开学前增派车辆6台", id="准备"),
        pytest.param("主体已封顶，预计12月底完成装修", id="预计-with-an-end"),
        pytest.param("该路口暂不增设信号灯，由中队在高峰时段派2人疏导", id="refusal-with-a-substitute"),
        pytest.param("经研究，决定在原址尽快重建教学楼", id="决定"),
        pytest.param("我局会及时与你们沟通", id="会"),
        pytest.param("对于您提出的设立基金的建议，我局将认真研究", id="ask-then-answer"),
        pytest.param("建议街道多方筹资，我局将按职责给予支持", id="advice-then-promise"),
        pytest.param("剩余2条巷道暂未改造，待雨季结束后一并实施", id="not-yet-but-then"),
        pytest.param("请您放心，我局将紧盯进度", id="reassurance-then-promise"),
        pytest.param("现已委托编制方案，方案通过后立即动工", id="已-then-step-ahead"),
        pytest.param("对不合规的摊点，将坚决予以取缔", id="坚决"),
        pytest.param("我局将一如既往支持社区，年内配送图书500册", id="manners-with-a-count"),
        pytest.param("正在采购收运车8辆，10月份可投入使用", id="bare-可-with-a-month-ahead"),
        pytest.param("年内将该巷路灯全部更换", id="将-means-把-and-is-ahead"),
        pytest.param("县政府已同意立项，下半年启动建设", id="agreed-and-due"),
        pytest.param("我县计划分三年完成改造", id="计划-分"),
        pytest.param("我局今年将投入80万元用于维修", id="投入-用于"),
        pytest.param("剩余路灯10月底前完成更换", id="bare-verb-with-a-day-ahead"),
    ],
)
def test_a_promise(sentence):
    assert found(f"{ASIDE}{sentence}。") == [(None, None, [sentence])]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("近日，省里将六个县列为试点，并新增两家基地", id="将-means-把"),
        pytest.param("我局将检查结果纳入年度考核", id="将-means-把-before-a-verbal-noun"),
        pytest.param("我局将重点路口纳入智能化改造", id="将-means-把-before-重点"),
        pytest.param("我局将加强作风建设作为首要任务", id="将-means-把-作为"),
        pytest.param("县政府将该提案交由我局办理", id="handling"),
        pytest.param("我局已将有关意见转送市财政局", id="handed-on"),
        pytest.param("该提案将对养老事业起到推动作用", id="effect-of-the-proposal"),
        pytest.param("新站投用后将缓解出行压力", id="effect-of-another-promise"),
        pytest.param("在此增设站点将造成道路拥堵", id="effect-as-a-reason"),
        pytest.param("相信停车难将会得到改善", id="belief"),
        pytest.param("该项目有望纳入省级盘子", id="hope"),
        pytest.param("您建议加快建设停车楼、拟定收费办法", id="ask"),
        pytest.param("您提出将冷库纳入2032年投资计划、由财政安排资金，目前暂未安排", id="ask-refused"),
        pytest.param("推进基地建设，推荐9家单位，制定实施方案", id="bare-verbs-done"),
        pytest.param("《规划》提出到2035年力争覆盖全部乡镇", id="plan-quoted"),
        pytest.param("“十三五”期间改造道路20公里", id="plan-period-past"),
        pytest.param("建议自规局将该地块纳入规划，尽快启动建设", id="advice"),
        pytest.param("也请村委会及时清淤", id="request"),
        pytest.param("省里可按程序申报", id="permission"),
        pytest.param("近期又设置果皮箱70个", id="近期-past"),
        pytest.param("我局拟定了施工方案，分批安装护栏", id="拟定"),
        pytest.param("支持建设两个产业强镇，累计安排2000万元", id="支持-past"),
        pytest.param("要求各镇进一步完善机制，有效遏制了违法行为", id="要-then-了"),
        pytest.param("该工程下步建设资金由市政府明确", id="下步-inside-a-noun"),
        pytest.param("2030年，我局计划维修站亭30个，现已全部完成", id="planned-and-finished"),
        pytest.param("该地块不具备条件，暂不增设公厕", id="refusal"),
        pytest.param("该路无法拓宽，维护由县公路局负责", id="refusal-with-whose-duty"),
        pytest.param("该村尚未列入2032年改造计划", id="not-put-into-a-plan"),
        pytest.param("工程全长12公里，拟建设桥梁2座，估算总投资3亿元", id="description"),
        pytest.param("存在以下困难：一是用地紧张；二是扩建将加重财政负担", id="difficulties"),
        pytest.param("我局将以饱满的热情服务群众", id="manners"),
        pytest.param("市里答复：“如增设信号灯，我局将承担拥堵风险，并将影响两个路口”", id="words-quoted"),
        pytest.param("年度建设计划已下达各镇", id="计划-as-a-noun"),
        pytest.param("目前准备工作已就绪，需待上级安排", id="准备-as-a-noun"),
        pytest.param("申请人提交材料后，窗口将按时办结", id="procedure"),
        pytest.param("我局将推进情况向县人大作了汇报", id="将-means-把-before-情况"),
        pytest.param("我局将加强监管的责任落实到股室", id="将-means-把-before-a-clause"),
        pytest.param("县里将为民办实事清单向社会公布", id="为-inside-a-noun"),
        pytest.param("上级要求各地在2032年底前完成整改", id="asked-from-above"),
        pytest.param("为确保年底前完成任务，我局抽调20人", id="what-for"),
        pytest.param("如果在此建站，每年将增加财政支出30万元", id="cost-as-a-reason"),
        pytest.param("目前无法确定时间，由上级统一安排", id="refusal-left-to-those-above"),
        pytest.param("暂时无法办理，由村民自行维护", id="refusal-left-to-the-residents"),
        pytest.param("去年我局争取在年底前完成的目标实现", id="past-aim"),
        pytest.param("这项工作将会遇到各种困难", id="what-may-come"),
        pytest.param("由于线路需穿越林地，恳请您协助", id="request-for-a-reason"),
        pytest.param("违反规定的，将依法予以处罚", id="how-it-goes-for-anybody"),
        pytest.param("我局将排查出的隐患逐一登记", id="将-means-把-before-a-relative-clause"),
        pytest.param("经研究，决定将五个镇纳入试点", id="decided-and-put"),
        pytest.param("县委决定成立专班，由县长任组长", id="body-set-up"),
        pytest.param("增加班次将进一步加大企业亏损", id="loss-as-a-reason"),
        pytest.param("学位需求将持续增长", id="trend"),
        pytest.param("文化事业将会迈上新台阶", id="trend-and-wish"),
        pytest.param("该路由开发商代建，拟由镇里接管一事尚未达成一致", id="not-agreed"),
        pytest.param("县住建局于今年3月将整治任务分解到各镇", id="将-means-把-分解"),
        pytest.param("我局积极争取上级资金200万元，建成助餐点3处", id="争取-done"),
        pytest.param("省厅在批复中明确，新增用地一律安排在边界以内", id="said-in-an-answer-from-above"),
    ],
)
def test_no_promise(sentence):
    assert found(f"{ASIDE}{sentence}。") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "我局将新建助餐点2处。同时，加强日常监管。联合区财政局落实补助。目前已建成1处。",
            [(None, None, ["我局将新建助餐点2处", "同时，加强日常监管", "联合区财政局落实补助"])],
            id="goes-on-with-bare-verbs",
        ),
        pytest.param(
            "我局将新建助餐点2处。在此期间，也请居委会做好解释。",
            [(None, None, ["我局将新建助餐点2处"])],
            id="request-behind",
        ),
        pytest.param(
            "加强日常监管。我局将新建助餐点2处。", [(None, None, ["我局将新建助餐点2处"])], id="nothing-before-goes-on"
        ),
        pytest.param(
            "一、关于布局\n推进网点建设，已建成3处。我局将再建2处。\n二、关于资金\n已安排资金。",
            [("一、", "关于布局", ["我局将再建2处"])],
            id="topic-keeps-it",
        ),
        pytest.param(
            "一、现有公厕31座。我局拟新建1座。\n二、您反映的占道问题，我局将依法整治。",
            [("一、", None, ["我局拟新建1座"]), ("二、", None, ["您反映的占道问题，我局将依法整治"])],
            id="paragraph-numbers-without-headings",
        ),
        pytest.param(
            "一、已开展的工作\n（一）加强宣传。我局将在各镇开展宣传。\n二、关于资金\n我局将积极争取资金。",
            [("二、", "关于资金", ["我局将积极争取资金"])],
            id="told-under-its-heading",
        ),
        pytest.param(
            "但存在困难，一是用地紧张；二是财力有限，难以启动。但是我局会尽最大努力争取资金。",
            [(None, None, ["但是我局会尽最大努力争取资金"])],
            id="promise-behind-difficulties",
        ),
        pytest.param(
            "为此，我局将从以下方面做好工作：\n（1）加强监管；\n（2）新建助餐点2处。",
            [(None, None, ["加强监管", "新建助餐点2处"])],
            id="lead-in-without-lead-word-opens-a-list",
        ),
        pytest.param(
            "我局将从两方面做好工作：一是加强监管；二是公开结果。",
            [(None, None, ["加强监管", "公开结果"])],
            id="lead-in-inside-the-paragraph",
        ),
        pytest.param(
            "一、办理情况\n我局将在各镇开展宣传。\n二、下一步工作\n完善管护制度。",
            [("二、", "下一步工作", ["完善管护制度"])],
            id="told-beside-a-next-steps-part",
        ),
        pytest.param(
            "我局拟新建助餐点1处。下一步，我局将加强监管。",
            [(None, None, ["我局拟新建助餐点1处", "下一步，我局将加强监管"])],
            id="before-a-lead-word",
        ),
        pytest.param(
            "你们关心的两个问题，我局这样回应：\n1.把站点建起来。现有助餐点3处。我局将新建2处。\n2.把队伍稳下来。已招聘12人。我局将再招5人。",
            [("1.", "把站点建起来", ["我局将新建2处"]), ("2.", "把队伍稳下来", ["我局将再招5人"])],
            id="answers-with-numbers-before-some-sentences",
        ),
        pytest.param(
            "现逐条回话如下：\n第一：站点已建成3处。\n第二：我局拟新建助餐点1处。",
            [("第二：", None, ["我局拟新建助餐点1处"])],
            id="lead-in-that-only-answers",
        ),
        pytest.param(
            "一、基本情况\n已建成3处。\n二、对建议的答复\n1.关于布局。我局将新建2处。\n2.关于资金。已安排资金。",
            [("1.", "关于布局", ["我局将新建2处"])],
            id="topics-under-a-wider-heading",
        ),
        pytest.param(
            "关于宣传推介。今年国庆期间，我局将举办民俗节1场。关于“普法宣传”。已印发手册。",
            [(None, None, ["今年国庆期间，我局将举办民俗节1场"])],
            id="topics-as-sentences",
        ),
    ],
)
def test_paragraphs(body, expected):
    assert found(body) == expected


@pytest.mark.parametrize("character", ["将", "拟", "待", "，", "由", "建", "《", "“", "请", "9", "已", "年", "我"])
def test_a_megabyte_of_one_character_is_read_in_time(character):
    began = time.process_time()
    read_letter(character * 1_000_000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("words", ["我局将", "暂不，由", "待年，", "将会，", "您提出，", "下一步，\n"])
def test_a_megabyte_of_repeated_words_is_read_in_time(words):
    began = time.process_time()
    read_letter("王小山委员：\n您提出的提案收悉。\n" + words * (1_000_000 // len(words)))
    assert time.process_time() - began < 2
