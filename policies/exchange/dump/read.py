"""Reading a dump: whole, unchanged and of this version, and its rows as values again."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from policies.exchange.dump.columns import Table
from policies.exchange.dump.package import NAME, VERSION
from policies.exchange.dump.tables import TABLES
from policies.exchange.dump.write import PACKAGE
from policies.exchange.exports import Type, as_written

CHUNK = 2000


class WrongDump(Exception):
    """A folder that cannot be read as a dump. Its text is a sentence."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that was found whole."""

    folder: Path
    rows: int
    """In all its tables."""

    def rows_of(self, table: Table) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table by the names of its columns; empty cells as None, of words as ""."""
        kinds = [column.field.type for column in table.columns]
        names = [column.name for column in table.columns]
        with _file_of(self.folder, table).open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.reader(opened)
            next(rows)
            for row in rows:
                yield {name: _value(kind, cell) for name, kind, cell in zip(names, kinds, row, strict=True)}


def opened(folder: Path) -> Dump:
    """Return the dump in `folder`. Raises WrongDump where it is no dump, of another version, or not as it was written."""
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        told = {resource["name"]: resource for resource in package["resources"]}
        version, name = package["version"], package["name"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongDump(_("%(folder)s 里没有可读的 %(file)s。") % {"folder": folder, "file": PACKAGE}) from error
    if name != NAME or version.split(".")[0] != VERSION.split(".")[0] or TABLES.keys() - told.keys():
        raise WrongDump(
            _("%(folder)s 不是这个版本的全部数据（%(version)s）。") % {"folder": folder, "version": VERSION}
        )
    for table in TABLES.values():
        _check(folder, table, told[table.name])
    return Dump(folder, sum(told[name]["rows"] for name in TABLES))


def _file_of(folder: Path, table: Table) -> Path:
    return folder / f"{table.name}.csv"


def _check(folder: Path, table: Table, resource: dict) -> None:
    path = _file_of(folder, table)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = next(csv.reader(file))
    except (OSError, StopIteration) as error:
        raise WrongDump(_("%s 缺少，或者是空的。") % path.name) from error
    if resource["hash"] != f"sha256:{digest}":
        raise WrongDump(_("%s 和写出时不一样：SHA-256 对不上。") % path.name)
    if head != [column.name for column in table.columns]:
        raise WrongDump(_("%s 的列和这个版本的不一样。") % path.name)


def _value(kind: Type, cell: str) -> Any:
    if kind in (Type.TEXT, Type.ADDRESS, Type.LIST):
        return as_written(cell) if kind is not Type.ADDRESS else cell
    if cell == "":
        return None
    match kind:
        case Type.NUMBER:
            return int(cell)
        case Type.FLAG:
            return cell == "true"
        case Type.DAY:
            return date.fromisoformat(cell)
    return datetime.fromisoformat(cell)
