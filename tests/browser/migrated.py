"""An empty database as the migrations make it: made once for a state of the code, and copied for every site after that."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".cache" / "browser"


def migrated(database: Path, settings: dict[str, str]) -> None:
    """Make an empty database; `settings` are the environment of the commands of the site."""
    template = KEPT / f"migrated-{_digest()}.sqlite3"
    if not template.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob("migrated-*.sqlite3"):
            old.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            made = Path(folder) / "made.sqlite3"
            command = [sys.executable, "manage.py", "migrate", "-v", "0"]
            subprocess.run(command, cwd=ROOT, env=settings | {"DATABASE_URL": f"sqlite:///{made}"}, check=True)
            os.replace(made, template)  # two that begin at once make the same
    shutil.copy(template, database)


def _digest() -> str:
    """Return a name for the code: migrations use some of it."""
    found = hashlib.sha256()
    for path in sorted([*(ROOT / "policies").rglob("*.py"), ROOT / "requirements.txt"]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
