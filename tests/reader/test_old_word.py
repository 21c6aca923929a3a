"""An old Word document is read by a program of the machine, here a small script in its place; or refused."""

import pytest

from policies.reader import CannotRead, text_of
from policies.reader.documents import old_word

from .documents import WORD
from .test_documents import OLE

DOC = OLE + "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1\ansi \u24744?}"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a script on a PATH that has nothing else but the shell's own tools."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(old_word.shutil, "which", lambda name: str(folder / name) if (folder / name).exists() else None)

    def put(name: str, script: str) -> None:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)

    return put


def refused(data: bytes) -> str:
    with pytest.raises(CannotRead) as error:
        text_of(data, "a.doc")
    return error.value.code


@pytest.mark.parametrize("data", [pytest.param(DOC, id="doc"), pytest.param(RTF, id="rich-text")])
def test_without_a_program_it_is_refused(program, data):
    assert refused(data) == "file_old_word"


@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_what_a_program_prints_is_the_text(program, name):
    program(name, "echo 王小山委员：")
    assert text_of(DOC, "a.doc").strip() == "王小山委员："


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_an_office_program_makes_a_new_document_of_it(program, name, tmp_path):
    (tmp_path / "new.docx").write_bytes(WORD)
    program(name, f'for file; do :; done; cp {tmp_path}/new.docx "${{file%.doc}}.docx"')
    program("antiword", "echo 旧")
    assert text_of(DOC, "a.doc") == text_of(WORD)


def test_it_works_on_a_copy_in_a_folder_that_is_gone_afterwards(program, tmp_path):
    program("antiword", f'for file; do :; done; cp "$file" {tmp_path}/seen; pwd > {tmp_path}/where; echo 好')
    text_of(DOC)
    assert (tmp_path / "seen").read_bytes() == DOC
    folder = (tmp_path / "where").read_text().strip()
    assert not old_word.Path(folder).exists()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("exit 1", id="fails"),
        pytest.param("true", id="prints-nothing"),
        pytest.param("sleep 60 & sleep 60", id="takes-too-long"),
        pytest.param("yes 一", id="prints-without-end"),
        pytest.param("printf '\\377\\376\\001'", id="prints-no-text"),
    ],
)
def test_a_program_that_cannot_is_a_refusal(program, monkeypatch, script):
    monkeypatch.setattr(old_word, "SECONDS", 1)
    program("antiword", script)
    assert refused(DOC) == "file_old_word"
