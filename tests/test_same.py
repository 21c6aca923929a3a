"""What compares two crawls: it is silent where nothing differs, and tells each difference where one does."""

import io
import re
import zipfile

import pytest
from django.http import HttpResponse

from tests.same.__main__ import main
from tests.same.answers import Answer, answer_of, body_of
from tests.same.compare import report
from tests.same.folder import Folder

PAGE = Answer(200, {"Content-Type": "text/html"}, "<p>推进中<b>2</b></p>\n<p>已完成</p>".encode())
ROWS = Answer(200, {"Content-Type": "application/json"}, b'{"total": 2, "results": [{"id": 1}]}')


def keep(path, **answers: Answer) -> Folder:
    folder = Folder(path)
    for name, answer in answers.items():
        folder.add(f"/{name}/", answer)
    folder.save()
    return Folder.load(path)


def test_equal_crawls_are_the_same(tmp_path, capsys):
    for name in "ab":
        keep(tmp_path / name, actions=PAGE, api=ROWS)
    assert main([str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    assert capsys.readouterr().out == "the same: 2 answers\n"


def test_each_difference_is_told(tmp_path, capsys):
    changed = Answer(404, {"Content-Type": "text/html", "Allow": "GET"}, PAGE.body.replace(b"<b>2", b"<b>3"))
    keep(tmp_path / "a", actions=PAGE, replies=ROWS, search=PAGE)
    keep(tmp_path / "b", actions=changed, search=PAGE, about=PAGE)
    assert main([str(tmp_path / "a"), str(tmp_path / "b")]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "added: /about/",
        "gone: /replies/",
        "",
        "changed: /actions/",
        "status: 200 → 404",
        "Allow: None → GET",
        "   <p>推进中",
        "  -<b>2</b></p>",
        "  +<b>3</b></p>",
        "   <p>已完成</p>",
        "  … from line 2 of 3 → 3",
        "",
        "1 added: 1 × /about/",
        "1 gone: 1 × /replies/",
        "1 changed: 1 × /actions/",
        "3 answers, 3 before",
    ]


def test_json_is_compared_line_by_line(tmp_path):
    before = keep(tmp_path / "a", api=ROWS)
    after = keep(tmp_path / "b", api=Answer(200, ROWS.headers, ROWS.body.replace(b": 1", b": 7")))
    assert [line for line in report(before, after) if line.startswith(("  -", "  +"))] == [
        '  -   "id": 1',
        '  +   "id": 7',
    ]


def test_what_is_to_be_ignored_is_no_difference(tmp_path):
    before, after = (
        keep(tmp_path / mark, actions=Answer(200, {}, f'<a href="?cursor={mark}">下一页</a>'.encode())) for mark in "ab"
    )
    assert report(before, after) != []
    assert report(before, after, re.compile('cursor=[^"]+')) == []
    other = keep(tmp_path / "c", actions=Answer(410, {}, before.body("/actions/")))
    assert report(before, other, re.compile(".*")) != []


@pytest.mark.parametrize("name", ["form", "policy", "mark"])
def test_what_differs_from_run_to_run_is_left_out(name):
    def answered(value: str) -> Answer:
        response = HttpResponse()
        if name == "form":
            response.content = f'<input type="hidden" name="csrfmiddlewaretoken" value="{value}">'
        elif name == "policy":
            directives = ["img-src 'self'", "base-uri 'none'"]
            response["Content-Security-Policy"] = "; ".join(sorted(directives, reverse=value == "b"))
        else:
            response["ETag"] = f'W/"{value}"'
        return answer_of(response)

    assert answered("a") == answered("b")


def test_whether_there_is_a_mark_is_told():
    assert answer_of(HttpResponse(headers={"ETag": '"a"'})) != answer_of(HttpResponse())


def test_an_archive_is_compared_by_its_parts():
    assert body_of(_zip(a="一", b="二")) == body_of(_zip(zipfile.ZIP_DEFLATED, b="二", a="一"))
    assert body_of(_zip(a="一")) != body_of(_zip(a="三"))


def _zip(compression: int = zipfile.ZIP_STORED, **parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()
