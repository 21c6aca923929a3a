"""Text -> sentences and list items."""

import pytest

from policies.reader.sentences import Kind, sentences, units
from policies.reader.shapes import Span


def split(text):
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


def parts(text):
    return [unit.span.of(text) for unit in units(text, Span(0, len(text))) if unit.kind is not Kind.TITLE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("加强宣传。完善机制！", ["加强宣传", "完善机制"], id="stops"),
        pytest.param("加强宣传；完善机制。", ["加强宣传；完善机制"], id="semicolon-ends-nothing"),
        pytest.param(
            "答复：“暂不增设。由支队派人。”已派。", ["答复：“暂不增设。由支队派人。”已派"], id="stop-inside-quotes"
        ),
        pytest.param("加强“宣传。完善机制。", ["加强“宣传", "完善机制"], id="quote-never-closed"),
        pytest.param("", [], id="nothing"),
        pytest.param("。。", [], id="only-stops"),
    ],
)
def test_sentences(text, expected):
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一是加强宣传；二是完善机制。", ["加强宣传", "完善机制"], id="一是"),
        pytest.param("①加强宣传；②完善机制。", ["加强宣传", "完善机制"], id="circled"),
        pytest.param("（1）加强宣传；（2）完善机制。", ["加强宣传", "完善机制"], id="brackets"),
        pytest.param("1.加强宣传；2.完善机制。", ["加强宣传", "完善机制"], id="digits"),
        pytest.param("下一步，一是加强宣传；二是完善机制。", ["加强宣传", "完善机制"], id="lead-word-is-dropped"),
        pytest.param(
            "我局将做好以下工作：一是加强宣传；二是完善机制。", ["加强宣传", "完善机制"], id="lead-in-is-dropped"
        ),
        pytest.param("推进三项工作。一是加强宣传。二是完善机制。", ["加强宣传", "完善机制"], id="lead-in-with-stop"),
        pytest.param(
            "一是建立管护机制。成立小组，每月巡查。二是加大投入。",
            ["成立小组，每月巡查", "加大投入"],
            id="title-of-an-item",
        ),
        pytest.param("1.6月15日前装好；2.完善机制。", ["6月15日前装好", "完善机制"], id="month-behind-a-digit"),
        pytest.param("二是加强宣传，完善机制。", ["加强宣传，完善机制"], id="one-item-of-a-list-of-paragraphs"),
        pytest.param("对500万元以下的业务免收费用。", ["对500万元以下的业务免收费用"], id="以下-behind-a-sum"),
        pytest.param("主要措施之一是加强宣传。", ["主要措施之一是加强宣传"], id="之一是"),
        pytest.param(
            "下一步，我局一是加强宣传，办好培训；二是完善机制。",
            ["加强宣传，办好培训", "完善机制"],
            id="behind-the-actor",
        ),
        pytest.param("标准的统一是加强宣传；二是完善机制。", ["标准的统一是加强宣传；二是完善机制"], id="统一是"),
        pytest.param(
            "原因：一是路窄；二是车多，难以会车。我局按月通报。下一步，一是拓宽；二是限行。",
            ["路窄", "车多，难以会车", "我局按月通报", "拓宽", "限行"],
            id="a-second-list-is-led-in",
        ),
        pytest.param("投入1.26万元。", ["投入1.26万元"], id="decimal"),
    ],
)
def test_units(text, expected):
    assert parts(text) == expected
