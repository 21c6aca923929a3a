"""PDF files: they must open without a password, and do nothing by themselves when they are opened.

What runs on opening (JavaScript, starting a program) or is attached as a program is refused: no evidence needs it, and
whoever has such a file gets rid of it by printing it to PDF. Scripts behind a field or a link inside the pages are not
looked for: that means reading every object of a file of 20 MB, and the file is handed over as a download, which no
page of ours opens, to programs that ask before they run anything.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import DependencyError

from policies.uploads.office import RUNS
from policies.uploads.refusal import NotTaken

MOST_OBJECTS = 200_000
"""A book of a thousand pages has some tens of thousands; where the table of them is broken, each is looked for."""
MOST_ACTIONS = 50
MOST_NAMES = 1000

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the log of every flaw that it repairs


def check(data: bytes) -> None:
    """Open the file and look at what it does on opening. Raises NotTaken."""
    if data.count(b" obj") > MOST_OBJECTS:
        raise NotTaken(_("PDF 的结构太复杂，没有收；请打印成普通的 PDF，再上传。"))
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            root = reader.trailer["/Root"].get_object()
            root["/Pages"].get_object()
            runs, attached = _runs(root), set(_attached(root))
    except DependencyError:  # a cipher that needs another package: with or without a password, it cannot be looked into
        locked = True
    except Exception as error:  # a damaged file raises nearly anything, RecursionError included
        raise NotTaken(_("PDF 打不开，可能已损坏；请用原来的程序重新导出，再上传。")) from error
    if locked:
        raise NotTaken(_("PDF 加了密，别人打不开；请打印成不加密的 PDF，再上传。"))
    if runs:
        raise NotTaken(_("PDF 里带有打开时自动运行的脚本或程序；请打印成普通的 PDF，再上传。"))
    if any(PurePath(name.lower()).suffix.lstrip(".") in RUNS for name in attached):
        raise NotTaken(_("PDF 里附着程序或压缩包；请去掉附件，再上传。"))


def _runs(root) -> bool:
    names = _dictionary(root.get("/Names"))
    if names.get("/JavaScript"):
        return True
    waiting = [root.get("/OpenAction"), *_dictionary(root.get("/AA")).values()]
    for _step in range(MOST_ACTIONS):
        if not waiting:
            return False
        action = _dictionary(waiting.pop())
        if action.get("/S") in ("/JavaScript", "/Launch", "/ImportData", "/Rendition"):
            return True
        following = _seen(action.get("/Next"))
        waiting += following if isinstance(following, list) else [following] if following else []
    return True  # a chain of that many is no document's


def _attached(root) -> Iterator[str]:
    """Yield the names of the files that are attached, as many as are looked at."""
    waiting = [_dictionary(root.get("/Names")).get("/EmbeddedFiles")]
    for _step in range(MOST_NAMES):
        if not waiting:
            return
        node = _dictionary(waiting.pop())
        waiting += _seen(node.get("/Kids")) or []
        pairs = _seen(node.get("/Names")) or []
        for told, file in zip(pairs[::2], pairs[1::2], strict=False):
            yield str(told)
            yield from (str(_dictionary(file).get(key, "")) for key in ("/F", "/UF"))


def _seen(value):
    return value.get_object() if value is not None else None


def _dictionary(value) -> dict:
    found = _seen(value)
    return found if isinstance(found, dict) else {}
