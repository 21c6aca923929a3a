"""How far a piece of work is, and whether somebody wants it stopped: told by small files.

Not by the database: an import is one transaction, whose own words nobody else reads before it ends, and on SQLite
nobody else could write meanwhile.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone


class Stopped(Exception):
    """Whoever asked for the work wants it no more."""


@dataclass(frozen=True, slots=True)
class Told:
    done: int
    of: int
    at: str
    """ISO 8601, of the last word."""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def so_far(self) -> str:
        return f"{self.done:,}"

    @property
    def in_all(self) -> str:
        return f"{self.of:,}"


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one piece of work, by its number in the queue."""

    number: str

    def tell(self, done: int, of: int) -> None:
        """Say that so many rows are done. Raises Stopped where somebody asked for that."""
        if self.wants_stop:
            raise Stopped
        beside = self._file(".new")
        beside.write_text(json.dumps(asdict(Told(done, of, timezone.now().isoformat()))), encoding="ascii")
        beside.replace(self._file(""))  # whoever reads it reads it whole

    def told(self) -> Told | None:
        try:
            return Told(**json.loads(self._file("").read_text(encoding="ascii")))
        except FileNotFoundError:
            return None

    def stop(self) -> None:
        self._file(".stop").touch()

    @property
    def wants_stop(self) -> bool:
        return self._file(".stop").exists()

    def forget(self) -> None:
        for ending in ("", ".new", ".stop"):
            self._file(ending).unlink(missing_ok=True)

    def _file(self, ending: str) -> Path:
        return folder("progress") / f"{self.number}{ending}"


def folder(name: str) -> Path:
    """Return a folder for what the worker makes; none of it is part of the record."""
    found = Path(settings.WORK_DIR) / name
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found
