"""One look at a file that was handed in: is it taken, what is it, what is its digest."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files import File
from django.utils.translation import gettext as _

from policies.uploads.kinds import suffix_of
from policies.uploads.names import clean_name
from policies.uploads.refusal import MOST_BYTES, NotTaken


@dataclass(frozen=True, slots=True)
class Examined:
    name: str
    """How people see it, ending in the suffix of the content."""
    suffix: str
    sha256: str
    size: int


def examine(file: File) -> Examined:
    """Look at all of a file's content. Raises NotTaken with a sentence.

    What was found stays on the file, so that the form that shows the sentence and the change that holds the rule look
    at a picture or a container once.
    """
    if found := getattr(file, "_examined", None):
        return found
    if file.size > MOST_BYTES:
        raise NotTaken(_("文件超过 20 MB；请压缩后再传，或改填网址、文件名称。"))
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    file.seek(0)
    if not data:
        raise NotTaken(_("这是空文件；请检查后重新选择。"))
    suffix = suffix_of(data, PurePath(file.name or "").suffix.lower().lstrip("."))
    found = Examined(clean_name(file.name or "", suffix), suffix, hashlib.sha256(data).hexdigest(), len(data))
    file._examined = found
    return found
