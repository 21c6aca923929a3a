"""Where the future stands, whose heading it gets, and what is no action there."""

import pytest

from policies.reader import read_letter

HEAD = "关于市政协四届五次会议第21号提案的答复\n\n王小山委员：\n\n您提出的关于助餐的提案收悉。现答复如下：\n\n"
TAIL = "\n\n感谢您的关心！下一步，我们将继续努力，当好公仆。\n\n青原市民政局\n2031年7月9日\n"


def found(body):
    letter = read_letter(HEAD + body + TAIL)
    return [
        (letter.words(c.number), letter.words(c.heading), [a.span.of(letter.text) for a in c.actions])
        for c in letter.commitments
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "一、工作情况\n已建成3处。\n二、下一步工作\n（一）加强宣传。开展宣传活动。\n（二）健全机制。完善管护制度。",
            [("（一）", "加强宣传", ["开展宣传活动"]), ("（二）", "健全机制", ["完善管护制度"])],
            id="run-in-headings",
        ),
        pytest.param(
            "一、工作情况\n已建成3处。\n二、下一步工作\n（一）稳定补贴，调动农户积极性。每亩补贴25元。",
            [("（一）", "稳定补贴，调动农户积极性", ["每亩补贴25元"])],
            id="run-in-heading-of-two-parts",
        ),
        pytest.param(
            "我市有助餐点12处。您的提案对上述问题开出了药方，我局照单全收。下一步，我局将新建3处。",
            [(None, None, ["下一步，我局将新建3处"])],
            id="praise-within-the-letter",
        ),
        pytest.param(
            "一、工作情况\n已建成3处。\n二、下一步工作考虑\n（一）加强宣传。\n开展宣传活动。\n（二）健全机制。\n完善管护制度。",
            [("（一）", "加强宣传", ["开展宣传活动"]), ("（二）", "健全机制", ["完善管护制度"])],
            id="headings-on-their-own-lines",
        ),
        pytest.param(
            "一、工作情况\n已建成3处。\n二、下步打算\n1.加强宣传教育，提高知晓率；\n2.健全管护机制，完善制度。",
            [("二、", "下步打算", ["加强宣传教育，提高知晓率", "健全管护机制，完善制度"])],
            id="list-of-single-sentences",
        ),
        pytest.param(
            "一、工作情况\n已建成3处。\n二、今后工作安排\n加强宣传教育。新建助餐点2处。",
            [("二、", "今后工作安排", ["加强宣传教育", "新建助餐点2处"])],
            id="no-sub-headings",
        ),
        pytest.param(
            "我市已建成3处。\n\n下一步工作打算\n\n加强宣传教育。",
            [(None, "下一步工作打算", ["加强宣传教育"])],
            id="heading-without-number",
        ),
        pytest.param(
            "一、下一步工作\n加强宣传教育。\n二、有关说明\n推进丙类助餐，暂不具备条件。",
            [("一、", "下一步工作", ["加强宣传教育"])],
            id="ends-at-the-next-heading",
        ),
        pytest.param(
            "一、工作情况\n已建成3处。\n二、下一步工作\n加强组织领导。2032年出台《助餐办法》。\n（一）加强宣传。开展宣传活动。",
            [("二、", "下一步工作", ["2032年出台《助餐办法》"]), ("（一）", "加强宣传", ["开展宣传活动"])],
            id="soft-preamble-is-dropped-and-firm-kept",
        ),
        pytest.param(
            "一、关于网点布局\n已建成3处。\n下一步，我局将新建助餐点2处。完善管护制度。\n二、关于资金\n已安排资金。\n三、关于监管\n"
            "下一步，一是加强监管；二是公开结果。",
            [
                ("一、", "关于网点布局", ["下一步，我局将新建助餐点2处", "完善管护制度"]),
                ("三、", "关于监管", ["加强监管", "公开结果"]),
            ],
            id="per-topic",
        ),
        pytest.param(
            "已建成3处。\n下一步，我局将采取以下措施：\n一、加强宣传。开展宣传活动。\n二、健全机制。出台《办法》。",
            [("一、", "加强宣传", ["开展宣传活动"]), ("二、", "健全机制", ["出台《办法》"])],
            id="lead-line-opens-the-rest",
        ),
        pytest.param(
            "已建成3处。我局下一步将采取以下措施：①加强宣传；②健全机制。",
            [(None, None, ["加强宣传", "健全机制"])],
            id="lead-in-inside-a-paragraph",
        ),
        pytest.param(
            "一、采纳情况\n（1）助餐点。4月已开业。\n（2）小广场。我局将新建1处，年底前完工。\n二、暂缓事项\n暂不扩建。",
            [("（2）", "小广场", ["我局将新建1处，年底前完工"])],
            id="heading-inside-a-topic",
        ),
        pytest.param(
            "1、关于甲类助餐\n我局将新建1处。\n2、关于乙类助餐\n已建成3处。",
            [("1、", "关于甲类助餐", ["我局将新建1处"])],
            id="digit-and-topic-on-its-own-line",
        ),
        pytest.param(
            "1.开展检查。我局检查54家。\n2.我局将新建1处，年底前完工。",
            [(None, None, ["我局将新建1处，年底前完工"])],
            id="item-behind-one-with-a-heading",
        ),
        pytest.param(
            "第一，关于甲类助餐的问题。我局将新建1处。\n第二，关于乙类助餐的问题。已建成3处。",
            [("第一，", "关于甲类助餐的问题", ["我局将新建1处"])],
            id="ordinal-with-a-topic",
        ),
        pytest.param(
            "二、下步措施。（一)摸清底数，分类处置。8月底前完成排查。（二)压实责任，强化管护。落实专人管护。",
            [("（一)", "摸清底数，分类处置", ["8月底前完成排查"]), ("（二)", "压实责任，强化管护", ["落实专人管护"])],
            id="headings-of-two-equal-parts",
        ),
        pytest.param(
            "近期，我局将做好几件事：\n新建助餐点1处；\n检修旧设备；\n宣讲用餐常识。\n\n目前已建成3处。",
            [(None, None, ["新建助餐点1处", "检修旧设备", "宣讲用餐常识"])],
            id="lines-without-marks",
        ),
        pytest.param(
            "已建成3处。\n下一步，我局将做好三项工作。\n一是加强宣传，提高知晓率。\n二是健全管护机制。",
            [(None, None, ["加强宣传，提高知晓率", "健全管护机制"])],
            id="items-as-paragraphs",
        ),
    ],
)
def test_future(body, expected):
    assert found(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("近日市里将五个镇纳入试点，并新增三家单位。", id="将-means-把"),
        pytest.param("该项工作下步建设资金由市政府明确。", id="下步-inside-a-noun"),
        pytest.param("您的建议为我们指明了方向，下一步，我们将不断努力。", id="courtesy"),
        pytest.param(
            "您对该项工作的持续关注，是对我们的鞭策。今后，我们将认真听取意见，新建3处。", id="courtesy-of-interest"
        ),
        pytest.param("一、已开展的工作\n开展宣传活动。完善管护制度。", id="bare-verbs-that-are-done"),
        pytest.param("《规划》提出，到2035年建成甲类助餐点。", id="target-of-a-plan"),
    ],
)
def test_no_future(body):
    assert found(body) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("工程建成后，将有效缓解就餐压力。", id="effect"),
        pytest.param("相信在大家努力下，问题将会得到改善。", id="belief"),
        pytest.param("也请街道组织居民积极参与。", id="request"),
        pytest.param("建议街道将项目纳入规划。", id="advice"),
        pytest.param("各地可结合财力自主开展。", id="permission"),
        pytest.param("目前已建成助餐点3处。", id="done"),
        pytest.param("关于丙类助餐，暂不具备条件。", id="refusal"),
    ],
)
def test_no_action_even_in_a_future_part(sentence):
    assert found(f"一、工作情况\n已建成3处。\n二、下一步工作\n完善管护制度。{sentence}") == [
        ("二、", "下一步工作", ["完善管护制度"])
    ]


def test_已_before_a_noun_is_not_done():
    sentence = "加快已受理项目的审查和施工，方便居民"
    assert found(f"一、工作情况\n已建成3处。\n二、下一步工作\n{sentence}。") == [("二、", "下一步工作", [sentence])]


def test_a_promise_beside_advice_is_an_action():
    sentence = "建议街道多渠道筹集资金，我局将按职责给予支持"
    assert found(f"下一步，{sentence}。") == [(None, None, [f"下一步，{sentence}"])]
