"""The whole record as files: the newest dump, while nothing in it was withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from policies.exchange.dump.latest import ZIP, Published, newest
from policies.exchange.dump.package import Written
from policies.exchange.dump.tables import CHANGES, TABLES
from policies.exchange.dump.write import PACKAGE, SQLITE, SUMS
from policies.public.linked_data import Download
from policies.queries.etags import unless_held

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".sqlite3": "application/vnd.sqlite3",
    ".zip": "application/zip",
}
OTHERS = {
    SQLITE: gettext_lazy("同样的行，装进一个 SQLite 文件"),
    PACKAGE: gettext_lazy("每个文件、每一列的含义，供程序读（Frictionless Data Package）"),
    SUMS: gettext_lazy("校验和"),
    "LICENCE.txt": gettext_lazy("许可"),
    "README.txt": gettext_lazy("说明"),
}
ALL_FILES = gettext_lazy("全部文件")
PACKED = (".zip", ".sqlite3")
"""Sent as they are: of a large file, packing it again costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The newest dump as the page shows it."""

    made_at: datetime
    archive: Written
    files: list[tuple[Written, str]]
    """The others, each with what it holds."""
    previous: datetime | None
    changes: dict[str, int]


def whole() -> tuple[Whole | None, bool]:
    """Return the dump that may be taken, if there is one, and whether there is one that may not."""
    made = newest()
    if made is None or not made.may_be_taken:
        return None, made is not None
    meanings = {f"{table.name}.csv": table.meaning for table in (*TABLES.values(), CHANGES)} | OTHERS
    files = [(made.files[name], str(meaning)) for name, meaning in meanings.items()]
    previous = datetime.fromisoformat(made.previous) if made.previous else None
    return Whole(made.made_at, made.files[ZIP], files, previous, made.changes), False


def downloads_of(record: Whole) -> list[Download]:
    """Return the files of a dump as the page tells machines of them."""
    files = [(record.archive, str(ALL_FILES)), *record.files]
    return [
        Download(f"{file.name}：{meaning}", reverse("dump_file", args=[file.name]), _type_of(file.name), file.size)
        for file, meaning in files
    ]


@require_safe
def dump_file(request, name: str):
    """Hand over a file of the newest dump; nothing else that lies beside it."""
    made = newest()
    file = made.files.get(name) if made and made.may_be_taken else None
    if file is None:
        return _none_of(made)
    return unless_held(request, f'"{file.sha256}"', lambda: _file(made, file))


def _file(made: Published, file: Written) -> FileResponse:
    suffix = PurePath(file.name).suffix
    answer = FileResponse((made.folder / file.name).open("rb"), content_type=_type_of(file.name))
    answer["Content-Disposition"] = f'{"inline" if suffix == ".json" else "attachment"}; filename="{file.name}"'
    answer["X-Robots-Tag"] = "noindex"
    if suffix in PACKED:
        answer["Content-Encoding"] = "identity"
    return answer


def _type_of(name: str) -> str:
    return TYPES.get(PurePath(name).suffix, TYPES[".txt"])


def _none_of(made: Published | None) -> HttpResponse:
    gone = made is not None and not made.may_be_taken
    told = _("有内容撤回了，含有它的这份已经收回；下一份做好以后再来取。") if gone else _("没有这个文件。")
    return HttpResponse(told, status=404, content_type="text/plain; charset=utf-8")
