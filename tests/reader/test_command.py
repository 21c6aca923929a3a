"""The command that prints readings: a line for each file, also for what is none."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SAMPLE = Path(__file__).parent.parent / "letters" / "samr_04847.txt"


def lines(*files):
    """Run the command; return its readings, and the complaint at its end."""
    out, complaint = StringIO(), None
    try:
        call_command("read_letter", *map(str, files), stdout=out)
    except CommandError as error:
        complaint = str(error)
    return [json.loads(line) for line in out.getvalue().splitlines()], complaint


def test_one_object_a_line_in_the_order_of_the_files(tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("王小山代表：\n您提出的关于助餐的建议收悉。现答复如下：\n已办。", encoding="gb18030")
    readings, complaint = lines(other, SAMPLE, other)
    assert [reading["file"] for reading in readings] == [str(other), str(SAMPLE), str(other)]
    assert [list(reading)[0] for reading in readings] == ["file"] * 3
    assert [list(reading)[-1] for reading in readings] == ["text"] * 3
    assert readings[1]["document_number"] == "国市监提〔2022〕168号"
    assert complaint is None


def test_chinese_is_printed_as_chinese():
    out = StringIO()
    call_command("read_letter", str(SAMPLE), stdout=out)
    assert "国市监提〔2022〕168号" in out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda path: None, "file_missing", id="missing"),
        pytest.param(lambda path: path.mkdir(), "file_directory", id="folder"),
        pytest.param(lambda path: path.write_bytes(b""), "file_empty", id="empty"),
        pytest.param(lambda path: path.write_bytes(b"PK\x03\x04\x00\x00"), "file_binary", id="binary"),
        pytest.param(lambda path: path.write_bytes(b"a" * 5_000_001), "file_too_large", id="too-large"),
    ],
)
def test_what_cannot_be_read_has_a_line_too(tmp_path, make, code):
    path = tmp_path / "a.txt"
    make(path)
    (unread, read), complaint = lines(path, SAMPLE)
    assert [doubt["code"] for doubt in unread["doubts"]] == [code]
    assert (list(unread), unread["text"], unread["commitments"]) == (list(read), "", [])
    assert complaint == "2 个文件中有 1 个读不了，原因见各行的 doubts。"


def test_a_text_that_is_no_letter_is_a_doubt_and_no_failure(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("今天天气很好。", encoding="utf-8")
    (reading,), complaint = lines(path)
    assert "not_a_letter" in [doubt["code"] for doubt in reading["doubts"]]
    assert complaint is None
