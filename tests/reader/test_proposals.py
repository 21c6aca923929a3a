"""What the letter answers: body, place, session, number, category and title."""

import pytest

from policies.reader import Body, Proposal, read_letter

NPC, CPPCC = Body.NPC, Body.CPPCC
ASK = "您提出的建议收悉。"


def proposals(title, opening=ASK):
    return read_letter(f"{title}\n\n王小山代表：\n\n{opening}现答复如下：\n\n我市有助餐点12处。\n").proposals


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(
            "关于政协第十四届全国委员会第二次会议第00123号（资源环境类045号）提案答复的函",
            Proposal(CPPCC, None, 14, 2, "00123", "资源环境类", "045"),
            id="national",
        ),
        pytest.param(
            "關於政協第十四屆全國委員會第二次會議第001號（經濟發展類088號）提案答復的函",
            Proposal(CPPCC, None, 14, 2, "001", "經濟發展類", "088"),
            id="traditional-class-stays",
        ),
        pytest.param(
            "对十四届全国人大一次会议第0789号建议的答复", Proposal(NPC, None, 14, 1, "0789"), id="national-npc"
        ),
        pytest.param(
            "关于对政协青原县第十届委员会五次会议49号提案的答复函",
            Proposal(CPPCC, "青原县", 10, 5, "49"),
            id="place-in-name",
        ),
        pytest.param(
            "青原区交通委关于区十九届人大第六次会议第DH0271号建议的复函",
            Proposal(NPC, "区", 19, 6, "DH0271"),
            id="prefix",
        ),
        pytest.param(
            "关于市九届人大三次会议第一百零六号建议的答复", Proposal(NPC, "市", 9, 3, "一百零六"), id="spelled-number"
        ),
        pytest.param("关于省十三届人大四次会议温36号建议的答复", Proposal(NPC, "省", 13, 4, "温36"), id="city-prefix"),
        pytest.param(
            "关于省十三届人大四次会议温西36号建议的答复",
            Proposal(NPC, "省", 13, 4, "温西36"),
            id="two-characters-before",
        ),
        pytest.param("对县政协十届三次会议第来信号提案的答复", Proposal(CPPCC, "县", 10, 3, None), id="by-letter"),
        pytest.param(
            "对县人大代表闭会期间第2031-15号建议的答复", Proposal(NPC, "县", None, None, "2031-15"), id="dash"
        ),
        pytest.param("对县十届人大二次会议第205建议的答复", Proposal(NPC, "县", 10, 2, "205"), id="号-that-was-lost"),
        pytest.param("关于市五届二次政协第54057号提案的答复", Proposal(CPPCC, "市", 5, 2, "54057"), id="body-behind"),
        pytest.param(
            "对青原县第12届人民代表大会第3次会议第40号提案的答复",
            Proposal(NPC, "青原县", 12, 3, "40"),
            id="session-decides",
        ),
        pytest.param(
            "青原县水务局关于县人大代表第07048号代表建议的答复函",
            Proposal(NPC, "县", None, None, "07048"),
            id="no-session",
        ),
        pytest.param("县水务局办理县十届人大二次会议第6号建议的答复函", Proposal(NPC, "县", 10, 2, "6"), id="办理"),
        pytest.param("关于县人大三次会议第12号建议的答复", Proposal(NPC, "县", None, 3, "12"), id="no-term"),
    ],
)
def test_from_the_title(title, expected):
    assert proposals(title) == (expected,)


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        pytest.param("您提出的《关于加强助餐的建议》收悉。", "关于加强助餐的建议", id="book-marks"),
        pytest.param("您提出的关于“加强助餐的建议”收悉。", "关于加强助餐的建议", id="quotes-behind-关于"),
        pytest.param("您提出的“关于加强助餐的建议”收悉。", "关于加强助餐的建议", id="quotes-around"),
        pytest.param("您提出的“关于要求加强助餐”的议案收悉。", "关于要求加强助餐", id="quotes-without-的建议"),
        pytest.param("您提出的关于加强助餐、方便老人的建议收悉。", "关于加强助餐、方便老人的建议", id="plain"),
        pytest.param(
            "您提出的“关于治理医院周边“停车难”的建议”收悉。", "关于治理医院周边“停车难”的建议", id="quotes-in-quotes"
        ),
        pytest.param("您提出的关于治理“停车难”的建议收悉。", "关于治理“停车难”的建议", id="quotes-in-plain-words"),
        pytest.param("您提出的关于对民宿减征的建议收悉。", "关于对民宿减征的建议", id="对-that-belongs-to-it"),
        pytest.param("您提出的“关于办理登记的建议”收悉。", "关于办理登记的建议", id="办理-that-is-asked-for"),
        pytest.param(
            "您提出的关于扩建公墓的建议收悉，因不符合《殡葬管理条例》不能扩建。", "关于扩建公墓的建议", id="not-a-law"
        ),
        pytest.param("您提出的建议收悉。", None, id="none"),
    ],
)
def test_its_title(opening, title):
    assert proposals("对县十届人大三次会议第5号建议的答复", opening) == (Proposal(NPC, "县", 10, 3, "5", title=title),)


def test_several_numbers_are_several_proposals_with_their_titles():
    found = proposals(
        "关于区政协七届五次会议第0123、0456号提案的并案答复",
        "你们提出的《关于甲类助餐的提案》（第0123号）和《关于乙类助餐的提案》（第0456号）收悉。",
    )
    assert [(p.number, p.title) for p in found] == [("0123", "关于甲类助餐的提案"), ("0456", "关于乙类助餐的提案")]


def test_a_number_may_stand_before_its_title():
    found = proposals(
        "关于区政协七届五次会议第0015、0072号提案的合并答复",
        "你们提出的第0015号《关于甲类助餐的提案》、第0072号《关于乙类“最后一米”的提案》收悉。",
    )
    assert [(p.number, p.title) for p in found] == [
        ("0015", "关于甲类助餐的提案"),
        ("0072", "关于乙类“最后一米”的提案"),
    ]


def test_number_and_class_may_stand_in_the_opening_only():
    (found,) = proposals(
        "", "您在县第十七届人民代表大会第五次会议上提出的第076号（农林水电类）《关于加快灌区配套的议案》收悉。"
    )
    assert found == Proposal(NPC, "县", 17, 5, "076", "农林水电类", None, "关于加快灌区配套的议案")


def test_a_class_may_stand_behind_the_number():
    (found,) = proposals("关于区政协八届一次会议第105号提案的答复", "您提出的提案（第105号，社会法制类）收悉。")
    assert (found.number, found.category, found.category_number) == ("105", "社会法制类", None)


def test_several_proposals_have_numbers_of_their_own_in_a_class():
    found = proposals("关于政协第十四届全国委员会第二次会议第0018号、第0019号（城乡建设类065号、071号）提案的答复")
    assert [(each.number, each.category, each.category_number) for each in found] == [
        ("0018", "城乡建设类", "065"),
        ("0019", "城乡建设类", "071"),
    ]


def test_no_letter_answers_no_proposal():
    assert read_letter("今天天气很好。").proposals == ()


def test_the_book_marks_of_the_title_go_before_quotes_in_the_opening():
    found = proposals("对市人大二次会议第23号《关于支持助餐的建议》的答复", "您提出的“关于支持助餐”的建议收悉。")
    assert [proposal.title for proposal in found] == ["关于支持助餐的建议"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param("接到您提出的《关于加密班次的建议》后，我局立即勘查。", "关于加密班次的建议", id="ask"),
        pytest.param("我局落实《关于加强助餐的意见》。", None, id="another-document"),
    ],
)
def test_the_title_may_stand_in_the_first_paragraph_of_the_answer(answer, expected):
    letter = f"关于区六届人大五次会议第8号建议的答复\n\n王小山代表：\n\n建议收悉，现答复如下：\n\n{answer}\n"
    assert [proposal.title for proposal in read_letter(letter).proposals] == [expected]
