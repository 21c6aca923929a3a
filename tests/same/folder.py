"""The folder of a crawl: `index.json` says what each address answered; `bodies/` holds each body once, by its SHA-256."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.same.answers import Answer

INDEX, BODIES = "index.json", "bodies"


@dataclass(slots=True)
class Folder:
    path: Path
    index: dict[str, dict] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Folder":
        """Return the crawl that lies in a folder. Raises FileNotFoundError where there is none."""
        return cls(path, json.loads((path / INDEX).read_text(encoding="utf-8")))

    def add(self, address: str, answer: Answer) -> None:
        self.index[address] = {"status": answer.status, "headers": answer.headers, "sha256": answer.sha256}
        body = self.path / BODIES / answer.sha256
        if not body.exists():
            body.parent.mkdir(parents=True, exist_ok=True)
            body.write_bytes(answer.body)

    def body(self, address: str) -> bytes:
        return (self.path / BODIES / self.index[address]["sha256"]).read_bytes()

    def save(self) -> None:
        """Write the index, a line for each address."""
        lines = (
            f"{json.dumps(address, ensure_ascii=False)}: {json.dumps(entry, ensure_ascii=False, sort_keys=True)}"
            for address, entry in sorted(self.index.items())
        )
        (self.path / INDEX).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
