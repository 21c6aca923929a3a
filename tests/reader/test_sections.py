"""A part about next steps in its many shapes: how it opens, what is a heading in it, where it ends."""

import pytest

from .test_commitments import found

DONE = "一、工作情况\n已建成3处。\n"
CAMPAIGN, RULES = ("开展进社区活动", "完善管护制度")


@pytest.mark.parametrize(
    ("heading", "number", "words"),
    [
        pytest.param("二、下一步工作打算：", "二、", "下一步工作打算", id="colon"),
        pytest.param("【下一步工作】", None, "下一步工作", id="brackets"),
        pytest.param("下一阶段工作安排：", None, "下一阶段工作安排", id="without-a-mark"),
        pytest.param("三、工作计划", "三、", "工作计划", id="工作计划"),
        pytest.param("三、2032年工作计划", "三、", "2032年工作计划", id="plan-of-a-year"),
        pytest.param("三、改进措施", "三、", "改进措施", id="改进措施"),
        pytest.param("二、下一步，我局将做好以下工作", "二、", "下一步，我局将做好以下工作", id="lead-in-as-a-heading"),
    ],
)
def test_a_heading_opens_a_part(heading, number, words):
    assert found(f"{DONE}{heading}\n{CAMPAIGN}。{RULES}。") == [(number, words, [CAMPAIGN, RULES])]


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("二、整改措施", id="told-as-done"),
        pytest.param("二、关于今后三年的建设规划", id="topic"),
        pytest.param("二、工作计划执行情况", id="how-a-plan-went"),
        pytest.param("【办理情况】", id="brackets"),
        pytest.param("二、关于后期维护", id="upkeep"),
    ],
)
def test_no_part_is_opened(heading):
    assert found(f"{DONE}{heading}\n{CAMPAIGN}。{RULES}。") == []


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(
            f"第一，新建3处。{RULES}。\n第二，{CAMPAIGN}。",
            [("二、", "下一步工作", ["新建3处", RULES, CAMPAIGN])],
            id="第一-mostly-single-sentences",
        ),
        pytest.param(
            f"第一，新建3处。{RULES}。\n第二，培训50人次。推进入户服务。",
            [("第一，", None, ["新建3处", RULES]), ("第二，", None, ["培训50人次", "推进入户服务"])],
            id="第一-with-text",
        ),
        pytest.param(
            f"第一：加强宣传。{CAMPAIGN}。\n第二：健全机制。{RULES}。",
            [("第一：", None, [CAMPAIGN]), ("第二：", None, [RULES])],
            id="第一-with-titles",
        ),
        pytest.param(
            f"(1){CAMPAIGN}；\n(2){RULES}。\n推进入户服务。",
            [("二、", "下一步工作", [CAMPAIGN, RULES, "推进入户服务"])],
            id="paragraph-behind-a-list",
        ),
        pytest.param(
            f"1.2032年新建3处；\n2.{RULES}。",
            [("二、", "下一步工作", ["2032年新建3处", RULES])],
            id="mark-before-a-year",
        ),
        pytest.param(
            f"（一）加强宣传。{CAMPAIGN}。（二）健全机制。{RULES}。",
            [("（一）", "加强宣传", [CAMPAIGN]), ("（二）", "健全机制", [RULES])],
            id="headings-in-one-line",
        ),
        pytest.param(
            f"1.2032年新建3处。2.{RULES}；3.{CAMPAIGN}，投入1.5万元。",
            [("二、", "下一步工作", ["2032年新建3处", RULES, f"{CAMPAIGN}，投入1.5万元"])],
            id="items-in-one-line",
        ),
        pytest.param(
            f"1.加强宣传。{CAMPAIGN}。2.健全机制。{RULES}。",
            [("1.", "加强宣传", [CAMPAIGN]), ("2.", "健全机制", [RULES])],
            id="digits-with-headings-in-one-line",
        ),
        pytest.param(
            f"一、加强宣传。{CAMPAIGN}。\n二、健全机制。{RULES}。",
            [("一、", "加强宣传", [CAMPAIGN]), ("二、", "健全机制", [RULES])],
            id="marks-that-begin-anew",
        ),
        pytest.param(
            f"（一）加强宣传\n1.进社区\n{CAMPAIGN}。\n2.进学校\n{RULES}。\n（二）健全机制\n推进入户服务。",
            [("1.", "进社区", [CAMPAIGN]), ("2.", "进学校", [RULES]), ("（二）", "健全机制", ["推进入户服务"])],
            id="headings-below-headings",
        ),
        pytest.param(
            f"（一）加强宣传。{CAMPAIGN}。\n（二）健全机制。{RULES}。\n（三）推进入户服务。",
            [("（一）", "加强宣传", [CAMPAIGN]), ("（二）", "健全机制", [RULES]), ("（三）", None, ["推进入户服务"])],
            id="sentence-among-headings",
        ),
        pytest.param(
            f"1.关于现有食堂。{CAMPAIGN}。\n2.关于新建食堂。{RULES}。",
            [("1.", "关于现有食堂", [CAMPAIGN]), ("2.", "关于新建食堂", [RULES])],
            id="现有-in-a-topic",
        ),
        pytest.param(
            f"感谢您的关注。下一步，我们将做好以下工作：\n（一）加强宣传。{CAMPAIGN}。\n（二）健全机制。{RULES}。",
            [("（一）", "加强宣传", [CAMPAIGN]), ("（二）", "健全机制", [RULES])],
            id="thanks-right-under-the-heading",
        ),
        pytest.param(
            f"一要{CAMPAIGN}；二要{RULES}。", [("二、", "下一步工作", [CAMPAIGN, RULES])], id="一要-is-a-mark"
        ),
        pytest.param("新建3处，统一要求。", [("二、", "下一步工作", ["新建3处，统一要求"])], id="一要-inside-a-word"),
        pytest.param(
            "加强监管,定期巡查.2032年新建3处.完善制度.",
            [("二、", "下一步工作", ["加强监管,定期巡查", "2032年新建3处", "完善制度"])],
            id="half-width-stops",
        ),
        pytest.param(
            "我局已申请资金，待下达后实施。目前已建成3处。",
            [("二、", "下一步工作", ["我局已申请资金，待下达后实施"])],
            id="已-with-a-wait-ahead",
        ),
        pytest.param(
            f"目前，试点仅覆盖城区。{RULES}。目前正在招标，预计10月开工。",
            [("二、", "下一步工作", [RULES, "目前正在招标，预计10月开工"])],
            id="目前-with-and-without-an-end-ahead",
        ),
        pytest.param(
            f"2032年，我局将做好以下工作，提升服务水平：\n（一）加强宣传。{CAMPAIGN}。\n（二）健全机制。{RULES}。",
            [("（一）", "加强宣传", [CAMPAIGN]), ("（二）", "健全机制", [RULES])],
            id="lead-in-with-a-date",
        ),
        pytest.param(
            f"1.{RULES}；\n2.{CAMPAIGN}。\n您对以上答复有什么意见，请及时反馈。",
            [("二、", "下一步工作", [RULES, CAMPAIGN])],
            id="request-for-feedback",
        ),
        pytest.param(
            f"{RULES}。\n你们的建议对我们很有帮助。下一步，我们将一如既往做好工作。",
            [("二、", "下一步工作", [RULES])],
            id="courtesy-that-names-the-proposal",
        ),
        pytest.param(
            f"{RULES}。\n有关说明：\n推进丙类助餐。", [("二、", "下一步工作", [RULES])], id="ends-at-有关说明"
        ),
    ],
)
def test_what_stands_in_a_part(part, expected):
    assert found(f"{DONE}二、下一步工作\n{part}") == expected


def test_a_bracketed_heading_ends_a_bracketed_part():
    body = f"【办理情况】\n推进助餐。\n【下一步打算】\n{RULES}。\n【其他情况】\n推进丙类助餐。"
    assert found(body) == [(None, "下一步打算", [RULES])]


def test_topics_may_be_numbered_in_brackets():
    body = f"（一）在宣传方面。已开展3次。下一步，我局将{CAMPAIGN}。\n（二）在资金方面。已安排。\n（三）在机制方面。下一步，{RULES}。"
    assert found(body) == [
        ("（一）", "在宣传方面", [f"下一步，我局将{CAMPAIGN}"]),
        ("（三）", "在机制方面", [f"下一步，{RULES}"]),
    ]


def test_a_list_behind_bracketed_topics_begins_anew():
    body = f"（一）宣传。已开展3次。\n（二）资金。已安排。\n下一步，我局将做好以下工作：\n（一）加强宣传。{CAMPAIGN}。\n（二）健全机制。{RULES}。"
    assert found(body) == [("（一）", "加强宣传", [CAMPAIGN]), ("（二）", "健全机制", [RULES])]


def test_the_signer_may_begin_with_a_numeral():
    body = f"{DONE}二、下一步工作\n{RULES}。\n\n三禾市水利局\n2031年7月9日\n\n附件：清单"
    assert found(body) == [("二、", "下一步工作", [RULES])]


def test_a_lead_in_may_go_on_behind_its_list_word():
    body = f"（一）宣传。已开展3次。\n下一步，我局将采取以下措施，提升服务水平：\n（一）加强宣传。{CAMPAIGN}。\n（二）健全机制。{RULES}。"
    assert found(body) == [("（一）", "加强宣传", [CAMPAIGN]), ("（二）", "健全机制", [RULES])]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("下一步打算", [(None, None, ["计划新建3处"])], id="future"),
        pytest.param("下一步打算落实情况", [], id="how-it-went"),
    ],
)
def test_the_title_of_an_item_may_open_the_future(title, expected):
    assert found(f"一是已做的工作。已建成3处。二是{title}。计划新建3处。") == expected


def test_a_label_in_a_topic_opens_its_future():
    body = f"一、关于宣传\n工作情况：开展宣传3次。\n下一步打算：{CAMPAIGN}。{RULES}。\n二、关于资金\n工作情况：安排资金，推进使用。"
    assert found(body) == [("一、", "关于宣传", [CAMPAIGN, RULES])]


def test_a_heading_without_a_mark_ends_with_its_topic():
    body = f"一、关于宣传\n已开展3次。\n下一步工作\n{RULES}。\n二、关于资金\n安排资金。推进使用。"
    assert found(body) == [(None, "下一步工作", [RULES])]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("今后发展思路", [("1.", "加强宣传", [CAMPAIGN]), ("2.", "健全机制", [RULES])], id="future"),
        pytest.param("主要做法", [], id="done"),
    ],
)
def test_a_whole_part_may_stand_in_one_line(heading, expected):
    assert found(f"{DONE}二、{heading}。1.加强宣传。{CAMPAIGN}。2.健全机制。{RULES}。") == expected


def test_measures_behind_problems_are_ahead():
    body = f"{DONE}二、存在问题\n一是资金不足。\n三、工作措施\n1.加强宣传。{CAMPAIGN}。\n2.健全机制。{RULES}。"
    assert found(body) == [("1.", "加强宣传", [CAMPAIGN]), ("2.", "健全机制", [RULES])]


def test_ordinals_behind_a_lead_in_are_parts_of_a_letter_without_topics():
    body = f"已建成3处。下一步，我们打算从以下几个方面做工作：\n第一，{CAMPAIGN}。\n第二，{RULES}。"
    assert found(body) == [("第一，", None, [CAMPAIGN]), ("第二，", None, [RULES])]


def test_what_is_to_be_done_is_a_part_in_plain_words():
    assert found(f"{DONE}二、还要做什么\n{RULES}。") == [("二、", "还要做什么", [RULES])]


def test_a_lead_word_before_a_colon_is_no_heading():
    assert found(f"一、关于宣传\n已开展3次。\n下一步：我局将{CAMPAIGN}。") == [
        ("一、", "关于宣传", [f"下一步：我局将{CAMPAIGN}"])
    ]


def test_thanks_that_open_a_list_end_no_part():
    body = f"{DONE}二、后续工作\n贵委的建议为我们谋划工作提供了思路，我局将做好以下几个方面：\n一是抓进度。{CAMPAIGN}。\n二是抓品质。{RULES}。"
    assert found(body) == [("二、", "后续工作", [CAMPAIGN, RULES])]


PARKING = "推广错时共享停车，引导单位开放泊位"
NEXT = "下一步，我局将加强日常监管"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"{PARKING}。\n二、关于资金\n已安排资金。", [PARKING], id="nothing-further-on"),
        pytest.param(f"{PARKING}。\n{NEXT}。\n二、关于资金\n已安排资金。", [NEXT], id="next-steps-in-its-topic"),
    ],
)
def test_bare_verbs_are_told_above_the_next_steps_of_their_topic(body, expected):
    assert [words for *_, promised in found(f"一、关于管理\n{body}") for words in promised] == expected
