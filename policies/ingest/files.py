"""Which files are letters: those named, those of a folder with the folders below it, those in an archive."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from policies.ingest.archives import Archives
from policies.ingest.refusal import CannotIngest
from policies.models import Place
from policies.reader import MOST_BYTES

# What the reader takes.
SUFFIXES = {".txt", ".html", ".htm", ".docx", ".pdf"}
# Letters too, which it refuses with a sentence that says what to do: better than to pass them over in silence.
REFUSED = {".doc", ".wps", ".ofd"}
ZIP = ".zip"
# They hold letters, and cannot be opened here.
CLOSED = {".rar", ".7z"}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be a letter. `read` returns its bytes, or raises OSError or CannotIngest."""

    shown: str
    """How people are told of it."""
    inside: str
    """Where it is in the folder or the archive that was named; the bare name of a file that was named itself."""
    read: Callable[[], bytes]
    place: Place | None = None
    source_url: str = ""

    @property
    def name(self) -> str:
        return PurePosixPath(self.inside).name


def letter_files(paths: Iterable[Path], archives: Archives) -> Iterator[Source]:
    """Yield each file named, and the letters of each folder and archive named, in the order of their names.

    A path that does not exist is yielded too: reading it says why.
    """
    for path in paths:
        if path.is_dir():
            files = sorted(found for found in path.rglob("*") if found.is_file() and _is_letter(found.name))
            for found in files:
                yield from _files(found, found.relative_to(path).as_posix(), archives)
        else:
            yield from _files(path, path.name, archives)


def letter_bytes(path: Path) -> bytes:
    """Return the bytes of a file; of one that is larger than any letter, just enough for the reader to refuse it."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _files(path: Path, inside: str, archives: Archives) -> Iterator[Source]:
    suffix = path.suffix.lower()
    if suffix == ZIP and path.is_file():
        yield from _members(path, archives)
    elif suffix in CLOSED:
        yield Source(str(path), inside, _refuse("这种压缩包打不开；请解压到文件夹，或改压成 .zip。"))
    else:
        yield Source(str(path), inside, partial(letter_bytes, path))


def _members(path: Path, archives: Archives) -> Iterator[Source]:
    try:
        members = archives.members(path)
    except CannotIngest as refused:
        yield Source(str(path), path.name, _refuse(str(refused)))
        return
    for name, member in members:
        inside = PurePosixPath(name.replace("\\", "/"))
        if not _is_letter(inside.name) or inside.parts[0] == "__MACOSX":
            continue
        nested = inside.suffix.lower() in {ZIP, *CLOSED}
        read = _refuse("压缩包里的压缩包不打开；请先解压。") if nested else partial(archives.read, path, member)
        yield Source(f"{path}/{inside}", str(inside), read)


def _is_letter(name: str) -> bool:
    """Say whether a file found in a folder or an archive is to be tried, by its name."""
    known = SUFFIXES | REFUSED | CLOSED | {ZIP}
    return Path(name).suffix.lower() in known and not name.startswith((".", "~$"))


def _refuse(sentence: str) -> Callable[[], bytes]:
    def read() -> bytes:
        raise CannotIngest(sentence)

    return read
