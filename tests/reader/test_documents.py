"""Every form of a letter reads as its text does; what is no letter's file is refused with a sentence, quickly."""

import random
import subprocess
import sys

import pytest

from policies.reader import CannotRead, as_json, decode, read_letter, text_of
from policies.reader.documents import REASONS
from policies.reader.score import comparable

from . import documents
from .test_letters import LETTERS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def reading(text):
    """Return a reading without the text and the places in it."""
    found = as_json(read_letter(text))
    del found["text"]
    return comparable(found)


@pytest.mark.parametrize(
    "file",
    [
        "d07_weijian_4409_2028.pdf",
        "d27_hewan_sw_076_2026_11.gb18030.txt",
        "d28_linjiang_wj_bingan_0123_0456.docx",
        "d30_haitang_scjg_110_2026.html",
    ],
)
@pytest.mark.parametrize("called", [pytest.param(True, id="named"), pytest.param(False, id="nameless")])
def test_another_form_of_a_letter_reads_the_same(file, called):
    text = decode((LETTERS / f"{file.split('.')[0]}.txt").read_bytes())
    found = text_of((LETTERS / file).read_bytes(), file if called else "")
    assert "".join(read_letter(found).text.split()) == "".join(read_letter(text).text.split())
    assert reading(found) == reading(text)
    assert reading(text)["proposals"]


def test_what_is_in_a_file_decides_not_its_name():
    assert text_of(documents.PDF, "答复.txt") == text_of(documents.PDF, "答复.docx") == text_of(documents.PDF)
    assert text_of("您好".encode(), "答复.pdf") == "您好"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        pytest.param(b"", "a.docx", "file_empty", id="no-bytes"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(20), "a.png", "file_binary", id="picture"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "a.doc", "file_old_word", id="doc"),
        pytest.param(OLE + "Workbook".encode("utf-16-le"), "a.xls", "file_binary", id="xls"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "file_encrypted", id="docx-with-password"),
        pytest.param(rb"{\rtf1\ansi \u24744?}", "a.doc", "file_old_word", id="rich-text"),
        pytest.param(
            b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w/>', "a.doc", "file_old_word",
            id="word-2003-xml",
        ),
        pytest.param(documents.zipped({"OFD.xml": b"<OFD/>"}), "a.ofd", "file_archive", id="ofd"),
        pytest.param(documents.zipped({"答复.docx": documents.WORD}), "a.zip", "file_archive", id="letter-in-archive"),
        pytest.param(documents.zipped({}), "a.zip", "file_archive", id="empty-archive"),
        pytest.param(b"PK\x03\x04" + bytes(30), "a.docx", "file_broken", id="broken-archive"),
        pytest.param(documents.PDF + bytes(5_000_000), "a.pdf", "file_too_large", id="too-many-bytes"),
    ],
)  # fmt: skip
def test_refused(data, name, code):
    with pytest.raises(CannotRead) as refused:
        text_of(data, name)
    assert refused.value.code == code


@pytest.mark.parametrize("code", REASONS)
def test_each_reason_says_what_to_do_in_two_languages(code):
    chinese, english = REASONS[code]
    assert chinese.endswith("。") and english.endswith(".")
    assert english.isascii() and not chinese.isascii()


@pytest.mark.parametrize("whole", [documents.PDF, documents.WORD, documents.WEB_PAGE], ids=["pdf", "docx", "html"])
@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_read_or_refused(whole, seed):
    """Bytes changed or the end missing: a text or a sentence, and no other exception."""
    chance = random.Random(seed)
    data = bytearray(whole[: len(whole) if seed % 3 else chance.randrange(len(whole))])
    for _ in range(1 + seed * 3):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert text_of(bytes(data), "a.docx")
    except CannotRead as refused:
        assert refused.code in REASONS


def test_parsers_are_loaded_only_for_their_files():
    code = (
        "import sys; from policies.reader import text_of; text_of('您好'.encode());"
        "print([name for name in ('lxml', 'docx', 'pypdf', 'django') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "[]\n"
