"""Readers that go wrong at certain files, for tests of what must go on all the same. Loaded without Django."""

import os
import signal
import threading

from policies.reader import Letter
from policies.reader.processes import read_file


def deadly(data: bytes, name: str) -> Letter:
    """Read a letter, but for the files at whose names the process dies, hangs or breaks down."""
    if name.startswith("kills"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("hangs"):
        threading.Event().wait()
    if name.startswith("breaks"):
        raise RuntimeError("a fault of the reader")
    return read_file(data, name)


def damaging(data: bytes, name: str) -> Letter:
    """Read a letter, and lose the text of some, without which the database takes none."""
    letter = read_file(data, name)
    return letter._replace(text="", commitments=()) if name.startswith("damaged") else letter
