"""The label block of a page, in the layouts that sites print it in."""

import pytest

from policies.reader import as_json, read_letter

LETTER = """

关于市政协四届五次会议第021号提案的答复

王小山委员：

您提出的关于加强助餐的提案收悉。现答复如下：

我市有助餐点12处。

青原市民政局
2031年7月9日
"""
EMPTY = {
    "document_number": None, "index_number": None, "subject": None, "department": None, "published_on": None,
}  # fmt: skip


def labels(block):
    reading = as_json(read_letter(block + LETTER))
    assert reading["title"] == "关于市政协四届五次会议第021号提案的答复"
    return {key: reading[key] for key in EMPTY}


@pytest.mark.parametrize(
    ("block", "found"),
    [
        pytest.param("- 文号：\n - 青民函〔2031〕9号", {"document_number": "青民函〔2031〕9号"}, id="two-level-list"),
        pytest.param(
            "文号：青民函〔２０３１〕１９号", {"document_number": "青民函〔２０３１〕１９号"}, id="full-width-stays"
        ),
        pytest.param("类别：B　　　青民函〔2031〕9号", {"document_number": "青民函〔2031〕9号"}, id="behind-the-mark"),
        pytest.param("- 索引号青原013/2031-00122", {"index_number": "青原013/2031-00122"}, id="place-in-the-index"),
        pytest.param("- 索引号：530×××-2031-07", {"index_number": "530×××-2031-07"}, id="masked-index"),
        pytest.param("- 索引号: 3706-2031-07", {"index_number": "3706-2031-07"}, id="list-one-line"),
        pytest.param(
            "- 文号青民函〔2031〕9号\n- 发布日期2031-08-19",
            {"document_number": "青民函〔2031〕9号", "published_on": "2031-08-19"},
            id="glued",
        ),
        pytest.param(
            "• 文        号 :新广建议〔2031〕8号", {"document_number": "新广建议〔2031〕8号"}, id="padded-label"
        ),
        pytest.param(
            "文号\n发布日期\n2031-09-01\n主题分类\n民政",
            {"published_on": "2031-09-01", "subject": "民政"},
            id="empty-value",
        ),
        pytest.param(
            "索引号: X1/2031-2 主题分类: 民政 所属机构: 养老服务科",
            {"index_number": "X1/2031-2", "subject": "民政", "department": "养老服务科"},
            id="inline-pairs",
        ),
        pytest.param(
            "索引号: | X1/2031-2 | 文号: | |\n---|---|---|---|\n主题分类: | 民政 |",
            {"index_number": "X1/2031-2", "subject": "民政"},
            id="pipe-table",
        ),
        pytest.param(
            "• 0552/2031-3\n• 青原市民政局\n• 2031-09-30", {"index_number": "0552/2031-3"}, id="without-labels"
        ),
        pytest.param("青民函（2031）12号　签发人：张某", {"document_number": "青民函〔2031〕12号"}, id="headed-paper"),
        pytest.param("青民复字[2031]3号B类", {"document_number": "青民复字〔2031〕3号"}, id="mark-glued-behind"),
        pytest.param(
            "文号：青民函〔2031〕9号\n文号：青民函〔2031〕8号",
            {"document_number": "青民函〔2031〕9号"},
            id="first-wins",
        ),
        pytest.param("公开方式 主动公开 有效性 有效", {}, id="nothing-that-is-read"),
        pytest.param("发表时间：2031-09-06\n组配分类：提案", {}, id="neither-published-nor-subject"),
        pytest.param("2031年8月1日 星期五", {}, id="page-clock"),
    ],
)
def test_labels(block, found):
    assert labels(block) == EMPTY | found


def test_a_damaged_number_is_not_repaired():
    reading = as_json(read_letter("青民〔202658  签发人：张某" + LETTER))
    assert reading["document_number"] is None
    assert [d["code"] for d in reading["doubts"]][0] == "document_number_damaged"


def test_a_number_may_stand_below_the_date():
    assert as_json(read_letter(LETTER + "\n青民函〔2031〕9号\n"))["document_number"] == "青民函〔2031〕9号"


def test_a_number_in_running_text_is_not_the_letters():
    assert as_json(read_letter(LETTER.replace("我市", "按照青政发〔2030〕3号文件，我市")))["document_number"] is None


def test_the_title_of_the_labels_stands_in_for_a_missing_one():
    reading = as_json(
        read_letter(
            "信息名称：关于市政协四届五次会议第7号提案的答复\n\n王小山委员：\n\n您提出的提案收悉。现答复如下：\n"
        )
    )
    assert reading["title"] == "关于市政协四届五次会议第7号提案的答复"
