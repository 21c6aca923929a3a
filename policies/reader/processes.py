"""Letters read in processes of their own: a file that kills one, or keeps it for ever, costs itself and not the run.

`concurrent.futures` gives up the whole pool when one process dies and cannot end one that hangs. Here each thread of
a pool minds one process, and starts another when that is gone. The processes know the reader and nothing else: no
Django, no database.
"""

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection

from .documents import CannotRead, text_of
from .read import read_letter
from .shapes import Letter

SECONDS = 60
"""How long one file may take: the longest letter takes a fiftieth of a second, a PDF of a hundred pages some seconds."""

Read = Callable[[bytes, str], Letter]

# A process that is forked off inherits connections and locks. What a clean server forks off does not, and is there at
# once, the reader loaded; Windows has no such server.
SERVED = "forkserver" in multiprocessing.get_all_start_methods()
CONTEXT = multiprocessing.get_context("forkserver" if SERVED else "spawn")
if SERVED:
    CONTEXT.set_forkserver_preload(["policies.reader.processes"])


def read_file(data: bytes, name: str) -> Letter:
    """Read the letter in the bytes of a file. Raises CannotRead, and nothing else, for what holds no text."""
    return read_letter(text_of(data, name))


class Readers:
    """Some processes that read. Use it as a context: at its end they are gone, whatever they were doing."""

    def __init__(self, jobs: int, *, read: Read = read_file, seconds: float = SECONDS) -> None:
        self.jobs = jobs
        self._read, self._seconds = read, seconds
        self._threads = ThreadPoolExecutor(jobs)
        self._own = threading.local()
        self._started: list[_Process] = []
        self._closed = False

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_) -> None:
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
        self._threads.shutdown()
        for process in self._started:
            process.end()

    def submit(self, files: list[tuple[bytes, str]]) -> "Future[list[Letter | CannotRead]]":
        """Have the files read, one after the other; the result has a letter, or why there is none, for each."""
        return self._threads.submit(self._read_all, files)

    def _read_all(self, files: list[tuple[bytes, str]]) -> list[Letter | CannotRead]:
        found: list[Letter | CannotRead] = []
        while len(found) < len(files) and not self._closed:
            found += self._process().read(files[len(found) :], self._seconds)
        return found

    def _process(self) -> "_Process":
        """Return the process of this thread."""
        own = getattr(self._own, "process", None)
        if own is None or own.ended:
            own = self._own.process = _Process(self._read)
            self._started.append(own)
            if self._closed:
                own.kill()
        return own


class _Process:
    """One process that reads, seen from the thread that minds it."""

    def __init__(self, read: Read) -> None:
        self.ended = False
        self._pipe, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=_work, args=(theirs, read), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends when the process does
        self._pipe.recv()  # it is there; what it takes to start is no file's fault

    def read(self, files: list[tuple[bytes, str]], seconds: float) -> list[Letter | CannotRead]:
        """Return what became of the files, down to the one, if any, at which the process had to end."""
        found: list[Letter | CannotRead] = []
        try:
            self._pipe.send(files)
            for _ in files:
                if not self._pipe.poll(seconds):
                    raise TimeoutError
                found.append(self._pipe.recv())
        except TimeoutError:
            found.append(CannotRead("file_endless"))
        except (EOFError, OSError):
            found.append(CannotRead("file_fatal"))
        else:
            return found
        self.end()
        return found

    def kill(self) -> None:
        """Stop it from another thread; the one that minds it then finds its pipe at an end."""
        self._process.kill()

    def end(self) -> None:
        """Stop it, and leave nothing of it behind."""
        self.ended = True
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(pipe: Connection, read: Read) -> None:
    """Read what comes through the pipe until it ends, which it does with the parent, however that went."""
    for number in (signal.SIGINT, signal.SIGTERM):  # meant for the parent, which says when it is over
        signal.signal(number, signal.SIG_IGN)
    try:
        pipe.send("ready")
        while True:
            for data, name in pipe.recv():
                pipe.send(_found(read, data, name))
    except (EOFError, OSError):
        return


def _found(read: Read, data: bytes, name: str) -> Letter | CannotRead:
    try:
        return read(data, name)
    except CannotRead as refused:
        return refused
    # A fault of the reader, which never raises otherwise: one letter waits for its repair, the others do not.
    except Exception:
        return CannotRead("file_fatal")
