"""Letters in .zip archives: names as they were written, bounds, and a sentence for what is not opened."""

import io
import zipfile

import pytest

from policies.ingest.archives import Archives
from policies.ingest.files import letter_files
from policies.ingest.refusal import CannotIngest
from policies.models import Reply
from tests.factories import make_place
from tests.ingest.test_bulk import outcomes
from tests.ingest.test_ingest import short


class Written(zipfile.ZipInfo):
    """A member whose name is written as a program does that knows only GBK: without the mark of UTF-8."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gb18030"), self.flag_bits


def pack(path, members: dict[str, bytes], member=zipfile.ZipInfo):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(member(name), data, zipfile.ZIP_DEFLATED)
    return path


def refusal(path) -> str:
    """Return why the first file of a path is refused."""
    with Archives() as archives:
        source = next(letter_files([path], archives))
        with pytest.raises(CannotIngest) as refused:
            source.read()
    return str(refused.value)


@pytest.mark.django_db
def test_an_archive_is_taken_in_like_a_folder(tmp_path):
    make_place()
    (tmp_path / "in").mkdir()
    pack(
        tmp_path / "in" / "来文.zip",
        {
            "2031/甲.txt": short(),
            "2031/乙.docx": b"",
            "__MACOSX/2031/._甲.txt": b"x",
            "表.xlsx": b"PK",
            "../../丙.txt": short(number="0022"),
            "内.zip": b"PK",
        },
    )
    assert outcomes(tmp_path / "in") == {
        "../../丙.txt": "added",
        "2031/甲.txt": "added",
        "2031/乙.docx": "文件是空的，请重新保存答复函后再试。",
        "内.zip": "压缩包里的压缩包不打开；请先解压。",
    }
    kept = {reply.source_file.name for reply in Reply.objects.all()}
    assert kept == {f"letters/{sha[:2]}/{sha}.txt" for sha in Reply.objects.values_list("source_sha256", flat=True)}


@pytest.mark.parametrize("member", [zipfile.ZipInfo, Written], ids=["utf-8", "gb18030"])
def test_names_are_read_as_they_were_written(tmp_path, member):
    """乗 ends, in GBK, in the byte of a backslash."""
    path = pack(tmp_path / "a.zip", {"来文/关于乗车的答复.txt": b"x", "plain.txt": b"y"}, member)
    with Archives() as archives:
        found = {source.inside: source.read() for source in letter_files([path], archives)}
    assert found == {"plain.txt": b"y", "来文/关于乗车的答复.txt": b"x"}


def test_two_archives_are_read_in_turn(tmp_path):
    paths = [pack(tmp_path / f"{n}.zip", {"a.txt": f"{n}".encode()}) for n in range(2)]
    with Archives() as archives:
        sources = list(letter_files([*paths, *paths], archives))
        assert [source.read() for source in sources] == [b"0", b"1", b"0", b"1"]


def test_what_is_no_archive_gets_a_sentence(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 broken")
    assert "打不开" in refusal(tmp_path / "a.zip")
    (tmp_path / "a.rar").write_bytes(b"Rar!")
    assert "改压成 .zip" in refusal(tmp_path / "a.rar")


def test_a_password_gets_a_sentence(tmp_path):
    packed = bytearray(pack(tmp_path / "a.zip", {"a.txt": b"x"}).read_bytes())
    packed[packed.index(b"PK\x01\x02") + 8] |= 0x1  # the flag, as a program that encrypts sets it
    (tmp_path / "a.zip").write_bytes(packed)
    assert "设了密码" in refusal(tmp_path / "a.zip")


def test_a_bomb_is_not_opened(tmp_path):
    pack(tmp_path / "a.zip", {f"{n}.txt": bytes(5_000_000) for n in range(12)})
    assert "大得反常" in refusal(tmp_path / "a.zip")


def test_a_damaged_member_is_refused_alone(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": b"a" * 1000, "b.txt": b"b" * 1000})
    packed = bytearray(path.read_bytes())
    packed[40] ^= 0xFF
    path.write_bytes(packed)
    assert "已损坏" in refusal(path)
    with Archives() as archives:
        assert list(letter_files([path], archives))[1].read() == b"b" * 1000


def test_of_a_huge_member_only_enough_to_refuse_it_is_read(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": bytes(6_000_000)})
    with Archives() as archives:
        [source] = letter_files([path], archives)
        assert len(source.read()) == 5_000_001


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("policies.ingest.archives.MOST_MEMBERS", 3)
    assert "超过 3 个" in refusal(pack(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(4)}))


def test_an_empty_archive_holds_nothing(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w"):
        pass
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    with Archives() as archives:
        assert list(letter_files([tmp_path / "a.zip"], archives)) == []
