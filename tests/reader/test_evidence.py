"""What a sentence is judged by: its clauses, who acts in them, when, and which words stand in them."""

from datetime import date
from pathlib import Path

import pytest

from policies.reader import judging
from policies.reader.clauses import clauses
from policies.reader.evidence import of_clauses
from policies.reader.judging import WEIGHTS, is_ahead, weigh

from .judged import PARAGRAPHS, of_paragraphs

ON = date(2031, 7, 9)


def only(words):
    [clause] = clauses(words, ON)
    return clause


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param("我局将新建助餐点2处", "will", id="somebody-before-将"),
        pytest.param("将继续推进", "will", id="adverb-behind-将"),
        pytest.param("我局将检查结果纳入考核", "put by 将", id="将-means-把"),
        pytest.param("园区将更加整洁", "will effect", id="effect"),
        pytest.param("拟新建2处", "intends", id="拟"),
        pytest.param("10月底前完成", "comes about", id="at-the-end"),
        pytest.param("秋收前接通", "soon due", id="before-a-season"),
        pytest.param("一律走简易程序", "every", id="一律"),
        pytest.param("批下来就动工", "waits", id="下来就"),
        pytest.param("11月1日起开放", "starts", id="日起"),
        pytest.param("专家认为不宜", "opines", id="opinion-of-others"),
        pytest.param("上级要求各地整改", "quotes", id="word-that-holds-a-trap"),
    ],
)
def test_kinds_of_words(words, kind):
    assert kind in only(words).kinds


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param("拟定施工方案", "intends", id="拟定"),
        pytest.param("日前办结", "soon due", id="日前"),
        pytest.param("调整证件签发规定", "quotes", id="规定-as-what-is-changed"),
        pytest.param("本来就窄", "waits", id="本来就"),
        pytest.param("开不了机的电脑", "le", id="不了"),
        pytest.param("将第一时间落实到位", "put by 将", id="落实到位"),
        pytest.param("了解情况", "le", id="了解"),
        pytest.param("将会同区财政局", "will effect", id="将会同"),
        pytest.param("完成后验收合格", "comes about", id="not-at-the-end"),
    ],
)
def test_words_that_only_look_alike(words, kind):
    assert kind not in only(words).kinds


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("我局将新建2处", "own"),
        ("同时县公安局安装15处", "body"),
        ("三家运营商公司将配合", "unit"),
        ("石桥海关将增派人员", "unit"),
        ("县农业农村局：将推广免疫证", "body"),
        ("镇上雇一条船", "body"),
        ("学生卡优惠将延续", "other"),
        ("各地可结合实际", "anybody"),
        ("该工程全长3公里", "thing"),
        ("逐户核对面积", "none"),
        ("路面破损严重", "other"),
    ],
)
def test_who_acts(words, actor):
    assert only(words).actor == actor


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("2032年开工", "+"),
        ("2030年建成", "-"),
        ("今年改造", "0"),
        ("6月完成", "-"),
        ("9月完成", "+"),
        ("7月8日完成", "-"),
        ("7月20日完成", "+"),
        ("今年第四季度完成", "+"),
        ("去年改造，明年再改", "+"),
        ("列入“十五五”规划", "-"),
        ("尽快开工", ""),
    ],
)
def test_when(words, when):
    assert clauses(words, ON)[-1].when == when


def test_the_past_lasts_until_the_present_is_named():
    assert [clause.past for clause in clauses("去年建成3处，维修2处，目前运行良好", ON)] == [True, True, False]


def test_a_year_ahead_is_no_past():
    assert [clause.past for clause in clauses("2032年3月1日起，不再填写纸质卡片", ON)] == [False, False]


def test_a_turn_leaves_the_refusal_behind():
    words = "资金暂不设立，{}从明年起村寨补助不低于三成"
    assert "#behind not" in of_clauses(words.format(""), ON)[1]
    assert "#behind not" not in of_clauses(words.format("不过"), ON)[1]


@pytest.mark.parametrize(
    ("words", "dated"),
    [
        ("11月更换到位", True),
        ("入冬前摆放到位", True),
        ("3月更换到位", False),
        ("规定11月更换到位", False),
    ],
)
def test_a_day_ahead(words, dated):
    assert ("#dated" in of_clauses(words, ON)[0]) is dated


def test_one_clause_that_promises_is_enough():
    weights = {"": -1.0, "#will": 3.0, "#le": -5.0}
    assert weigh([{"#will"}, {"#le"}], set(), weights) > 0 > weigh([{"#le"}, {"#le"}], set(), weights)


def test_a_sentence_without_words_promises_nothing():
    assert weigh([], {"@part"}, WEIGHTS) < 0


def test_the_weights_are_sorted_and_few():
    file = Path(judging.__file__).with_name("weights.json")
    assert list(WEIGHTS) == sorted(WEIGHTS)
    assert file.stat().st_size < 300_000


@pytest.mark.parametrize("path", sorted(PARAGRAPHS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_weights_judge_the_labelled_paragraphs(path):
    found = list(of_paragraphs(path))
    wrong = [
        judged
        for judged in found
        if is_ahead(judged.folded, judged.span, judged.place, judged.issued_on) != judged.ahead
    ]
    assert len(found) > 50
    assert len(wrong) <= len(found) * 0.1  # most are traps, denser than in any letter
