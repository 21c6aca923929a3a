"""The made-up letters as files: mostly text, some GB18030, some pages of a site, some Word documents."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from random import Random

from tests.load.case import make_case
from tests.load.country import Country
from tests.load.shapes import letter_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}


def letters(country: Country, number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each letter; of the same seed and number, the same."""
    for index in range(number):
        case, chance = make_case(country, seed, index), Random(f"letter {seed} {index}")
        if index % 40 == 39:  # the 提案 and the 建议 of the same wish get the same answer, word for word
            chance = Random(f"letter {seed} {index - 1}")
            before = make_case(country, seed, index - 1)
            case = replace(before, is_cppcc=not before.is_cppcc, serial=case.serial, numbers=case.numbers)
        suffix, data = _packed(index, letter_text(chance, case))
        yield f"{case.day.year}/{case.place.name}/{index + 1:06d}{suffix}", data


def addresses(names: list[str]) -> str:
    """Return the table that says where each letter stands: at addresses that lead nowhere."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(("file", "url"))
    rows.writerows((name, f"https://made-up.invalid/letters/{name.rsplit('/', 1)[1].split('.')[0]}") for name in names)
    return table.getvalue()


def _packed(index: int, text: str) -> tuple[str, bytes]:
    if index % 12 == 5:
        return ".txt", text.encode("gb18030")
    if index % 12 == 8:
        return ".html", _page(text)
    if index % 24 == 11:
        return ".docx", _word(text)
    return ".txt", text.encode()


def _page(text: str) -> bytes:
    title, *_ = text.split("\n", 1)
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>\n'
        "<nav><a>首页</a> <a>政务公开</a> <a>建议提案办理</a></nav>\n"
        f"<div>{paragraphs}</div>\n<footer>演示网站 网站地图 联系我们</footer></body></html>\n"
    ).encode()


def _word(text: str) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n") if line)
    document = f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>'
    return zipped({**WORD_PARTS, "word/document.xml": document}.items())


def zipped(parts) -> bytes:
    """Return an archive of (name, contents); the same for the same parts, for no clock is in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in parts:
            archive.writestr(zipfile.ZipInfo(name), contents, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
