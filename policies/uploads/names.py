"""Names of files: the one that people see, made harmless, and the one on the disk, which nobody can guess."""

import secrets
import unicodedata
from pathlib import PurePath

from django.utils import timezone

MOST_CHARACTERS = 80
NAMELESS = "文件"


def clean_name(name: str, suffix: str) -> str:
    """Return the name under which a file is shown and downloaded, ending in the suffix of its content.

    Without folders, control characters, line breaks, and the signs that turn the direction of writing around: with
    those, 报告‮fdp.exe reads 报告exe.pdf.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # C*: controls, formats (bidi among them), surrogates, unassigned; Zl and Zp end lines.
    kept = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name)
    stem = " ".join(PurePath(kept.strip()).stem.translate(NOT_IN_NAMES).split()).strip(". ")
    return f"{stem[:MOST_CHARACTERS].rstrip() or NAMELESS}.{suffix}"


# What Windows does not take in a name, and what ends a quotation in a header.
NOT_IN_NAMES = dict.fromkeys(map(ord, '<>:"|?*;'), "_")


def stored_name(folder: str, suffix: str) -> str:
    """Return a path in the storage that nobody can guess."""
    return f"{folder}/{timezone.localdate().year}/{secrets.token_urlsafe(24)}.{suffix}"
