"""What is in a .zip archive. Nothing is unpacked to disk: the name of a member is a label, never a path to write to."""

import zipfile
import zlib
from pathlib import Path

from policies.ingest.refusal import CannotIngest
from policies.reader import MOST_BYTES

MOST_MEMBERS = 200_000
MOST_UNPACKED = 20_000_000_000
# A letter as text packs to a third, a page of a site to a tenth; a bomb to a thousandth.
MOST_RATIO = 200
SMALL = 50_000_000

ENCRYPTED, UTF_8 = 0x1, 0x800  # flags of a member
# What a damaged or strange member raises; RuntimeError is a password.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Archives:
    """The archives of one run, of which one at a time is open."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._opened: zipfile.ZipFile | None = None

    def __enter__(self) -> "Archives":
        return self

    def __exit__(self, *_) -> None:
        if self._opened:
            self._opened.close()

    def members(self, path: Path) -> list[tuple[str, zipfile.ZipInfo]]:
        """Return the files in an archive with their names, in the order of these. Raises CannotIngest."""
        try:
            found = [member for member in self._open(path).infolist() if not member.is_dir()]
        except BROKEN as error:
            raise CannotIngest("压缩包打不开，可能已损坏或不是 .zip；请重新压缩后再试。") from error
        if any(member.flag_bits & ENCRYPTED for member in found):
            raise CannotIngest("压缩包设了密码；请去掉密码，或解压到文件夹后再试。")
        if len(found) > MOST_MEMBERS:
            raise CannotIngest(f"压缩包里的文件超过 {MOST_MEMBERS} 个；请分成几个压缩包。")
        unpacked, packed = (sum(getattr(member, size) for member in found) for size in ("file_size", "compress_size"))
        if unpacked > min(MOST_UNPACKED, max(SMALL, MOST_RATIO * packed)):
            raise CannotIngest("压缩包解压后大得反常，没有打开；请检查来源，或解压到文件夹后再试。")
        return sorted(((_name(member), member) for member in found), key=lambda pair: pair[0])

    def read(self, path: Path, member: zipfile.ZipInfo) -> bytes:
        """Return the bytes of a member; of one that is larger than any letter, just enough for the reader to refuse it."""
        try:
            with self._open(path).open(member) as file:
                return file.read(MOST_BYTES + 1)
        except BROKEN as error:
            raise CannotIngest("压缩包里的这个文件已损坏，或压缩方式不支持；请重新压缩后再试。") from error

    def _open(self, path: Path) -> zipfile.ZipFile:
        if path != self._path:
            self.__exit__()
            self._path, self._opened = None, zipfile.ZipFile(path)
            self._path = path
        return self._opened


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name as it was written: Windows in Chinese writes GBK, and zipfile takes that for cp437."""
    if member.flag_bits & UTF_8:
        return member.filename
    raw = member.filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return member.filename
