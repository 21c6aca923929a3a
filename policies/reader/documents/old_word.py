"""An old Word or WPS document (.doc, .rtf) -> its text, by a program of the machine, if it has one that can.

Nothing of the format is read here. The program works on a copy in a folder of its own that is gone afterwards, with a
new profile, so that no macro is trusted; it has a limited time, and can write only so much.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from .plain import decode
from .refusal import MOST_BYTES, CannotRead
from .word import word_text

SECONDS = 40
"""An office program takes some ten to start for the first time; a process that reads is killed after sixty."""
MOST_WRITTEN = 50_000_000
LIMITED = ["sh", "-c", f'ulimit -f {MOST_WRITTEN // 512} -t {SECONDS}; exec "$@"', "sh"]


def _by_office(program: str, file: Path) -> bytes:
    """Convert to .docx, which keeps the rows of tables and the numbers of lists."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault"]
    _run([program, profile, *quiet, "--convert-to", "docx", "--outdir", str(file.parent), str(file)], file.parent)
    return _bounded(file.with_suffix(".docx"))


def _by_antiword(program: str, file: Path) -> bytes:
    return _run([program, "-m", "UTF-8.txt", "-w", "0", str(file)], file.parent)


def _by_catdoc(program: str, file: Path) -> bytes:
    return _run([program, "-d", "utf-8", "-w", str(file)], file.parent)


CONVERTERS: dict[str, tuple[Callable[[str, Path], bytes], Callable[[bytes], str]]] = {
    "soffice": (_by_office, word_text),
    "libreoffice": (_by_office, word_text),
    "antiword": (_by_antiword, decode),
    "catdoc": (_by_catdoc, decode),
}
"""Program -> what makes something of the file that is read here, and what reads that; the best comes first."""


def old_word_text(data: bytes) -> str:
    """Return the text of an old document. Raises CannotRead where no program can convert it."""
    name = next(filter(shutil.which, CONVERTERS), None)
    if name is None:
        raise CannotRead("file_old_word")
    convert, read = CONVERTERS[name]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "letter.doc"
        file.write_bytes(data)
        try:
            return read(convert(shutil.which(name), file))
        # Whatever failed, the way out is the same: let the office save it in the new format.
        except (OSError, subprocess.SubprocessError, CannotRead) as error:
            raise CannotRead("file_old_word") from error


def _run(command: list[str], folder: Path) -> bytes:
    """Run a program to its end and return what it printed; after its time it is killed, and what it started."""
    printed = folder / "printed"
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"}
    with printed.open("wb") as output:
        process = subprocess.Popen(
            [*LIMITED, *command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            code = process.wait(SECONDS)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if code:
        raise CannotRead("file_old_word")
    return _bounded(printed)


def _bounded(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise CannotRead("file_old_word")
    return file.read_bytes()
