"""Which files of a folder are letters, and what is in them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from policies.reader import MOST_BYTES

# What the reader takes.
SUFFIXES = {".txt", ".html", ".htm", ".docx", ".pdf"}
# Letters too, which it refuses with a sentence that says what to do: better than to pass them over in silence.
REFUSED = {".doc", ".wps", ".ofd"}


def letter_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each file named, and the letters of each folder named with those below it, in the order of their names.

    A path that does not exist is yielded too: opening it says why.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                found
                for found in path.rglob("*")
                if found.is_file()
                and found.suffix.lower() in SUFFIXES | REFUSED
                and not found.name.startswith((".", "~$"))
            )
        else:
            yield path


def letter_bytes(path: Path) -> bytes:
    """Return the bytes of a file; of one that is larger than any letter, just enough for the reader to refuse it."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
