"""A site of its own to walk through: an empty database, the samples, a server on a free port."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.migrated import migrated

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site answers, the passwords of its accounts `admin`, `reporter` and `reviewer`, and its settings."""

    url: str
    passwords: dict[str, str]
    environment: dict[str, str]

    def python(self, *arguments: str) -> str:
        """Run Python with the settings of the site; return what it printed."""
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout


@contextmanager
def site(folder: str, *, debug: bool = True, filled: bool = True) -> Iterator[Site]:
    """Serve the samples, or nothing, from a database in `folder` until the block ends.

    Without `debug` it is served as an office does, behind a proxy that says it was asked by https.
    """
    # The socket listens before the server starts: whoever asks early waits, and nobody has to try again.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings = os.environ | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder}/tracker.sqlite3", "KEEP_PAGES": "1"}
        settings["WORK_DIR"] = f"{folder}/work"
        if not debug:
            settings |= {"DEBUG": "0", "SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": url}
        empty = Site("", {}, settings)
        migrated(Path(folder) / "tracker.sqlite3", settings)
        if not debug:
            empty.python("manage.py", "collectstatic", "--no-input", "-v", "0")
        passwords = (
            dict(re.findall(r"^  (\w+): (\S+)$", empty.python("manage.py", "load_samples"), re.M)) if filled else {}
        )
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "tracker.wsgi" if debug else "tests.browser.proxied",
            "--bind",
            f"fd://{listening.fileno()}",
        ]
        quiet = ["--workers", "2", "--log-level", "warning"]
        server = subprocess.Popen(command + quiet, cwd=ROOT, env=settings, pass_fds=[listening.fileno()])
        try:
            yield Site(url, passwords, settings)
        finally:
            server.terminate()
            server.wait()
