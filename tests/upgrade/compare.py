"""Two answers compared as programs read them: what was told stays, more may be told (docs/open-data.md)."""

import csv
import io
import json
from typing import Any

from tests.same.answers import Answer
from tests.same.compare import report
from tests.same.folder import Folder


def differences(before: Folder, after: Folder) -> list[str]:
    """Return lines that say what is gone, and what is told otherwise."""
    for address in after.index.keys() - before.index.keys():
        del after.index[address]
    for address, answer in after.index.items():
        old, new = before.body(address), after.body(address)
        if old != new:
            answer_now = Answer(answer["status"], answer["headers"], without_additions(old, new, address))
            after.add(address, answer_now)
    return report(before, after)


def without_additions(old: bytes, new: bytes, address: str) -> bytes:
    """Return the new body without fields and columns that the old one does not have; the old one where nothing else differs."""
    parse = _csv if ".csv" in address else _json
    try:
        before, after = parse(old), parse(new)
    except ValueError:  # a feed or a calendar
        return new
    known = _without(before, after)
    return old if known == before else json.dumps(known, ensure_ascii=False).encode()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:  # a line for each row
        return [json.loads(line) for line in body.splitlines()]


def _csv(body: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def _without(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: _without(old[key], value) for key, value in new.items() if key in old}
    if isinstance(old, list) and isinstance(new, list):
        common = min(len(old), len(new))
        return [*map(_without, old[:common], new[:common]), *new[common:]]
    return new
