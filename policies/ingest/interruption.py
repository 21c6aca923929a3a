"""Ctrl-C and SIGTERM: at once while waiting, otherwise as soon as what is under way is stored and told."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Turns the signals into KeyboardInterrupt, and a first one that comes at a bad moment into one a little later."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._waiting = False
        self.by: int | None = None
        """The signal that came."""

    def __enter__(self) -> "Interruption":
        self._before = {number: signal.signal(number, self._came) for number in SIGNALS}
        return self

    def __exit__(self, *_) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Stop here at once when a signal comes, or has come."""
        self._waiting = True
        try:
            if self.by:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False

    def _came(self, number: int, frame) -> None:
        first, self.by = self.by is None, number
        if self._waiting or not first:
            raise KeyboardInterrupt
        # The signal may have come in the middle of a line that is being printed.
        with suppress(RuntimeError):
            self._say("正在存完手头的一批，随后停下；再按一次立即停下（这一批就不存了）。")
