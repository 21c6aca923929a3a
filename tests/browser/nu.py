"""What the Nu checker says of pages: neither errors nor warnings."""

import json
import subprocess
from pathlib import Path

JAR = Path(".cache/browser/node_modules/vnu-jar/build/dist/vnu.jar")


def told_of(folder: Path) -> list[str]:
    """Return everything that the checker says about the pages in `folder`, in one call; starting it takes a second."""
    command = ["java", "-Xmx512m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return [_line(message) for message in said["messages"]]


def _line(message: dict) -> str:
    kind = message.get("subType", message["type"])
    extract = " ".join(message.get("extract", "").split())
    return f"{Path(message['url']).stem}:{message.get('lastLine', '')} {kind}: {message['message']} …{extract}…"
