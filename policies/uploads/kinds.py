"""What a file is by its content; its name is asked only where several programs write the same content."""

from io import BytesIO

import puremagic
from django.utils.translation import gettext as _

from policies.uploads import office, pdf, pictures
from policies.uploads.refusal import NotTaken

# Suffix of the content -> what the browser is told. Nothing in this list runs in a page.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "wps": "application/vnd.ms-works",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ofd": "application/ofd",
}
SUFFIXES = frozenset({*CONTENT_TYPES, "et", "dps"})
ACCEPTED = ",".join(f".{suffix}" for suffix in sorted({*SUFFIXES, "jpeg"}))  # for the browser's file dialogue

HEAD = 4096
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF87a": "gif", b"GIF89a": "gif"}

ARCHIVES = {"zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "cab", "iso", "jar", "zst", "lz"}
PROGRAMS = {"exe", "dll", "msi", "elf", "class", "dex", "apk", "com", "sys", "scr", "lnk", "appimage", "wasm", "swf"}
SOUND_OR_FILM = {"mp4", "mov", "avi", "mkv", "webm", "wmv", "flv", "mp3", "wav", "m4a", "amr", "ogg", "flac", "mpg"}
OTHER_PICTURES = {"heic", "heif", "avif", "bmp", "tif", "tiff", "psd", "ico", "jp2", "jxl"}
OTHER_TEXTS = {"rtf", "odt", "ods", "odp", "epub", "chm"}


def content_type(suffix: str) -> str:
    return CONTENT_TYPES.get(suffix, "application/octet-stream")


def suffix_of(data: bytes, claimed: str) -> str:
    """Return the suffix that fits the content. `claimed` decides only between Word and WPS and the like.

    Raises NotTaken with a sentence for whatever is none of `SUFFIXES`, damaged, locked, or able to run.
    """
    head = data[:HEAD]
    if head.startswith(b"%PDF-"):
        pdf.check(data)
        suffix = "pdf"
    elif picture := _picture(head):
        pictures.check(data, picture)
        suffix = picture
    elif head.startswith(ZIP):
        return office.in_zip(data)
    elif head.startswith(OLE):
        return office.in_ole(data, claimed)
    else:
        raise NotTaken(_not_taken(head))
    # A picture or a PDF may carry an archive behind it, which other programs then find in it.
    if office.holds_archive(data):
        raise NotTaken(_("这个文件后面还接着一个压缩包；请用原来的程序另存一次，再上传。"))
    return suffix


def _picture(head: bytes) -> str:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return next((suffix for begins, suffix in PICTURES.items() if head.startswith(begins)), "")


def _not_taken(head: bytes) -> str:
    """Say in a sentence what a file is that is not taken, and what to do."""
    found = _guessed(head)
    if _is_markup(head):
        return _("这个文件是网页或 SVG、XML，浏览器会执行它，不能作佐证；请改填它的网址，或打印成 PDF 再传。")
    if head.startswith((b"MZ", b"#!")) or found & PROGRAMS:
        return _("这个文件是程序或脚本，不能作佐证；请改传 PDF、图片或办公文件。")
    if found & ARCHIVES:
        return _("这个文件是压缩包，不能作佐证；请解压，把里面的文件一个一个上传。")
    if found & SOUND_OR_FILM:
        return _("这个文件是录音或录像，这里不收；请放到本单位的网站上，改填网址。")
    if found & OTHER_PICTURES:
        return _("这种格式的图片不收；请另存为 JPG 或 PNG，再上传。")
    if found & OTHER_TEXTS:
        return _("这种格式的文档不收；请另存为 PDF、.docx 或 .xlsx，再上传。")
    if _is_text(head):
        return _("这个文件是纯文本，不能作佐证；请把内容写进说明，或另存为 PDF 再传。")
    return _("认不出这是什么文件。只收 PDF、图片（PNG、JPG、GIF、WebP）和办公文件（Word、Excel、PPT、WPS、OFD）。")


def _guessed(head: bytes) -> set[str]:
    """Return the suffixes that fit, without dots, as puremagic knows some thousand formats."""
    try:
        return {match.extension.lower().lstrip(".") for match in puremagic.magic_stream(BytesIO(head))}
    except (puremagic.PureError, ValueError):
        return set()


def _is_markup(head: bytes) -> bool:
    """Say whether a browser that looks at the content may take it for a page: it needs no more than a tag."""
    return b"\0" not in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _is_text(head: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in head)
