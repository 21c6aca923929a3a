"""What a file is, its content decides: what is taken, what is refused with which sentence, and under which name."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from policies.uploads import MOST_BYTES, NotTaken, clean_name, examine
from tests.sample_files import archive, huge_picture, office, old_office, pdf, picture

GIF = picture("GIF")
MACROS = "这个办公文件带有宏"


def look(content: bytes, name: str = "文件.pdf"):
    return examine(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "taken_as"),
    [
        pytest.param("批复.pdf", pdf(), "批复.pdf", id="pdf"),
        pytest.param("发票.pdf", pdf(attached={"发票.xml": b"<x/>"}), "发票.pdf", id="pdf-with-its-data"),
        pytest.param("照片.png", picture("PNG"), "照片.png", id="png"),
        pytest.param("照片.JPEG", picture("JPEG"), "照片.jpg", id="jpg"),
        pytest.param("照片.gif", GIF, "照片.gif", id="gif"),
        pytest.param("照片.jpg", picture("WEBP"), "照片.webp", id="suffix-of-another-picture"),
        pytest.param("照片", picture("JPEG") + b"\0\0\0\x18ftypmp42", "照片.jpg", id="no-suffix-and-a-film-behind"),
        pytest.param("报告.docx", office("docx"), "报告.docx", id="docx"),
        pytest.param("报告.doc", office("docx"), "报告.docx", id="docx-called-doc"),
        pytest.param("表.xlsx", office("xlsx"), "表.xlsx", id="xlsx"),
        pytest.param(
            "讲.pptx", office("pptx", **{"ppt/embeddings/a.xlsx": office("xlsx")}), "讲.pptx", id="pptx-with-xlsx"
        ),
        pytest.param("函.ofd", archive({"OFD.xml": "<ofd/>"}), "函.ofd", id="ofd"),
        pytest.param("函.doc", old_office("WordDocument"), "函.doc", id="doc"),
        pytest.param("函.wps", old_office("WordDocument"), "函.wps", id="wps"),
        pytest.param("函.pdf", old_office("Workbook"), "函.xls", id="xls-called-pdf"),
    ],
)
def test_taken_as_what_the_content_is(name, content, taken_as):
    found = look(content, name)
    assert (found.name, found.size, len(found.sha256)) == (taken_as, len(content), 64)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"<!DOCTYPE html><script>alert(1)</script>", "这个文件是网页", id="html"),
        pytest.param(b"\xef\xbb\xbf \n<script>alert(1)", "这个文件是网页", id="html-behind-a-mark"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG", id="svg"),
        pytest.param(b'<?xml version="1.0"?><svg/>', "SVG", id="svg-as-xml"),
        pytest.param(b"%PDF-1.7\n<script>alert(1)</script>", "PDF 打不开", id="html-that-begins-as-pdf"),
        pytest.param(b"GIF89a/*" + b"*/=alert(1)//" * 9, "图片打不开", id="script-that-begins-as-gif"),
        pytest.param(b"MZ" + bytes(200), "程序或脚本", id="exe"),
        pytest.param(b"\x7fELF" + bytes(60), "程序或脚本", id="elf"),
        pytest.param(b"#!/bin/sh\nrm -rf /", "程序或脚本", id="script"),
        pytest.param(archive({"a.txt": "x"}), "是压缩包", id="zip"),
        pytest.param(b"Rar!\x1a\x07\0" + bytes(20), "是压缩包", id="rar"),
        pytest.param(b"\0\0\0\x20ftypisom" + bytes(20), "录音或录像", id="film"),
        pytest.param(b"\0\0\0\x18ftypheic" + bytes(20), "另存为 JPG", id="heic"),
        pytest.param("纯文本".encode(), "纯文本", id="text"),
        pytest.param(bytes(range(256)), "认不出", id="anything"),
        pytest.param(b"", "空文件", id="empty"),
        pytest.param(pdf() + bytes(MOST_BYTES), "超过 20 MB", id="too-large"),
        pytest.param(GIF + archive({"A.class": "x"}), "后面还接着一个压缩包", id="archive-behind-a-picture"),
        pytest.param(pdf() + archive({"A.class": "x"}), "后面还接着一个压缩包", id="archive-behind-a-pdf"),
        pytest.param(picture("PNG")[:40], "图片打不开", id="half-a-picture"),
        pytest.param(huge_picture(8000, 6300), "图片太大", id="many-pixels"),
        pytest.param(huge_picture(60000, 60000), "图片太大", id="a-bomb-of-pixels"),
        pytest.param(b"%PDF-1.7\n" + b"1 0 obj\n" * 200_001, "结构太复杂", id="pdf-of-nothing-but-objects"),
        pytest.param(pdf(script="app.alert(1)"), "自动运行的脚本", id="pdf-with-script"),
        pytest.param(pdf(attached={"a.exe": b"MZ"}), "附着程序", id="pdf-with-program"),
        pytest.param(pdf(password="secret"), "PDF 加了密", id="pdf-with-password"),
        pytest.param(office(**{"word/vbaProject.bin": "x"}), MACROS, id="docm"),
        pytest.param(office("xlsx", **{"xl/macrosheets/sheet1.xml": "x"}), MACROS, id="macros-of-excel-4"),
        pytest.param(old_office("WordDocument", "_VBA_PROJECT"), MACROS, id="doc-with-macros"),
        pytest.param(old_office("EncryptedPackage"), "设了密码", id="docx-with-password"),
        pytest.param(old_office("Catalog"), "认不出", id="another-container"),
        pytest.param(office(**{"word/a.exe": "MZ"}), "夹着程序", id="program-in-docx"),
        pytest.param(
            office(**{"word/a.bin": archive({"b": archive({"c": archive({"d": "x"})})})}), "大得反常", id="nested-bomb"
        ),
        pytest.param(office(**{f"word/{i}": "" for i in range(5001)}), "大得反常", id="many-members"),
        pytest.param(office()[:-30], "办公文件打不开", id="half-a-docx"),
        pytest.param(b"PK\x03\x04 no container", "办公文件打不开", id="no-container"),
    ],
)
def test_refused_with_a_sentence(content, sentence):
    with pytest.raises(NotTaken, match=sentence):
        look(content)


@pytest.mark.parametrize("name", ["批复.pdf", "照片.png", "报告.docx", "page.html", "没有后缀"])
def test_a_page_is_refused_whatever_it_is_called(name):
    with pytest.raises(NotTaken, match="这个文件是网页"):
        look(b"<html><script>alert(1)</script>", name)


def test_a_bomb_is_not_unpacked(monkeypatch):
    bomb = office(**{"word/media/a.bin": bytes(2_000_000)})
    assert look(bomb).suffix == "docx"
    monkeypatch.setattr("policies.uploads.office.MOST_UNPACKED", 1_000_000)
    with pytest.raises(NotTaken, match="大得反常"):
        look(bomb)


def test_sizes_that_a_container_tells_untruly_do_not_count():
    """The list of members says 100 bytes, the member unpacks to two million: nothing beyond what was said is unpacked."""
    honest = office(**{"word/media/a.bin": bytes(2_000_000)})
    with pytest.raises(NotTaken, match="办公文件打不开"):
        look(honest.replace((2_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\公文\\批复.pdf", "批复.pdf"),
        ("报告\u202efdp.exe", "报告 fdp.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ("\0\x07\u200b", "文件.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("长" * 300 + ".pdf", "长" * 80 + ".pdf"),
        ("مرحبا.pdf", "مرحبا.pdf"),
        ('a"; filename="b.html', "a__ filename=_b.pdf"),
        ("", "文件.pdf"),
    ],
)
def test_names_are_made_harmless(name, shown):
    assert clean_name(name, "pdf") == shown
