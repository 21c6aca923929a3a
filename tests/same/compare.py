"""What differs between two crawls, told so that a person can judge each difference."""

import difflib
import json
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tests.same.folder import Folder

MOST_SHOWN, MOST_LINES, LONGEST_LINE = 20, 12, 240
WINDOW = 40
"""Lines from the first that differs on: a whole list of changed rows is not worth its minutes."""


@dataclass(frozen=True, slots=True)
class Differences:
    added: list[str]
    gone: list[str]
    changed: list[str]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed)


def find_differences(before: Folder, after: Folder, ignore: re.Pattern | None = None) -> Differences:
    """Return the addresses that differ, sorted; `ignore` is taken out of both bodies first."""
    common = before.index.keys() & after.index.keys()
    return Differences(
        added=sorted(after.index.keys() - common),
        gone=sorted(before.index.keys() - common),
        changed=sorted(address for address in common if _differs(address, before, after, ignore)),
    )


def _differs(address: str, before: Folder, after: Folder, ignore: re.Pattern | None) -> bool:
    old, new = before.index[address], after.index[address]
    if old == new:
        return False
    if (old["status"], old["headers"]) != (new["status"], new["headers"]) or ignore is None:
        return True
    return _text(address, before, ignore) != _text(address, after, ignore)


def report(before: Folder, after: Folder, ignore: re.Pattern | None = None, shown: int = MOST_SHOWN) -> list[str]:
    """Return the lines that say what differs; none where nothing does."""
    found = find_differences(before, after, ignore)
    if not found:
        return []
    lines = []
    for name, addresses in (("added", found.added), ("gone", found.gone)):
        lines += [f"{name}: {unquote(address)}" for address in addresses[:shown]]
    for address in found.changed[:shown]:
        lines += ["", f"changed: {unquote(address)}", *_explain(address, before, after, ignore)]
    lines.append("")
    for name, addresses in (("added", found.added), ("gone", found.gone), ("changed", found.changed)):
        if addresses:
            kinds = Counter(map(kind_of, addresses)).most_common()
            lines.append(f"{len(addresses)} {name}: " + ", ".join(f"{n} × {kind}" for kind, n in kinds))
    lines.append(f"{len(after.index)} answers, {len(before.index)} before")
    return lines


def _explain(address: str, before: Folder, after: Folder, ignore: re.Pattern | None) -> list[str]:
    """Return how the status, the headers and the first lines of the body differ."""
    old, new = before.index[address], after.index[address]
    lines = [] if old["status"] == new["status"] else [f"status: {old['status']} → {new['status']}"]
    for name in sorted(old["headers"].keys() | new["headers"].keys()):
        values = old["headers"].get(name), new["headers"].get(name)
        if values[0] != values[1]:
            lines.append(_short(f"{name}: {values[0]} → {values[1]}"))
    return lines + _diff(*(_lines(_text(address, folder, ignore)) for folder in (before, after)))


def _diff(old: list[str], new: list[str]) -> list[str]:
    common = zip(old, new, strict=False)
    first = next((n for n, (a, b) in enumerate(common) if a != b), min(len(old), len(new)))
    start = max(first - 1, 0)
    windows = old[start : start + WINDOW], new[start : start + WINDOW]
    lines = [
        line for line in difflib.unified_diff(*windows, lineterm="", n=1) if not line.startswith(("---", "+++", "@@"))
    ]
    more = [f"  … from line {first + 1} of {len(old)} → {len(new)}"] if lines else []
    return [f"  {_short(line)}" for line in lines[:MOST_LINES]] + more


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def _text(address: str, folder: Folder, ignore: re.Pattern | None) -> str:
    text = folder.body(address).decode("utf-8", "backslashreplace")
    return ignore.sub("", text) if ignore else text


def _lines(text: str) -> list[str]:
    """Return a body in lines short enough to be compared: JSON indented, a page with a line for each of its tags."""
    if text.startswith(("{", "[")):
        try:
            return json.dumps(json.loads(text), ensure_ascii=False, indent=1).splitlines()
        except ValueError:  # a line for each row
            return text.splitlines()
    return [line for line in re.sub(r"(?<!\n)(?=<[^/])", "\n", text).splitlines() if line.strip()]


def kind_of(address: str) -> str:
    """Return the address without its query, and with a star for each number, name and day in it."""
    parts = unquote(urlsplit(address).path).split("/")
    return "/".join("*" if re.search(r"[^\x00-\x7f]", part) else re.sub(r"\d+", "*", part) for part in parts)
