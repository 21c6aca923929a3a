"""The cleaned text: what is taken out, what is joined, and what must stay as written."""

import sys
import unicodedata

import pytest

from policies.reader.clean import UNUSUAL, clean
from policies.reader.fold import fold


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("\ufeff甲\r\n乙\r丙", "甲\n乙\n丙", id="mark-and-line-ends"),
        pytest.param("甲\x0c乙\x07\u200b丙", "甲\n乙丙", id="control-characters"),
        pytest.param("\u3000\u3000甲\u00a0乙", "甲 乙", id="indents-and-no-break-spaces"),
        pytest.param("甲\n\n\n \n乙", "甲\n\n乙", id="blank-lines"),
        pytest.param("建議(yì)關(guān)于協(xié)會", "建議關于協會", id="pinyin"),
        pytest.param("們(men)建議(yì)關(guān)于", "們建議關于", id="toneless-pinyin-among-toned"),
        pytest.param(
            "发行基金（REITs）和应用（app）", "发行基金（REITs）和应用（app）", id="abbreviation-is-no-pinyin"
        ),
        pytest.param("現答覆如下 ２０３１年", "現答覆如下 ２０３１年", id="traditional-and-full-width-stay"),
        pytest.param("现 就涉及我厅的部分 答复如下，请阅。", "现就涉及我厅的部分答复如下，请阅。", id="stray-spaces"),
        pytest.param("区水务局 区财政局", "区水务局 区财政局", id="spaces-between-signers-stay"),
        pytest.param("e\u0301", "é", id="composed"),
    ],
)
def test_clean(raw, text):
    assert clean(raw) == text


def test_whatever_can_be_composed_is_unusual():
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    changed = {sign for sign in signs if unicodedata.normalize("NFC", sign) != sign or unicodedata.combining(sign)}
    behind = {part for sign in signs for part in unicodedata.normalize("NFD", sign)[1:]}
    assert [sign for sign in changed | behind if not UNUSUAL.match(sign)] == []


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(
            "我局加大保护力度，严厉打击违法行为。完善地理标志\n\n保护体系，将产品纳入范围。",
            "我局加大保护力度，严厉打击违法行为。完善地理标志保护体系，将产品纳入范围。",
            id="inside-a-word",
        ),
        pytest.param(
            "我局将编制《市级公共数据资源管理目录》，\n会同市司法局开展合法性审\n查。同时，加强管理。",
            "我局将编制《市级公共数据资源管理目录》，会同市司法局开展合法性审查。同时，加强管理。",
            id="short-lines-behind-a-comma",
        ),
        pytest.param(
            "二、规范运营。组织对760个授\n权项目开展检查，年底前通报。",
            "二、规范运营。组织对760个授权项目开展检查，年底前通报。",
            id="short-behind-a-sentence",
        ),
        pytest.param(
            "城市供水连着民生，也连着发展，事关民生大\n局、稳定大局，历来受到重视。",
            "城市供水连着民生，也连着发展，事关民生大局、稳定大局，历来受到重视。",
            id="hard-wrapped",
        ),
        pytest.param(
            "我局将总结经验，逐步向其他县（\n区）推开。",
            "我局将总结经验，逐步向其他县（区）推开。",
            id="inside-brackets",
        ),
    ],
)
def test_broken_lines_are_joined(raw, text):
    assert clean(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "一、关于完善社区助餐机制，加强网点运行监管的建议\n我市有助餐点，共12处。", id="heading-with-comma"
        ),
        pytest.param("您提出的提案收悉，我们认真研究办理，现答复如下\n我市有助餐点，共12处。", id="opening-formula"),
        pytest.param("我局将继续努力，为群众提供更好的服务和保障\n青原市民政局\n2031年7月9日", id="signature"),
        pytest.param("我局将继续努力，为群众提供更好的服务和保障\n感谢您的关心，欢迎再提。", id="thanks"),
        pytest.param("关于市政协四届五次会议\n第021号提案的答复", id="title"),
        pytest.param("我局将继续努力，为群众提供更好的服务和保障\n（二）加强监管，完善制度。", id="next-heading"),
    ],
)
def test_lines_of_their_own_stay(text):
    assert clean(text) == text


def test_a_letter_on_one_line_gets_its_lines():
    line = (
        "关于县政协一届四次会议第14号提案的答复 苗小山委员： 您提出的“关于完善路灯的提案”收悉，现答复如下： 一、工作现状 "
        "我镇现有路灯905盏，覆盖23个村，其中使用超过六年的有415盏，灯光昏暗，群众出行不便。 二、下一步计划 "
        "一是制定规划，优先解决学校照明。二是加大投入。 感谢您的关心。 石门镇人民政府 2031年6月2日"
    )
    assert clean(line).split("\n") == [
        "关于县政协一届四次会议第14号提案的答复",
        "苗小山委员：",
        "您提出的“关于完善路灯的提案”收悉，现答复如下：",
        "一、工作现状",
        "我镇现有路灯905盏，覆盖23个村，其中使用超过六年的有415盏，灯光昏暗，群众出行不便。",
        "二、下一步计划",
        "一是制定规划，优先解决学校照明。二是加大投入。感谢您的关心。",
        "石门镇人民政府",
        "2031年6月2日",
    ]


def test_the_signer_may_stand_right_behind_the_courtesy():
    line = "苗小山委员：您提出的提案收悉，现答复如下：现有路灯905盏，覆盖23个村，其中使用超过六年的有415盏。感谢您的关心！石门镇人民政府 2031年6月2日"
    assert clean(line).split("\n")[-2:] == ["石门镇人民政府", "2031年6月2日"]


def test_a_signature_may_be_glued_to_the_last_sentence():
    line = "苗小山代表：您提出的建议收悉，现函复如下：现有路灯905盏，覆盖23个村，其中超过六年的有415盏。感谢您的支持。石门镇人民政府2031年6月2日"
    assert clean(line).split("\n")[-2:] == ["石门镇人民政府", "2031年6月2日"]


def test_number_and_addressee_in_the_line_of_the_title_get_lines():
    line = (
        "石门镇人民政府关于县人大一次会议第14号建议的答复　石政函〔2031〕7号　苗小山代表：您提出的建议收悉，现复函如下："
        "现有路灯905盏，覆盖23个村，其中使用超过六年的有415盏。"
    )
    assert [part[:7] for part in clean(line).split("\n")] == [
        "石门镇人民政府",
        "石政函〔203",
        "苗小山代表：",
        "您提出的建议收",
    ]


def test_headings_inside_the_line_of_the_opening_get_lines():
    line = (
        "您提出的提案收悉。现答复如下：一、工作现状。我县已建成助餐点12处，服务老年人3万人次，群众反映良好，但仍有缺口，"
        "部分偏远社区尚未覆盖，运营经费不足，志愿者偏少，需要进一步加强建设和管理，努力满足居民的需求。二、下一步工作打算。新建3处。"
    )
    assert [part[:4] for part in clean(line).split("\n")] == ["您提出的", "一、工作", "二、下一"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("關於建議的答覆", "关于建议的答复", id="traditional"),
        pytest.param("２０３１年", "2031年", id="full-width-digits"),
        pytest.param("(商贸类178号)[2031]【2031】", "（商贸类178号）〔2031〕〔2031〕", id="brackets"),
        pytest.param("王小山代表:你好!", "王小山代表：你好！", id="stops"),
    ],
)
def test_fold_keeps_every_place(text, folded):
    assert fold(text) == folded
    assert len(fold(text)) == len(text)
