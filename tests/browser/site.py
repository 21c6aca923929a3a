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

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site answers, and the passwords of its accounts `admin`, `reporter` and `reviewer`."""

    url: str
    passwords: dict[str, str]


@contextmanager
def site(folder: str) -> Iterator[Site]:
    """Serve the samples from a database in `folder` until the block ends."""
    environment = os.environ | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder}/tracker.sqlite3"}
    _manage(environment, "migrate", "-v", "0")
    passwords = dict(re.findall(r"^  (\w+): (\S+)$", _manage(environment, "load_samples"), re.M))
    # The socket listens before the server starts: whoever asks early waits, and nobody has to try again.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        command = [sys.executable, "-m", "gunicorn", "tracker.wsgi", "--bind", f"fd://{listening.fileno()}"]
        quiet = ["--workers", "2", "--log-level", "warning"]
        server = subprocess.Popen(command + quiet, cwd=ROOT, env=environment, pass_fds=[listening.fileno()])
        try:
            yield Site(url, passwords)
        finally:
            server.terminate()
            server.wait()


def _manage(environment: dict, *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
