"""The title: its lines, the unit above it, the one that is damaged, and what is none."""

import pytest

from policies.reader import read_letter

BODY = "\n\n王小山委员：\n\n您提出的关于加强助餐的提案收悉。现答复如下：\n\n我市有助餐点12处。\n"


def title(head):
    found = read_letter(head + BODY).title
    return found.value if found else None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("关于市政协四届五次会议第21号提案的答复", "关于市政协四届五次会议第21号提案的答复", id="one-line"),
        pytest.param(
            "关于市政协四届五次会议\n第21号（城建类）提案答复的函",
            "关于市政协四届五次会议第21号（城建类）提案答复的函",
            id="two-lines",
        ),
        pytest.param(
            "关于市政协四届五次会议\n\n第21号（城建类）提案答复的函",
            "关于市政协四届五次会议第21号（城建类）提案答复的函",
            id="halves-set-apart",
        ),
        pytest.param("青原市民政局\n\n第21号提案答复的函", None, id="second-half-alone"),
        pytest.param(
            "青原市民政局 首页 > 提案 > 详情 对市政协四届五次会议第21号提案的答复 时间：15:20",
            "对市政协四届五次会议第21号提案的答复",
            id="on-the-way-to-the-page",
        ),
        pytest.param("首页 > 提案答复 > 关于建议的答复", None, id="way-without-a-title"),
        pytest.param(
            "关于市政协四届五次会议第21号提案的\n答    复", "关于市政协四届五次会议第21号提案的答复", id="spaced-word"
        ),
        pytest.param(
            "青原市民政局\n关于市政协四届五次会议第21号提案的答复",
            "青原市民政局关于市政协四届五次会议第21号提案的答复",
            id="unit-above",
        ),
        pytest.param(
            "青原市民政局\n\n青民函〔2031〕9号\n\n关于市政协四届五次会议第21号提案的答复",
            "关于市政协四届五次会议第21号提案的答复",
            id="headed-paper-is-apart",
        ),
        pytest.param(
            "关于市政协四届五次会议第21号提案的答复（水务局）",
            "关于市政协四届五次会议第21号提案的答复（水务局）",
            id="responder-in-brackets",
        ),
        pytest.param(
            "青原县发改局（粮食局）关于县政协九届二次会议第55号提案的答复函",
            "青原县发改局（粮食局）关于县政协九届二次会议第55号提案的答复函",
            id="second-name-of-the-unit",
        ),
        pytest.param(
            "- 名称白塔镇人民政府关于县人大七届五次会议第55号建议的答复\n- 有效性有效",
            "白塔镇人民政府关于县人大七届五次会议第55号建议的答复",
            id="label-without-a-colon",
        ),
        pytest.param(
            "关于市十一届人大一次会议第6号建议的答复\n发布日期：2031-10-21\n\n关于市十届人大次会议\n6号建议的答复",
            "关于市十一届人大一次会议第6号建议的答复",
            id="damaged-repeat",
        ),
        pytest.param(
            "青政函〔2031〕18号 关于市政协四届五次会议第21号提案的答复",
            "关于市政协四届五次会议第21号提案的答复",
            id="behind-the-number",
        ),
        pytest.param("首页 > 建议提案答复", None, id="breadcrumb"),
        pytest.param("", None, id="none"),
    ],
)
def test_title(head, expected):
    assert title(head) == expected
