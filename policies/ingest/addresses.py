"""Where letters were published, from a table beside them (sidecar): file, url and, where wanted, place."""

import csv
import io
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.exceptions import ValidationError

from policies.ingest.files import Source
from policies.models import Place, Reply

COLUMNS = {"file": "file", "文件": "file", "url": "url", "网址": "url", "place": "place", "行政区": "place"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, and its number, the heading being 1."""

    number: int
    file: str
    url: str
    place: str


class WrongTable(Exception):
    """The table cannot be used. Its text is a sentence for each line that is wrong."""


def read_addresses(path: Path) -> list[Line]:
    """Read the table, in UTF-8 or GB18030. Raises WrongTable, and OSError where there is none."""
    rows = csv.reader(io.StringIO(_decoded(path.read_bytes()), newline=""))
    heading = [COLUMNS.get(name.strip().lower(), "") for name in next(rows, [])]
    if not {"file", "url"} <= set(heading):
        raise WrongTable("第 1 行：要有 file 和 url 两列（可以再有 place）。")
    lines, wrong = [], []
    try:
        for row in rows:
            cells = dict(zip(heading, (cell.strip() for cell in row), strict=False))
            if any(cells.values()):
                lines.append(
                    Line(rows.line_num, _key(cells.get("file", "")), cells.get("url", ""), cells.get("place", ""))
                )
    except csv.Error as error:
        wrong.append(f"第 {rows.line_num} 行：不是 CSV（{error}）。")
    wrong += _wrong(lines)
    if wrong:
        raise WrongTable("\n".join(wrong))
    return lines


def with_addresses(sources: Iterable[Source], lines: list[Line]) -> tuple[list[Source], list[Line]]:
    """Return the sources with what the table says of them, and the lines that speak of none.

    A line names a file by its path inside the folder or archive, or by its bare name where only one file has it.
    Raises WrongTable where several have it.
    """
    sources = list(sources)
    by_path, by_name = defaultdict(list), defaultdict(list)
    for position, source in enumerate(sources):
        for found, key in ((by_path, source.inside), (by_path, source.shown), (by_name, source.name)):
            if position not in found[_key(key)]:
                found[_key(key)].append(position)
    places = {place.name: place for place in Place.objects.filter(name__in={line.place for line in lines})}
    unknown, wrong = [], []
    for line in lines:
        found = by_path.get(line.file) or by_name.get(line.file) or []
        if len(found) > 1:
            wrong.append(
                f"第 {line.number} 行：叫“{line.file}”的文件有 {len(found)} 个；请写出它在文件夹或压缩包里的路径。"
            )
        elif not found:
            unknown.append(line)
        else:
            [position] = found
            told = {"source_url": line.url} | ({"place": places[line.place]} if line.place else {})
            sources[position] = replace(sources[position], **told)
    if wrong:
        raise WrongTable("\n".join(wrong))
    return sources, unknown


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise WrongTable("认不出编码；请另存为 UTF-8 的 CSV。") from None


def _key(path: str) -> str:
    """Return a path in the one form in which it is compared: Windows and macOS write it each in their own way."""
    return unicodedata.normalize("NFC", path.replace("\\", "/")).removeprefix("./")


def _wrong(lines: list[Line]) -> Iterator[str]:
    """Yield a sentence for each line that cannot be used."""
    known = set(Place.objects.filter(name__in={line.place for line in lines}).values_list("name", flat=True))
    times = Counter(line.file for line in lines)
    url = Reply._meta.get_field("source_url")
    for line in lines:
        if not line.file:
            yield f"第 {line.number} 行：没有写文件。"
        elif times[line.file] > 1:
            yield f"第 {line.number} 行：文件“{line.file}”写了 {times[line.file]} 次。"
        if line.place and line.place not in known:
            yield f"第 {line.number} 行：没有行政区“{line.place}”；先建立它，写全称。"
        try:
            url.run_validators(line.url)
        except ValidationError as error:
            yield f"第 {line.number} 行：网址“{line.url}”不对（{''.join(error.messages)}）"
