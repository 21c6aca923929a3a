"""The words that say when, and the day that they mean."""

from datetime import date

import pytest

from policies.reader.deadlines import find_deadline
from policies.reader.shapes import Span

ISSUED = date(2031, 8, 15)


def due(sentence, issued_on=ISSUED):
    found = find_deadline(sentence, Span(0, len(sentence)), issued_on)
    return (found.words.of(sentence), found.on) if found else None


@pytest.mark.parametrize(
    ("sentence", "words", "day"),
    [
        pytest.param("2032年底前完成改造", "2032年底前", date(2032, 12, 31), id="year-end"),
        pytest.param("预计10月底便可投入使用", "10月底", date(2031, 10, 31), id="month-end"),
        pytest.param("3月底前完成", "3月底前", date(2032, 3, 31), id="month-already-past"),
        pytest.param("2032年9月开工", "2032年9月", date(2032, 9, 30), id="month"),
        pytest.param("2032年6月30日前完成", "2032年6月30日前", date(2032, 6, 30), id="day"),
        pytest.param("9月中旬前完成", "9月中旬前", date(2031, 9, 20), id="second-third-of-a-month"),
        pytest.param("列入今年第四季度工作计划", "今年第四季度", date(2031, 12, 31), id="quarter"),
        pytest.param("明年上半年开工", "明年上半年", date(2032, 6, 30), id="half-year"),
        pytest.param("年内新建3处", "年内", date(2031, 12, 31), id="within-the-year"),
        pytest.param("今年年内新建3处", "今年年内", date(2031, 12, 31), id="within-this-year"),
        pytest.param("明年内新建3处", "明年内", date(2032, 12, 31), id="within-next-year"),
        pytest.param("今年，我局将新建3处", "今年", date(2031, 12, 31), id="bare-this-year"),
        pytest.param("两年内完成", "两年内", date(2033, 8, 15), id="within-two-years"),
        pytest.param("“十五五”期间新建3座", "“十五五”期间", date(2030, 12, 31), id="plan-period"),
        pytest.param("列入2032年建设计划", "2032年", date(2032, 12, 31), id="put-into-a-plan"),
        pytest.param("争取列入“十五五”规划", "“十五五”", date(2030, 12, 31), id="put-into-a-plan-period"),
        pytest.param("2032年3月完成初稿，2032年底前印发", "2032年底前", date(2032, 12, 31), id="the-last-of-two"),
        pytest.param("明年汛期前完成清淤", "明年汛期前", None, id="season"),
        pytest.param("2032年迎峰度夏前投运", "2032年迎峰度夏前", None, id="season-of-the-grid"),
        pytest.param("明年禁渔期内设点值守", "明年禁渔期内", None, id="within-a-season"),
        pytest.param("明年牧草返青前合打一仗", "明年牧草返青前", None, id="whatever-comes-then"),
        pytest.param("来年桃花汛之前装齐", "来年桃花汛之前", None, id="之前"),
        pytest.param("明年榴莲季到来之前投用", "明年榴莲季到来之前", None, id="到来之前"),
        pytest.param("明年春天开赛", "明年春天", None, id="season-alone"),
        pytest.param("力争明年汛前开工", "明年汛前", None, id="season-of-one-character"),
        pytest.param("今秋在白果乡举办培训班2期", "今秋", None, id="this-autumn"),
        pytest.param("将在2031—2032雪季新设两项赛事", "2031—2032雪季", None, id="season-across-years"),
        pytest.param("秋收前补测完", "秋收前", None, id="season-without-a-year"),
        pytest.param("2032年秋季学期投入运行", "2032年秋季学期", None, id="school-term"),
        pytest.param("下月上旬到桥上踏勘", "下月上旬", date(2031, 9, 10), id="next-month"),
        pytest.param("本月25日前划线", "本月25日前", date(2031, 8, 25), id="day-of-this-month"),
        pytest.param("本月内补齐", "本月内", date(2031, 8, 31), id="within-this-month"),
        pytest.param("明年不再统一配书", "明年", date(2032, 12, 31), id="from-then-on"),
        pytest.param("今冬封冻前回填加固", "今冬封冻前", None, id="season-of-this-winter"),
        pytest.param("今冬明春完成清淤", "今冬明春", None, id="winter-and-spring"),
        pytest.param("从9月开始到年底开展整治", "年底", date(2031, 12, 31), id="from-and-to"),
        pytest.param("自2032年1月起施行", "2032年1月", date(2032, 1, 31), id="from-a-day-ahead"),
        pytest.param("9月18日，召开推进会", "9月18日", date(2031, 9, 18), id="day-ahead-before-a-comma"),
        pytest.param("今年12月，召开推进会", "今年12月", date(2031, 12, 31), id="month-ahead-before-a-comma"),
        pytest.param("列入明年的建设计划", "明年", date(2032, 12, 31), id="put-into-the-plan-of-a-year"),
        pytest.param("将于11月1日起加密班次", "11月1日", date(2031, 11, 1), id="将于-a-day-ahead"),
        pytest.param("今后三年每年安排20万元", "今后三年", date(2034, 8, 15), id="years-ahead"),
        pytest.param("今明两年改造120处", "今明两年", date(2032, 12, 31), id="this-year-and-next"),
        pytest.param("重阳节前开餐", "重阳节前", None, id="holiday"),
        pytest.param("将在今年火把节期间采风", "今年火把节期间", None, id="festival-of-a-place"),
        pytest.param("明年秋季学期起在60个县试行", "明年秋季学期", None, id="from-a-season-on"),
        pytest.param("计划2032年枯水期开工", "2032年枯水期", None, id="low-water"),
        pytest.param("明年“全民健身日”期间开放", "明年“全民健身日”期间", None, id="named-day"),
        pytest.param("将在10个工作日内办理", "10个工作日内", None, id="working-days"),
        pytest.param("批复下达后年底前完成更换", "年底前", date(2031, 12, 31), id="后年-that-is-two-words"),
        pytest.param("2032年三季度末前建成", "2032年三季度末前", date(2032, 9, 30), id="end-of-a-quarter"),
    ],
)
def test_a_time_is_set(sentence, words, day):
    assert due(sentence) == (words, day)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("尽快完成，适时公布", id="vague-words"),
        pytest.param("修订《行动方案（2031—2035年）》", id="year-inside-a-title"),
        pytest.param("今年以来持续推进", id="今年以来"),
        pytest.param("自今年3月开展整治", id="beginning"),
        pytest.param("截至6月底持续推进", id="截至"),
        pytest.param("如省级补助今年能够下达，我局将提前实施", id="year-of-a-condition"),
        pytest.param("申请已于9月初上报，待批复后筹建", id="done-then"),
        pytest.param("推动出台“十五五”规划", id="name-of-a-plan"),
        pytest.param("按照2031年工作计划推进", id="basis"),
        pytest.param("2030年印发的办法继续有效", id="year-before-the-letter"),
        pytest.param("每年3月开展活动", id="recurring"),
        pytest.param("如该路纳入省“十五五”公路规划，我局将给予支持", id="plan-as-a-condition"),
        pytest.param("6月18日，会议同意无偿提供房屋", id="day-behind-the-letter"),
        pytest.param("今年3月，我局初步选定备选地块，选址确定后立项", id="month-behind-the-letter"),
        pytest.param("上半年受理申请，待批复后组织实施", id="half-year-behind-the-letter"),
        pytest.param("今年资金比去年减少，争取再支持一批", id="year-that-is-compared"),
        pytest.param("明年是否提高，研究确定", id="whether"),
        pytest.param("编制明年的实施方案时分档补助", id="plan-of-a-year"),
        pytest.param("安排专项经费，较今年增加60万元", id="year-beside-which"),
        pytest.param("该路段不在今年的采购范围内", id="year-of-what-it-is-not-in"),
        pytest.param("把审查周期压减至13个月以内", id="how-long-it-takes"),
        pytest.param("春节前后客流集中，安排专人疏导", id="around-a-season"),
        pytest.param("2032年度省级补助资金已安排620万元，拟支持养殖", id="year-of-the-money"),
        pytest.param("2031年度已安排18万元，视成效再作调整", id="year-of-a-sum"),
        pytest.param("由于今年县级公益金已分配完毕，待下达后安排", id="year-of-what-is-spent"),
        pytest.param("做好明年改造项目的摸底工作", id="year-of-what-is-prepared"),
        pytest.param("原定今年秋季栽植，将择机补种", id="time-that-was-missed"),
        pytest.param("凡一个月内投诉三次以上的，约谈负责人", id="time-of-whom-it-is-about"),
        pytest.param("以后年度逐步提高", id="后年-inside-words"),
        pytest.param("坚决纠正年底不立案", id="time-of-what-is-wrong"),
        pytest.param("现行政策执行至2032年12月31日，到期后如何衔接，研究提出意见", id="time-of-what-holds"),
    ],
)
def test_no_time_is_set(sentence):
    assert due(sentence) is None


def test_without_a_date_relative_words_have_no_day():
    assert due("明年完成", None) == ("明年", None)
    assert due("2032年完成", None) == ("2032年", date(2032, 12, 31))
