"""Files that staff hand in as evidence: which are taken, and how staff get them back."""

import hashlib
import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 20 * 1024 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"

# Suffix -> how such a file begins. The old office formats and those of WPS share one container, the new ones another.
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et", "dps"), (OLE,)),
    **dict.fromkeys(("docx", "xlsx", "pptx", "ofd"), (ZIP,)),
}
# What a ZIP container must hold to be what its suffix says.
INSIDE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "ofd": "OFD.xml"}


def check_file(file) -> None:
    """Refuse an upload that is too large, or whose suffix or beginning is not that of a known kind."""
    if file.size > MOST_BYTES:
        raise ValidationError(_("文件超过 20 MB；请压缩后再传，或改填网址、文件名称。"))
    suffix = PurePath(file.name).suffix.lower().lstrip(".")
    if suffix not in BEGINNINGS:
        raise ValidationError(_("只收 PDF、图片（PNG、JPG、GIF、WebP）和办公文件（Word、Excel、PPT、WPS、OFD）。"))
    if not _is_what_it_says(file, suffix):
        raise ValidationError(_("文件的内容和后缀 .%s 不符；请用原来的程序另存一次，再上传。") % suffix)


def sha256_of(file) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _is_what_it_says(file, suffix: str) -> bool:
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if not head.startswith(BEGINNINGS[suffix]) or (suffix == "webp" and head[8:12] != b"WEBP"):
        return False
    if suffix not in INSIDE:
        return True
    try:
        with zipfile.ZipFile(file) as container:
            return any(name.startswith(INSIDE[suffix]) for name in container.namelist())
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)
