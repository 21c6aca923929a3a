"""Labelled letters: what tests read by name lies in tests/letters, the sets that taught the reader in an archive there.

python -m tests.labelled FOLDER...    pack further sets, or those that were changed, into the archive
"""

import sys
import tarfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

LETTERS = Path(__file__).parent / "letters"
TRAINING = LETTERS / "training.tar.xz"
UNTAUGHT = LETTERS / "untaught"
"""Sets that tell how well letters are read that taught nothing: no weight and no rule comes from them."""


@cache
def packed() -> dict[str, bytes]:
    """Return what the archive holds, by name: `mixed_1/d01_nongye.txt`."""
    with tarfile.open(TRAINING) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


@cache
def names() -> list[str]:
    """Return the names of all letters as text, of those in the archive too, sorted."""
    lying = {path.relative_to(LETTERS).as_posix() for path in LETTERS.rglob("*.txt")}
    return sorted(lying.union(name for name in packed() if name.endswith(".txt")))


def read(name: str) -> bytes:
    """Return the file of this name, wherever it is."""
    file = LETTERS / name
    return file.read_bytes() if file.exists() else packed()[name]


def taught() -> list[Path]:
    """Return the folders of the letters that teach the reader; those in the archive by the names that they would have."""
    lying = [path for path in (LETTERS, *LETTERS.iterdir()) if path.is_dir() and path != UNTAUGHT]
    return sorted({*lying, *(LETTERS / name.split("/")[0] for name in packed())})


def pairs(folder: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, letter and label of each labelled letter of a folder."""
    if folder.is_dir():
        for path in sorted(folder.glob("*.json")):
            yield path.stem, path.with_suffix(".txt").read_bytes(), path.read_bytes()
        return
    for name in sorted(name for name in packed() if name.startswith(f"{folder.name}/") and name.endswith(".json")):
        letter = name.removesuffix(".json")
        yield letter.split("/")[1], packed()[f"{letter}.txt"], packed()[name]


def pack(folders: list[Path]) -> None:
    """Write the archive anew with the sets of these folders; the same for the same files."""
    files = dict(packed()) if TRAINING.exists() else {}
    for folder in folders:
        files = {name: data for name, data in files.items() if not name.startswith(f"{folder.name}/")}
        files |= {f"{folder.name}/{path.name}": path.read_bytes() for path in folder.iterdir()}
    with tarfile.open(TRAINING, "w:xz", preset=9) as archive:
        for name, data in sorted(files.items()):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, BytesIO(data))


if __name__ == "__main__":
    pack([Path(folder) for folder in sys.argv[1:]])
