"""The dump that everybody may take from `/data/`: the newest in DATA_DIR, unless something in it is public no more."""

import fcntl
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from policies.exchange.dump.package import Written
from policies.exchange.dump.withdrawals import MadeOnce
from policies.exchange.dump.write import UNFINISHED, Made, Told, write_dump, written

STATE = ".state.json"
ZIP = "commitments.zip"
KEPT = 2
"""The newest, and the one before it, with which nobody is served any more: whoever is downloading it comes to the end."""
ZIPPED_ON = (1980, 1, 1, 0, 0, 0)
"""The files of an archive bear no day: the same files make the same archive."""


class AnotherRun(Exception):
    """Another process is making a dump."""


@dataclass(frozen=True, slots=True)
class Published(MadeOnce):
    folder: Path
    made_at: datetime
    edition: str
    taken: list[int]
    previous: str
    changes: dict[str, int]
    files: dict[str, Written]
    """Everything in it, the archive of all too, by name."""


def newest() -> Published | None:
    """Return the newest dump, whether it may be taken or not."""
    folders = _folders()
    return _read(folders[-1]) if folders else None


def publish(*, told: Told = lambda table, rows: None) -> Published:
    """Make a dump, and throw away what is older than the one before it. Raises AnotherRun, OSError."""
    home = _home()
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home):
        for left in home.glob(f"{UNFINISHED}*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        before = _folders()
        folder = home / f"{timezone.now():%Y%m%dT%H%M%S%f}"
        write_dump(folder, since=before[-1] if before else None, told=told, more=_add_archive)
        for old in before[: 1 - KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    return _read(folder)


def _home() -> Path:
    return Path(settings.DATA_DIR)


def _folders() -> list[Path]:
    return sorted(path.parent for path in _home().glob(f"[0-9]*/{STATE}"))


@lru_cache(maxsize=4)
def _read(folder: Path) -> Published:
    told = json.loads((folder / STATE).read_text(encoding="utf-8"))
    files = {file["name"]: Written(**file) for file in told.pop("files")}
    return Published(folder, datetime.fromisoformat(told.pop("made_at")), files=files, **told)


def _add_archive(folder: Path, made: Made) -> None:
    with zipfile.ZipFile(folder / ZIP, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in made.files:
            entry = zipfile.ZipInfo(f"commitments/{file.name}", ZIPPED_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as into, (folder / file.name).open("rb") as source:
                shutil.copyfileobj(source, into, 1024 * 1024)
    state = asdict(made)
    state["files"].append(asdict(written(folder / ZIP)))
    (folder / STATE).write_text(json.dumps(state), encoding="utf-8")


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the lock, which falls with the process that holds it, however it ends."""
    with (home / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherRun from error
        yield
