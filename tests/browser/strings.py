"""Every string in code and templates stands in the English catalogue: `makemessages` adds none."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = Path("policies/locale/en/LC_MESSAGES/django.po")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("manage.py", "policies", "tracker", "templates"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, Path(folder) / name)
        collect = [
            sys.executable,
            "manage.py",
            "makemessages",
            "-l",
            "en",
            "--add-location=file",
            "--no-wrap",
            "-v",
            "0",
        ]
        subprocess.run(collect, cwd=folder, env=os.environ | {"DEBUG": "1"}, check=True, stderr=subprocess.DEVNULL)
        missing = _strings(Path(folder) / CATALOGUE) - _strings(ROOT / CATALOGUE)
    for string in sorted(missing):
        print(f"not in {CATALOGUE}: {string}", file=sys.stderr)
    if not missing:
        print(f"✓ {len(_strings(ROOT / CATALOGUE))} strings, all in the catalogue")
    return 1 if missing else 0


def _strings(catalogue: Path) -> set[str]:
    return {entry.msgid for entry in polib.pofile(str(catalogue)) if not entry.obsolete}


if __name__ == "__main__":
    sys.exit(main())
