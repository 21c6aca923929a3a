"""Take in many files: read by several processes, stored in chunks by this one, told in the order in which they came."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice

from django.db import InterfaceError, OperationalError
from django.db.models import OuterRef, Subquery

from policies import reader
from policies.ingest.chunk import Ingested, store_chunk
from policies.ingest.files import Source
from policies.ingest.letter import take
from policies.ingest.letters import File
from policies.ingest.refusal import CannotIngest
from policies.models import Reading, Reply
from policies.reader.processes import Readers

log = logging.getLogger(__name__)

CHUNK = 200
"""Letters stored in one transaction at most: others wait for as long as it takes, about a second."""
HANDFUL = 8
"""Files given to a process at once: few enough to spread, many enough not to wait for this process at each."""
AHEAD = 2 * CHUNK // HANDFUL
PIECE_BYTES = 2_000_000
"""Files in memory are counted by their size too: they may have 5 MB each."""

Done = Ingested | CannotIngest


def ingest_files(
    sources: Iterable[Source],
    *,
    readers: Readers,
    reread: bool = False,
    chunk: int = CHUNK,
    waiting_for: Callable[[], AbstractContextManager] = nullcontext,
) -> Iterator[tuple[Source, Done]]:
    """Take in the files, and yield each with what became of it once that is stored.

    A file that this version of the reader has read before is known by its digest and not read again, unless `reread`.
    `waiting_for` is entered while there is nothing to do but wait for the readers: a good moment to stop.
    """
    handfuls = _handfuls(sources, readers, reread)
    waiting: deque[_Handful] = deque()
    while True:
        waiting.extend(islice(handfuls, AHEAD - len(waiting)))
        if not waiting:
            return
        with waiting_for():
            ready = _ready(waiting, chunk)
        done = _store([file for _, file in ready])
        yield from zip((source for source, _ in ready), done, strict=True)


Opened = tuple[Source, File]


@dataclass(slots=True)
class _Handful:
    """Some files, of which those `asked` for are being read."""

    files: list[Opened]
    asked: list[File] = field(default_factory=list)
    reading: Future | None = None

    def read(self) -> list[Opened]:
        """Wait until the files are read, and return them."""
        for file, found in zip(self.asked, self.reading.result() if self.reading else (), strict=True):
            take(file, found)
        return self.files


def _handfuls(sources: Iterable[Source], readers: Readers, reread: bool) -> Iterator[_Handful]:
    """Open the files and hand them to the readers, as far ahead as the caller asks."""
    for piece in _pieces(map(_open, sources), CHUNK):
        known = set() if reread else _read_before(file for _, file in piece)
        for files in _pieces(piece, HANDFUL):
            asked = [file for _, file in files if not file.refusal and file.sha256 not in known]
            reading = readers.submit([(file.data, file.name) for file in asked]) if asked else None
            yield _Handful(files, asked, reading)


def _pieces(files: Iterable[Opened], most: int) -> Iterator[list[Opened]]:
    piece, size = [], 0
    for source, file in files:
        piece.append((source, file))
        size += len(file.data)
        if len(piece) == most or size > PIECE_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _open(source: Source) -> Opened:
    try:
        return source, File(source.name, source.read(), source.place, source.source_url)
    except CannotIngest as refused:
        return source, File(source.name, b"", refusal=str(refused))
    except FileNotFoundError:
        return source, File(source.name, b"", refusal="没有这个文件。")
    except OSError as error:
        return source, File(source.name, b"", refusal=f"打不开（{error.strerror}）。")


def _read_before(files: Iterable[File]) -> set[str]:
    """Return the digests of those files whose letters the present reader has read."""
    newest = Reading.objects.filter(reply=OuterRef("pk")).order_by("-pk").values("reader_version")[:1]
    replies = Reply.objects.filter(source_sha256__in=[file.sha256 for file in files if not file.refusal])
    current = replies.annotate(read_by=Subquery(newest)).filter(read_by=reader.VERSION)
    return set(current.values_list("source_sha256", flat=True))


def _ready(waiting: deque[_Handful], most: int) -> list[Opened]:
    """Return the next files: those that the caller has to wait for, and what is read by then."""
    ready = waiting.popleft().read()
    while waiting and len(ready) + HANDFUL <= most and (waiting[0].reading is None or waiting[0].reading.done()):
        ready = ready + waiting.popleft().read()
    return ready


def _store(files: list[File]) -> list[Done]:
    """Store the files' letters; where one cannot be stored, all others."""
    try:
        return store_chunk(files)
    except (OperationalError, InterfaceError, OSError):
        raise  # no letter's fault: the database is away, or the disk full
    except Exception as error:
        if len(files) == 1:
            log.exception("cannot store %s", files[0].name)
            return [CannotIngest(f"这件答复存不进去（{type(error).__name__}），没有收录，其余的不受影响；详情见日志。")]
    half = len(files) // 2
    return _store(files[:half]) + _store(files[half:])
