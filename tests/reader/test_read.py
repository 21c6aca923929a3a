"""The whole reading: never an exception, places in range and in order, doubts in plain words."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.reader import Found, Letter, as_json, read_letter
from policies.reader.doubts import SENTENCES, sentence
from policies.reader.shapes import Doubt

LETTER = """青民函〔2031〕9号

关于市政协四届五次会议第021号提案的答复

王小山委员：

您提出的《关于加强社区助餐的提案》收悉。现答复如下：

一、已开展的工作

近日将五个站点纳入试点，并新增三家单位。

二、下一步工作

（一）完善网点。2032年6月底前新建助餐点12处。会同市财政局落实补助。

（二）加强监管。待资金到位后，建设监管平台。

感谢您对民政工作的关心。

青原市民政局

2031年7月9日
"""

# Pieces that patterns begin with; in any order they make the text that is hardest to read.
PIECES = st.sampled_from(
    [
        "王小山委员：",
        "您提出的《",
        "》收悉。",
        "现答复如下：",
        "一、",
        "二、下一步工作\n",
        "（一）",
        "一是",
        "；二是",
        "①",
        "1.",
    ]
    + [
        "下一步，",
        "2031年",
        "12月底前",
        "“十五五”",
        "待",
        "后",
        "会同",
        "市财政局",
        "《",
        "》",
        "（",
        "〔2031〕",
        "号",
        "文号：",
    ]
    + [
        "感谢",
        "关于",
        "的提案",
        "答复",
        "第",
        "届",
        "次会议",
        "|",
        "\n",
        "\n\n",
        " ",
        "。",
        "，",
        "\ud800",
        "\x00",
        "議(yì)",
        "é",
    ]
)


def spans(letter: Letter):
    """Return each place that a letter's findings point to."""
    for value in letter:
        several = value if isinstance(value, tuple) and not isinstance(value, Found) else [value]
        yield from (found.span for found in several if isinstance(found, Found))
    for commitment in letter.commitments:
        yield from (span for span in (commitment.number, commitment.heading) if span)
        for action in commitment.actions:
            yield action.span
            yield from action.partners
            if action.deadline:
                yield action.deadline.words


def check(letter: Letter) -> None:
    assert [span for span in spans(letter) if not 0 <= span.start < span.end <= len(letter.text)] == []
    for commitment in letter.commitments:
        places = [action.span for action in commitment.actions]
        assert places == sorted(places)
    places = sorted(action.span for commitment in letter.commitments for action in commitment.actions)
    assert [(one, next_one) for one, next_one in pairwise(places) if one.end > next_one.start] == []
    printed = as_json(letter)
    for action in (action for commitment in printed["commitments"] for action in commitment["actions"]):
        assert printed["text"][action["start"] : action["end"]] == action["text"]
    assert all(sentence(doubt) for doubt in letter.doubts)


@given(st.text())
def test_any_text_is_read(raw):
    check(read_letter(raw))


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_pieces_of_letters_are_read(raw):
    check(read_letter(raw))


@given(st.lists(PIECES, max_size=20).map("".join))
def test_a_letter_with_anything_in_it_is_read(noise):
    check(read_letter(LETTER.replace("（一）", noise, 1)))


def test_a_small_letter_as_a_whole():
    reading = as_json(read_letter(LETTER), "a.txt")
    assert list(reading) == [
        "file", "title", "document_number", "index_number", "subject", "department", "issuers", "issued_on", "published_on",
        "addressees", "addressee_count", "outcome", "proposals", "commitments", "doubts", "text",
    ]  # fmt: skip
    assert [(c["number"], c["heading"]) for c in reading["commitments"]] == [
        ("（一）", "完善网点"),
        ("（二）", "加强监管"),
    ]
    assert [
        (a["text"], a["strength"], a["due_text"], a["due_on"], a["partners"])
        for c in reading["commitments"]
        for a in c["actions"]
    ] == [
        ("2032年6月底前新建助餐点12处", "firm", "2032年6月底前", "2032-06-30", []),
        ("会同市财政局落实补助", "soft", None, None, ["市财政局"]),
        ("待资金到位后，建设监管平台", "conditional", None, None, []),
    ]
    assert [doubt["code"] for doubt in reading["doubts"]] == []


def test_reading_twice_gives_the_same():
    assert read_letter(LETTER) == read_letter(LETTER)


def test_what_is_no_letter_is_said_to_be_none():
    codes = [doubt.code for doubt in read_letter("今天天气很好。\n\n明天也是。").doubts]
    assert "not_a_letter" in codes
    assert "not_a_letter" not in [doubt.code for doubt in read_letter(LETTER).doubts]


def test_a_letter_that_clearly_promises_nothing_leaves_no_doubt_about_it():
    letter = read_letter("王小山委员：\n\n您提出的关于助餐的提案收悉。现答复如下：\n\n我局将五个站点纳入试点。\n")
    assert letter.commitments == ()
    assert not {"no_next_steps", "no_actions", "unsure_promise"} & {doubt.code for doubt in letter.doubts}


def test_a_text_beyond_any_letter_is_read_in_part():
    letter = read_letter(LETTER + "附" * 250_000)
    assert letter.title.value == "关于市政协四届五次会议第021号提案的答复"
    assert "too_long" in [doubt.code for doubt in letter.doubts]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_doubt_has_a_sentence_in_both_languages(code):
    chinese, english = sentence(Doubt(code, "某词")), sentence(Doubt(code, "某词"), "en")
    assert chinese.endswith("。") and english.endswith(".")
    assert "{" not in chinese + english and chinese != english


def test_the_reader_loads_no_django():
    asked = "import sys, policies.reader; print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
