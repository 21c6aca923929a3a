"""Lines broken at a width are joined; lines that are only long are not."""

import pytest

from policies.reader.wrapping import unwrap

PARAGRAPH = "我局高度重视养老服务工作，已建成服务站点三百座，完善了设施，其中社区食堂二十家，满足了老年人的需求。"


def broken(text, width):
    return [text[start : start + width] for start in range(0, len(text), width)]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        pytest.param(broken(PARAGRAPH, 16), [PARAGRAPH], id="one-paragraph"),
        pytest.param(
            [*broken(PARAGRAPH, 16), "", *broken(PARAGRAPH, 16)], [PARAGRAPH, "", PARAGRAPH], id="blank-line-between"
        ),
        pytest.param(
            [*broken("　　" + PARAGRAPH, 18), *broken("　　" + PARAGRAPH, 18)],
            ["　　" + PARAGRAPH, "　　" + PARAGRAPH],
            id="indents",
        ),
        pytest.param(
            [*broken(PARAGRAPH, 16), "", "加强监管，完善机制，推动落实：①", "新建3处。"],
            [PARAGRAPH, "", "加强监管，完善机制，推动落实：①新建3处。"],
            id="mark-at-the-end-of-a-full-line",
        ),
        pytest.param(
            [*broken("您提出的“关于整治线缆的建議(yì)，我局已收到。" + PARAGRAPH, 20)],
            ["您提出的“关于整治线缆的建議(yì)，我局已收到。" + PARAGRAPH],
            id="inside-what-is-cleaned-later",
        ),
    ],
)
def test_lines_that_fill_the_width_go_on(lines, joined):
    assert unwrap(lines) == joined


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="nothing"),
        pytest.param(["一", "二"], id="short"),
        pytest.param(["我局将继续努力，为群众提供更好的服务和保障", "青原市民政局"], id="one-line-is-the-longest"),
        pytest.param(["加强监管，完善机制，建成站点。", "加强宣传，扩大影响，印发手册。"], id="as-long-and-ended"),
        pytest.param(["关于市政协四届五次会议第二十一号提案的", "关于市政协四届五次会议第二十二号提案的"], id="titles"),
        pytest.param(["我局高度重视，" * 20, "完善机制，" * 28, "加强监管。"], id="no-page-is-so-wide"),
    ],
)
def test_other_lines_stay(lines):
    assert unwrap(lines) == lines
