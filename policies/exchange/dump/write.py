"""The whole public record into a folder, which is there complete or not at all."""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from tempfile import mkdtemp

from django.utils import timezone

from policies.exchange.dump.as_sqlite import SqliteFile
from policies.exchange.dump.columns import Table
from policies.exchange.dump.diff import changes_of
from policies.exchange.dump.package import Written, package_of
from policies.exchange.dump.rows import rows_of
from policies.exchange.dump.snapshot import one_snapshot
from policies.exchange.dump.tables import CHANGES, TABLES
from policies.exchange.dump.texts import licence, read_me
from policies.exchange.dump.withdrawals import taken_away
from policies.exchange.exports import cells_up_to, rows_as_csv
from policies.models import edition

PACKAGE, SUMS, SQLITE = "datapackage.json", "SHA256SUMS", "commitments.sqlite3"
UNFINISHED = ".unfinished-"
Told = Callable[[str, int], None]
"""Is told the table at hand, and how many more of its rows are written."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a dump was made of, and the files in it."""

    made_at: str
    edition: str
    taken: list[int]
    previous: str
    changes: dict[str, int]
    """How many rows are new, changed, withdrawn since the one before it."""
    files: list[Written]


def write_dump(folder: Path, *, since: Path | None = None, told: Told = lambda table, rows: None, more=None) -> Made:
    """Write a dump into `folder`, which must not exist; `since` is a former one to compare it with.

    `more(folder, made)` adds files of its own before the folder takes its name. Raises OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix=UNFINISHED, dir=folder.parent))
    try:
        made = _write(unfinished, since, told)
        if more:
            more(unfinished, made)
        unfinished.chmod(0o755)
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return made


def _write(folder: Path, since: Path | None, told: Told) -> Made:
    with one_snapshot(), SqliteFile(folder / SQLITE) as base:
        now = timezone.now().astimezone(UTC)
        made_at, token, taken = f"{now:%Y-%m-%dT%H:%M:%SZ}", edition(), taken_away()
        files = {table.name: _write_table(folder, table, base, told) for table in TABLES.values()}
        base.finish(TABLES.values())
    previous = _made_at(since) if since else ""
    counts: dict[str, int] = {}
    with cells_up_to(sys.maxsize):  # a letter is one cell
        files[CHANGES.name] = _write_rows(folder, CHANGES, _changes(since, folder, counts))
    package = package_of(TABLES | {CHANGES.name: CHANGES}, files, made_at=made_at, previous=previous)
    tables = list(files.values())
    others = [_write_text(folder, PACKAGE, json.dumps(package, ensure_ascii=False, indent=2) + "\n")]
    others += [written(folder / SQLITE), _write_text(folder, "LICENCE.txt", licence())]
    others.append(_write_text(folder, "README.txt", read_me(tables, made_at=made_at, previous=previous)))
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in sorted([*tables, *others], key=lambda file: file.name))
    others.append(_write_text(folder, SUMS, sums))
    return Made(made_at, token, taken, previous, counts, [*tables, *others])


def _write_table(folder: Path, table: Table, base: SqliteFile, told: Told) -> Written:
    def passing() -> Iterator[list[tuple]]:
        for chunk in rows_of(table):
            base.add(table, chunk)
            told(table.name, len(chunk))
            yield chunk

    base.begin(table)
    return _write_rows(folder, table, passing())


def _write_rows(folder: Path, table: Table, chunks: Iterable[list[tuple]]) -> Written:
    rows = 0

    def counted() -> Iterator[list[tuple]]:
        nonlocal rows
        for chunk in chunks:
            rows += len(chunk)
            yield chunk

    size, digest = 0, hashlib.sha256()
    with (folder / f"{table.name}.csv").open("wb") as file:
        for piece in rows_as_csv(counted(), table.fields):
            digest.update(piece)
            size += file.write(piece)
    return Written(f"{table.name}.csv", size, digest.hexdigest(), rows)


def _changes(since: Path | None, folder: Path, counts: dict[str, int]) -> Iterator[list[tuple]]:
    for table in TABLES.values() if since else ():
        name = f"{table.name}.csv"
        for key, kind in changes_of(table, since / name, folder / name):
            counts[kind] = counts.get(kind, 0) + 1
            yield [(table.name, key, kind)]


def _made_at(folder: Path) -> str:
    return json.loads((folder / PACKAGE).read_text(encoding="utf-8"))["created"]


def _write_text(folder: Path, name: str, text: str) -> Written:
    (folder / name).write_text(text, encoding="utf-8")
    return written(folder / name)


def written(path: Path) -> Written:
    """Say what lies there."""
    with path.open("rb") as file:
        return Written(path.name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
