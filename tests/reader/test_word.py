"""A Word document -> its words, in order, with the numbers that Word shows; and what is refused."""

import pytest

from policies.reader import CannotRead, text_of
from policies.reader.documents.numbering import written

from . import documents

RUN = "<w:r><w:t>{}</w:t></w:r>"
NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>
</w:numbering>"""


def paragraph(words, number=None, level=0):
    numbered = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>' if number else ""
    )
    return f"<w:p>{numbered}{RUN.format(words)}</w:p>"


def cell(*paragraphs):
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(paragraph("甲") + paragraph("乙"), "甲\n乙", id="paragraphs"),
        pytest.param(
            f"{paragraph('前')}<w:tbl><w:tr>{cell('文号：')}{cell('1号')}{cell('类别')}{cell('A', '类')}</w:tr></w:tbl>"
            f"{paragraph('后')}",
            "前\n文号：1号\t类别\tA 类\n后",
            id="table-between",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{cell('里')}{cell('面')}</w:tr></w:tbl></w:tc>{cell('外')}</w:tr></w:tbl>",
            "里\t面\t外",
            id="table-in-a-table",
        ),
        pytest.param(
            f"<w:p><w:ins>{RUN.format('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
            f"<w:smartTag>{RUN.format('2026年')}</w:smartTag></w:p>",
            "新2026年",
            id="inserted-deleted-and-tagged",
        ),
        pytest.param(f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>", "控件", id="content-control"),
        pytest.param("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>", "一\n二\t三", id="breaks"),
        pytest.param("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>" + paragraph("甲"), "甲", id="field"),
    ],
)  # fmt: skip
def test_words(body, text):
    assert text_of(documents.word_body(body)) == text


def test_numbers_that_word_adds(monkeypatch):
    body = [
        paragraph("甲", 3), paragraph("子", 3, 1), paragraph("丑", 3, 1), paragraph("点", 3, 2), paragraph("乙", 3),
        paragraph("寅", 3, 1), paragraph("另", 4), paragraph("无", 5), paragraph("无", 77), paragraph("平"),
    ]  # fmt: skip
    with_body = documents.word_body("".join(body))
    monkeypatch.setattr(documents, "WORD", with_body)
    data = documents.word_with("word/numbering.xml", NUMBERING.encode())
    assert text_of(data).split("\n") == [
        "一、甲", "（1）子", "（2）丑", "点", "二、乙", "（1）寅", "五、另", "无", "无", "平",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"), (20, "japaneseCounting", "二十"),
        (3, "decimalEnclosedCircle", "③"), (2, "lowerLetter", "b"), (12, "decimalFullWidth", "１２"), (4, "ordinal", "4"),
    ],
)  # fmt: skip
def test_counts_as_written(count, form, shown):
    assert written(count, form) == shown


BOMB = '<!DOCTYPE w [<!ENTITY a "答复答复">' + "".join(
    f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "&a;") * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(documents.word(), "file_empty", id="empty"),
        pytest.param(documents.word("", "  "), "file_empty", id="blank"),
        pytest.param(documents.word_with("word/document.xml", f"{BOMB}]><w>&a8;</w>".encode()), "file_broken", id="entities"),
        pytest.param(
            documents.word_with("word/document.xml", f"{BOMB}]><w>&a8;</w>".encode("utf-16")), "file_broken",
            id="entities-in-utf-16",
        ),
        pytest.param(documents.word_with("word/document.xml", b"<w:document"), "file_broken", id="no-xml"),
        pytest.param(documents.zipped({"word/document.xml": b"<a/>"}), "file_broken", id="no-package"),
        pytest.param(documents.word_with("word/media/a.bin", bytes(50_000_001)), "file_too_large", id="grows-to-50-MB"),
        pytest.param(
            documents.zipped({"word/document.xml": b""} | {f"{n}": b"" for n in range(2_000)}), "file_too_large",
            id="too-many-entries",
        ),
        pytest.param(documents.word_body(paragraph("一" * 2_000_001)), "file_too_large", id="too-many-characters"),
        pytest.param(documents.WORD[:-40], "file_broken", id="cut-off"),
    ],
)  # fmt: skip
def test_refused(data, code):
    with pytest.raises(CannotRead) as refused:
        text_of(data, "a.docx")
    assert refused.value.code == code


def test_an_archive_inside_is_not_opened():
    assert text_of(documents.word_with("word/embeddings/a.docx", b"PK\x03\x04")) == text_of(documents.WORD)
