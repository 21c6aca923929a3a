"""Office files: two kinds of containers, of which each must hold what its kind needs, and nothing that runs."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext as _

from policies.uploads.refusal import NotTaken

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_DEPTH = 2
"""A workbook inside a presentation is a container in a container; what lies deeper is no office file."""
ENCRYPTED = 0x1  # flag of a member
# What a damaged or strange member raises; RuntimeError is a password.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)

# What runs, or holds what runs, by its suffix.
RUNS = {"exe", "dll", "com", "scr", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "jar", "msi"}
RUNS |= {"lnk", "reg", "sh", "py", "zip", "rar", "7z", "iso"}
# In [Content_Types].xml stands what the container is.
MAIN = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin$|macrosheets/|vbadata\.xml$)", re.IGNORECASE)
# Name of a stream -> the programs that write it, Microsoft's first.
STREAMS = {
    "WordDocument": ("doc", "wps"),
    "Workbook": ("xls", "et"),
    "Book": ("xls", "et"),
    "PowerPoint Document": ("ppt", "dps"),
}


def in_zip(data: bytes) -> str:
    """Return docx, xlsx, pptx or ofd. Raises NotTaken for any other ZIP, and for what is locked, a bomb, or runs."""
    budget = [MOST_UNPACKED]
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            members = _members(container)
            names = {member.filename for member in members}
            types = _read(container, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
            suffix = next((suffix for suffix, main in MAIN.items() if main in types), "")
            suffix = suffix or ("ofd" if "OFD.xml" in names else "")
            if b"macroEnabled" in types or any(MACROS.search(name) for name in names):
                raise NotTaken(
                    _("这个办公文件带有宏，打开时会运行程序；请另存为不带宏的 .docx、.xlsx 或 .pptx，再上传。")
                )
            if not suffix:
                raise NotTaken(_("这个文件是压缩包，不能作佐证；请解压，把里面的文件一个一个上传。"))
            _unpack(container, members, budget, depth=1)
    except BROKEN as error:
        raise NotTaken(_("办公文件打不开，可能不完整；请用原来的程序另存一次，再上传。")) from error
    return suffix


def in_ole(data: bytes, claimed: str) -> str:
    """Return doc, wps, xls, et, ppt or dps: `claimed` where that program writes such a file, Microsoft's otherwise."""
    if _has_stream(data, "EncryptedPackage"):
        raise NotTaken(_("这个办公文件设了密码，别人打不开；请去掉密码，再上传。"))
    if _has_stream(data, "_VBA_PROJECT") or _has_stream(data, "_VBA_PROJECT_CUR"):
        raise NotTaken(_("这个办公文件带有宏，打开时会运行程序；请另存为不带宏的 .docx、.xlsx 或 .pptx，再上传。"))
    for stream, suffixes in STREAMS.items():
        if _has_stream(data, stream):
            return claimed if claimed in suffixes else suffixes[0]
    raise NotTaken(
        _("认不出这是什么文件。只收 PDF、图片（PNG、JPG、GIF、WebP）和办公文件（Word、Excel、PPT、WPS、OFD）。")
    )


def holds_archive(data: bytes) -> bool:
    """Say whether programs that unpack find an archive in it, wherever it begins."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            return bool(container.infolist())
    except BROKEN:
        return False


def _members(container: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = container.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _bomb()
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise NotTaken(_("这个办公文件设了密码，别人打不开；请去掉密码，再上传。"))
    if any(PurePath(member.filename.lower()).suffix.lstrip(".") in RUNS for member in members):
        raise NotTaken(_("这个办公文件里夹着程序或压缩包；请去掉它们，再上传。"))
    return members


def _unpack(container: zipfile.ZipFile, members, budget: list[int], depth: int) -> None:
    """Unpack everything once, within `budget`: what a container says of its sizes may be untrue."""
    for member in members:
        held, nested = BytesIO(), False
        for chunk in _chunks(container, member):
            budget[0] -= len(chunk)
            if budget[0] < 0:
                raise _bomb()
            nested = nested or (not held.tell() and chunk.startswith(b"PK\x03\x04"))
            held.write(chunk if nested else chunk[:1])
        if nested:
            if depth >= MOST_DEPTH:
                raise _bomb()
            with zipfile.ZipFile(held) as inner:
                _unpack(inner, _members(inner), budget, depth + 1)


def _chunks(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with container.open(member) as file:
        while chunk := file.read(256 * 1024):
            yield chunk


def _read(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as file:
        return file.read(1024 * 1024)


def _bomb() -> NotTaken:
    return NotTaken(_("这个文件解压后大得反常，没有收；请检查来源，或另存为 PDF 再传。"))


def _has_stream(data: bytes, name: str) -> bool:
    """Look for a directory entry: a name in UTF-16 with its end, at a multiple of 128 bytes."""
    wanted = f"{name}\0".encode("utf-16-le")
    at = data.find(wanted)
    while at >= 0 and at % 128:
        at = data.find(wanted, at + 1)
    return at >= 0
