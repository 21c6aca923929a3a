"""What the files hold, for programs: `datapackage.json` (Frictionless Data Package)."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from policies.exchange.dump.columns import Column, Table
from policies.exchange.exports import Type, dictionary

NAME = "commitments"
# Raised when a table or a column changes, so that no other version is read for this one.
VERSION = "1.0.0"
KINDS = {Type.NUMBER: "integer", Type.FLAG: "boolean", Type.DAY: "date", Type.MOMENT: "datetime"}


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it lies there."""

    name: str
    size: int
    sha256: str
    rows: int | None = None
    """Of a table."""


def package_of(tables: dict[str, Table], files: dict[str, Written], *, made_at: str, previous: str) -> dict:
    """Describe the tables; `files` are theirs, by name of the table, `previous` is when the last dump was made or ""."""
    name, address = settings.DATA_LICENCE
    licence = {"name": re.sub(r"[^A-Za-z0-9.]+", "-", name), "title": name, "path": address} if name else None
    return {
        "profile": "data-package",
        "name": NAME,
        "title": "答复承诺追踪 · Commitment Tracker",
        "description": "公开记录的全部。The whole public record.",
        "homepage": f"{settings.SITE_URL}/data/",
        "version": VERSION,
        "created": made_at,
        "previous": previous,
        **({"licenses": [licence]} if licence else {}),
        "sources": [{"title": settings.SITE_OWNER or settings.SITE_URL, "path": settings.SITE_URL}],
        "resources": [_resource(table, files[table.name]) for table in tables.values()],
    }


def said(words) -> str:
    """Return something in both languages."""
    told = []
    for language in ("zh-hans", "en"):
        with override(language):
            told.append(str(words))
    return " / ".join(dict.fromkeys(told))


def _resource(table: Table, file: Written) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": said(table.meaning),
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict:
    meanings = {entry.name: entry for entry in dictionary(table.fields)}
    pointing = [(column, {"fields": column.name, "reference": _reference(column, table)}) for column in table.columns]
    return {
        "fields": [_field(column, table, meanings[column.name]) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [told for column, told in pointing if column.to],
    }


def _reference(column: Column, table: Table) -> dict:
    return {"resource": "" if column.to == table.name else column.to, "fields": "id"}


def _field(column: Column, table: Table, entry) -> dict:
    told = {
        "name": column.name,
        "type": KINDS.get(column.field.type, "string"),
        "description": " / ".join(dict.fromkeys((entry.chinese, entry.english))),
    }
    if entry.codes:
        told["codes"] = [{"code": code, "zh": chinese, "en": english} for code, chinese, english in entry.codes]
    rules = {}
    if column.always:
        rules["required"] = True
    if table.key == (column.name,):
        rules["unique"] = True
    if column.field.codes and column.field.type is Type.TEXT:
        rules["enum"] = [str(code) for code in column.field.codes]
    return told | ({"constraints": rules} if rules else {})
