"""The workbooks that lie ready: one for each query, few at once, none with what was withdrawn since."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from policies.exchange.dump.withdrawals import MadeOnce
from policies.office.background import folder

MOST_FILES, MOST_BYTES = 20, 2 * 1024**3
"""Of all that lie ready; what was made first goes first."""
UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Workbook(MadeOnce):
    query: str
    file: str
    """Its name on the disk and in its address."""
    name: str
    """As whom it is handed over."""
    headers: dict[str, str]
    total: int
    size: int
    made_at: datetime
    edition: str
    taken: list[int]

    @property
    def path(self) -> Path:
        return home() / self.file


def home() -> Path:
    return folder("workbooks")


def key_of(query: str) -> str:
    return hashlib.sha256(query.encode()).hexdigest()[:20]


def latest(query: str) -> Workbook | None:
    """Return what was made last for a query, whether it may be taken or not."""
    return _read(home() / f"{key_of(query)}.json")


def named(file: str) -> Workbook | None:
    """Return the workbook of that name, if it is the last one of its query."""
    found = _read(home() / f"{file.split('-')[0]}.json")
    return found if found and found.file == file else None


def put(made: Workbook, unfinished: Path) -> None:
    """Give a whole file its name, and take away the one before it; then what is too much."""
    unfinished.rename(made.path)
    card = home() / f"{key_of(made.query)}.json"
    beside = card.with_suffix(".new")
    told = asdict(replace(made)) | {"made_at": made.made_at.isoformat()}
    beside.write_text(json.dumps(told), encoding="ascii")
    beside.replace(card)
    _clear()


def _clear() -> None:
    """Throw away what may not be taken, what is too much, and files of which no card knows."""
    kept, size = set(), 0
    for made in sorted(_all(), key=lambda each: each.made_at, reverse=True):
        size += made.size
        if made.may_be_taken and len(kept) < MOST_FILES and size <= MOST_BYTES:
            kept |= {made.file}
        else:
            (home() / f"{key_of(made.query)}.json").unlink(missing_ok=True)
    for file in home().glob("*.xlsx"):
        if file.name not in kept:
            file.unlink(missing_ok=True)


def _all() -> Iterator[Workbook]:
    for card in home().glob("*.json"):
        if made := _read(card):
            yield made


def _read(card: Path) -> Workbook | None:
    try:
        told = json.loads(card.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    return Workbook(**told | {"made_at": datetime.fromisoformat(told["made_at"])})
