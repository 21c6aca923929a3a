"""Firm, soft or conditional: one sentence for each ruling, and its trap."""

import pytest

from policies.reader import Strength
from policies.reader.strength import find_strength


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("加快修订《检测条例》", id="document"),
        pytest.param("我局将编制《资源目录》", id="将-before-a-document"),
        pytest.param("办好松浦开茶节，讲好茶文化故事", id="festival"),
        pytest.param("开展“老字号嘉年华”活动", id="named-season"),
        pytest.param("开展“清风”专项行动", id="named-campaign-专项"),
        pytest.param("支持每个县新建中心1所", id="count-for-each"),
        pytest.param("新建公厕3座", id="count"),
        pytest.param("新建一座公厕", id="spelled-count"),
        pytest.param("督促公司安装路灯20盏", id="count-behind-督促"),
        pytest.param("争取上级资金200万元", id="sum"),
        pytest.param("每月巡查不少于2次", id="recurring-count"),
        pytest.param("组织召开全市养老服务推进会", id="meeting"),
        pytest.param("继续开展好“质量月”活动", id="named-activity"),
        pytest.param("开展消防安全攻坚行动", id="campaign"),
        pytest.param("实施地理标志保护工程", id="named-project"),
        pytest.param("建设全市养老服务监测平台", id="one-building"),
        pytest.param("对全省渔船监管平台进行升级", id="one-building-before-the-verb"),
        pytest.param("将查询系统升级为2.0版", id="one-building-behind-将"),
        pytest.param("将村口漫水桥一并改建", id="one-building-rebuilt-too"),
        pytest.param("动态更新《管控清单》", id="document-brought-up-to-date"),
        pytest.param("组织开展全国近视防控宣传教育月活动", id="named-month-without-quotes"),
        pytest.param("开展“乡音嘹亮”乡村文艺汇演", id="named-show"),
        pytest.param("设立骑手维权窗口", id="window"),
        pytest.param("改设警示灯2组，每学期上足4节法治课", id="组-and-节"),
    ],
)
def test_firm(sentence):
    assert find_strength(sentence, None) is Strength.FIRM


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("依照《规范》做好管护", id="document-as-basis"),
        pytest.param("把《意见》要求落到实处", id="document-as-alias"),
        pytest.param("建立长效管护机制，成立工作专班", id="framework"),
        pytest.param("制定管护方案", id="plan-without-a-name"),
        pytest.param("联合19个部门开展督查", id="number-of-actors"),
        pytest.param("将《意见》要求落到实处", id="document-that-将-is-把-of"),
        pytest.param("办好事关民生的环节，抓好时节，营造节日气氛", id="节-in-a-word"),
        pytest.param("开展专项整治行动", id="campaign-without-a-name"),
        pytest.param("按每百辆车1人的标准配备人员，落实每千人口8张床位", id="ratio-of-counts"),
        pytest.param("力争覆盖率达到95%以上", id="ratio"),
        pytest.param("打通服务群众“最后一公里”", id="idiom"),
        pytest.param("继续推出一批精品线路", id="一批"),
        pytest.param("持续开展“回头看”", id="quotes-are-no-name"),
        pytest.param("完善平台功能，推进系统建设", id="buildings-in-general"),
        pytest.param("支持各地建设养老服务中心", id="support-in-general"),
        pytest.param("争取上级资金，依照《规范》修建标准化库房", id="building-that-hangs-on-争取"),
        pytest.param("争取早日开工建设", id="争取-without-date"),
        pytest.param("对平台进行管理，推进系统升级", id="building-that-is-not-what-is-built"),
        pytest.param("将泵房逐步接入监测平台", id="connected-to-a-building"),
        pytest.param("一处一处抓落实，做好二次供水管理，加开6245次列车", id="numerals-that-count-nothing"),
        pytest.param("帮助返乡创业项目", id="返乡-is-no-place"),
        pytest.param("对连续三次逾期的商户上门辅导", id="count-of-whom-it-is-about"),
        pytest.param("加强视频监控，如期完成任务，解决若干问题", id="words-like-conditions"),
        pytest.param("左转待转区、机采机收等环节本来就要加强", id="待-and-等-inside-words"),
        pytest.param("经培训后上岗，落实了责任", id="words-behind-which-nothing-waits"),
        pytest.param("对考点周边500米内的工地昼夜巡查", id="distance"),
        pytest.param("今后再逐步补齐标识，参保人断缴后再次参保的简化手续", id="后-再-that-waits-for-nothing"),
        pytest.param("新园建成后将惠及群众", id="effect-of-what-is-built"),
        pytest.param("根据实际情况，对符合条件的予以支持，在此之前加强巡查", id="no-condition"),
    ],
)
def test_soft(sentence):
    assert find_strength(sentence, None) is Strength.SOFT


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("待资金到位后，新建公厕3座", id="待-however-firm-the-rest"),
        pytest.param("如获批复，启动建设", id="如"),
        pytest.param("若条件允许，增设站点", id="若"),
        pytest.param("视地方财力情况给予补助", id="视"),
        pytest.param("只有产权明晰，才能办理", id="只有-才"),
        pytest.param("在完成评估后启动建设", id="own-step"),
        pytest.param("评审结束后启动招标", id="结束后"),
        pytest.param("经批准后实施", id="consent"),
        pytest.param("场地经省级主管部门验收后，启动申报", id="consent-by-trial"),
        pytest.param("预算已报上去，批下来就动工", id="as-soon-as"),
        pytest.param("资金一到位就发放", id="一-就"),
        pytest.param("一俟批复，立即施工", id="一俟"),
        pytest.param("等新船交付再排新班", id="等-再"),
        pytest.param("视业务量开设流动站点", id="视-an-amount"),
        pytest.param("经评估合格后，纳入支持对象", id="consent-by-appraisal"),
        pytest.param("在国家出台标准后，我厅再行研究", id="在-出台-后"),
        pytest.param("道路恢复后，再重新勘查", id="后-再"),
        pytest.param("新站投用后，我局将增设科室", id="what-is-built-first"),
        pytest.param("拆完后镇里立即安排清淤", id="完后"),
        pytest.param("选址确定后纳入投资计划", id="确定后-纳入"),
        pytest.param("取得经验后逐步推开", id="取得-后-逐步"),
        pytest.param("方案获批并落实资金后，组织招标", id="money-found"),
        pytest.param("只要业主大会通过，公司随即进场，将管线接通", id="只要"),
        pytest.param("经营合同到期后，我局统一收回", id="term-ended"),
        pytest.param("视火险等级变化报请延长", id="视-a-change"),
        pytest.param("等维护经费落实了，我们马上启动绿化", id="等-马上"),
        pytest.param("签字够数了，街道就协调拆除", id="够了就"),
        pytest.param("测试通过后面向三家企业上线", id="test-passed"),
        pytest.param("如上级出台统一政策，我局将落实到位", id="如上级"),
        pytest.param("灯浮标验收合格后，我中心将申请恢复夜航", id="合格后"),
        pytest.param("林地手续办结后，即启动立项", id="办结后"),
        pytest.param("步道建成后由园林所养护", id="后由"),
        pytest.param("新馆开放后，老馆将改造为展厅", id="what-becomes-of-the-old-one"),
    ],
)
def test_conditional(sentence):
    assert find_strength(sentence, None) is Strength.CONDITIONAL
