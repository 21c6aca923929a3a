"""A PDF -> its paragraphs; and what is refused."""

import pytest

from policies.reader import CannotRead, text_of
from policies.reader.documents import pdf

from . import documents

FULL = "我局将会同有关部门加强监管，完善机制，推动落实各项工作任务"


@pytest.mark.parametrize(
    "line",
    ["— 12 —", "-3-", "7", "第3页 共5页", "3/5", "第 3 页", "－４－".translate(str.maketrans("４", "4")), "· 2 ·"],
)
def test_page_numbers(line):
    assert pdf._trimmed(f"{line}\n一\n{line}") == ["一"]


@pytest.mark.parametrize("line", ["2026年9月12日", "1.印发方案", "第1234号", "2026", "共青团"])
def test_no_page_numbers(line):
    assert pdf._trimmed(f"一\n{line}") == ["一", line]


def test_running_heads_and_feet_are_left_out():
    pages = [["云山市水利局文件", "甲", "网址：1"], ["云山市水利局文件", "乙", "网址：2"], ["丙", "网址：3"]]
    running = pdf._running(pages)
    assert [pdf._without(page, running) for page in pages] == [["甲"], ["乙"], ["丙"]]


def test_a_line_that_two_of_five_pages_begin_with_is_no_head():
    pages = [["下一步", "甲"], ["下一步", "乙"], ["丙", "丁"], ["戊", "己"], ["庚", "辛"]]
    assert pdf._running(pages) == set()


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        pytest.param([FULL, FULL, "到底。"], [f"{FULL}{FULL}到底。"], id="full-lines"),
        pytest.param([FULL, "到底。", "某局"], [f"{FULL}到底。", "某局"], id="a-short-line-ends"),
        pytest.param([FULL, "二、下一步"], [FULL, "二、下一步"], id="heading"),
        pytest.param(
            [FULL[:-1] + "。", "感谢您。"], [FULL[:-1] + "。", "感谢您。"], id="stop-where-nothing-is-indented"
        ),
        pytest.param([FULL, "\u3000\u3000感谢您。"], [FULL, "\u3000\u3000感谢您。"], id="indent"),
    ],
)
def test_wrapped_lines(lines, joined):
    assert pdf._joined(lines) == joined


def test_a_file_that_is_only_locked_against_changes_is_read():
    assert text_of(documents.locked_pdf("")) == text_of(documents.PDF)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(documents.blank_pdf(2), "file_scanned", id="no-text-layer"),
        pytest.param(documents.blank_pdf(501), "file_too_large", id="too-many-pages"),
        pytest.param(documents.locked_pdf("secret"), "file_encrypted", id="password"),
        pytest.param(documents.PDF[:3000], "file_broken", id="cut-off"),
        pytest.param(b"%PDF-1.7\nnothing", "file_broken", id="no-pdf"),
        pytest.param(documents.drawn_pdf(b"q Q " * 2_600_000), "file_too_large", id="grows-beyond-bounds"),
        pytest.param(documents.drawn_pdf(b"q " * 210_000), "file_too_large", id="draws-without-end"),
        pytest.param(documents.drawn_pdf(b"[" * 100_000), "file_broken", id="absurdly-deep"),
    ],
)
def test_refused(data, code):
    with pytest.raises(CannotRead) as refused:
        text_of(data, "a.pdf")
    assert refused.value.code == code
