"""The file of a release: its last migrations, its rows, its answers."""

import json
import lzma
import re
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.same.answers import Answer
from tests.same.folder import Folder

ROOT = Path(__file__).resolve().parents[2]
ENDING = ".json.xz"
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


@dataclass(frozen=True, slots=True)
class Dump:
    migrations: list[list[str]]
    """The last migration of each app whose rows these are."""
    tables: dict[str, dict[str, list]]
    """For each model the names of its columns, and its rows."""
    answers: dict[str, dict]

    @classmethod
    def load(cls, path: Path) -> "Dump":
        return cls(**json.loads(lzma.decompress(path.read_bytes())))

    def save(self, path: Path) -> None:
        """Write the file; the same dump makes the same bytes."""
        text = json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))
        path.write_bytes(lzma.compress(text.encode(), check=lzma.CHECK_CRC32, filters=FILTERS))

    def unpack_answers(self, folder: Folder) -> Folder:
        for address, answer in self.answers.items():
            folder.add(address, Answer(answer["status"], answer["headers"], answer["body"].encode()))
        return folder


def pack_answers(folder: Folder) -> dict[str, dict]:
    return {
        address: {"status": entry["status"], "headers": entry["headers"], "body": folder.body(address).decode()}
        for address, entry in sorted(folder.index.items())
    }


def dump_of(version: str) -> Path:
    return Path(__file__).parent / f"{version}{ENDING}"


def version_of(path: Path) -> str:
    return path.name.removesuffix(ENDING)


def this_version() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def is_released(version: str) -> bool:
    """Return whether the section of a version in CHANGELOG.md has lost its mark (unreleased)."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.search(rf"^## {re.escape(version)} \(unreleased\)", changes, re.MULTILINE) is None


def what_to_do(version: str) -> str:
    """Return the way out when a dump does not upgrade, or answers otherwise."""
    if is_released(version):
        return (
            f"{version} is released: its databases must upgrade and answer as before. Mend the migration or the code;"
            " an answer that is meant to change goes into MEANT in tests/upgrade/answers.py, with the reason."
        )
    return f"{version} is not released: write the dump anew with python -m tests.upgrade write"
