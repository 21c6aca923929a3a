"""Bytes -> text: the encodings of old letters, and what is refused with a sentence."""

import pytest

from policies.reader import CannotRead, decode
from policies.reader.documents import REASONS

WORDS = "王小山委员：\n您提出的提案收悉。"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WORDS.encode(), id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), id="utf-8-with-mark"),
        pytest.param(WORDS.encode("utf-16"), id="utf-16-with-mark"),
        pytest.param(b"\xfe\xff" + WORDS.encode("utf-16-be"), id="utf-16-big-end-first"),
        pytest.param(WORDS.encode("utf-16-le"), id="utf-16-without-mark"),
        pytest.param(WORDS.encode("gb18030"), id="gb18030"),
        pytest.param(WORDS.encode("gbk"), id="gbk"),
    ],
)
def test_encodings(data):
    assert decode(data) == WORDS


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "file_empty", id="empty"),
        pytest.param(" \n\u3000\n".encode(), "file_empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file_binary", id="picture"),
        pytest.param("王\x00小山".encode(), "file_binary", id="nul-in-text"),
        pytest.param("王\x02小山".encode(), "file_binary", id="control-character"),
        pytest.param(b"\xff\xff\x81", "file_encoding", id="no-encoding"),
        pytest.param("王".encode() * 1_700_000, "file_too_large", id="too-many-bytes"),
        pytest.param(b"a" * 2_000_001, "file_too_large", id="too-many-characters"),
    ],
)
def test_refused(data, code):
    with pytest.raises(CannotRead) as refused:
        decode(data)
    assert refused.value.code == code
    assert str(refused.value) == refused.value.sentence() == REASONS[code][0]
    assert refused.value.sentence("en") == REASONS[code][1]
