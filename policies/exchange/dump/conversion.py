"""From the rows of a dump to the rows of the record: what each table's values become, and what stands where it is silent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from policies.exchange.dump.columns import Table
from policies.models import EvidenceKind, number_key, quote_key, text_key

NOT_HERE = "evidence/not-in-dump"
"""Where the files of evidence would lie, which no dump holds."""
NOT_PUBLIC = "（未公开）"


@dataclass(slots=True)
class Building:
    """What the whole record shares while it is built: who stands for it, when, and which letters are there."""

    by: int
    at: datetime
    letters: set[str] = field(default_factory=set)

    def build(self, table: Table, row: dict[str, Any]) -> Model:
        """Return the row of the record, not stored yet."""
        paths = {column.name: "id" if column.path == "pk" else column.path for column in table.columns}
        values = {paths.get(name, name): value for name, value in row.items()}
        make = MADE.get(table.name)
        return table.model(**(make(self, values) if make else values))


def _in_register(building: Building, values: dict) -> dict:
    # What has no page still needs an address that nobody else has: no slug that is made of a name begins with a dash.
    return values | {"slug": values["slug"] or f"-{values['id']}"}


def _proposal(building: Building, values: dict) -> dict:
    return values | {"number_key": number_key(values["number"])}


def _reply(building: Building, values: dict) -> dict:
    key = text_key(values["text"])
    if key in building.letters:  # two letters that differ in what is masked alone
        key = text_key(f"{key}{values['id']}")
    building.letters.add(key)
    published = {"published_by_id": building.by, "confirmed_by_id": building.by, "confirmed_at": values["published_at"]}
    return values | published | {"text_key": key}


def _action(building: Building, values: dict) -> dict:
    del values["is_listed"]  # worked out anew
    return values | {"published_by_id": building.by, "quote_key": quote_key(values["quote"])}


def _changed(building: Building, values: dict) -> dict:
    return values | {"changed_by_id": building.by}


def _replacement(building: Building, values: dict) -> dict:
    undone = {"undone_by_id": building.by} if values["undone_at"] else {}
    return values | {"made_by_id": building.by} | undone


def _update(building: Building, values: dict) -> dict:
    done = {"created_at": values["published_at"], "created_by_id": building.by, "published_by_id": building.by}
    withdrawn = {"withdrawn_by_id": building.by} if values["withdrawn_at"] else {}
    return values | done | withdrawn


def _evidence(building: Building, values: dict) -> dict:
    values["file_is_public"] = values.pop("is_open")
    kept = {"file": f"{NOT_HERE}/{values['id']}"} if values["kind"] == EvidenceKind.FILE else {}
    return values | kept | {"recorded_at": building.at, "added_by_id": None}


def _correction(building: Building, values: dict) -> dict:
    withdrawn = values["withdrawn_at"] is not None
    told = {"state": "withdrawn" if withdrawn else "answered", "settled_by_id": building.by}
    told |= {"withdrawn_by_id": building.by} if withdrawn else {}
    told |= {"text_is_public": bool(values["text"]), "text": values["text"] or NOT_PUBLIC}
    told |= {"answer": values["answer"] or NOT_PUBLIC, "verdict": values["verdict"] or "explained"}
    return values | told


MADE: dict[str, Callable[[Building, dict], dict]] = {
    "categories": _in_register,
    "organisations": _in_register,
    "proposals": _proposal,
    "replies": _reply,
    "action_records": _action,
    "deadline_changes": _changed,
    "quote_changes": _changed,
    "head_changes": _changed,
    "replacements": _replacement,
    "updates": _update,
    "evidence": _evidence,
    "corrections": _correction,
}
