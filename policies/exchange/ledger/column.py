"""What a column of the ledger is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from policies.exchange.ledger.entries import Held

ID, CODE = "id", "code"
SEVERAL = "；"
"""Between several values in one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: str
    read: Callable[[Held], str]
    """What the cell holds; a day as 2026-06-30."""
    meaning: str
    written: str = ""
    """The change that takes it back; "" for what is read only."""
    kind: str = "text"
    """id, text, date or choice."""
    width: int = 14
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """How ledgers of others call it."""
    of_letter: bool = False
    """It says the same of each action of a letter."""

    @property
    def is_open(self) -> bool:
        """Say whether people fill it in."""
        return bool(self.written)


def day_words(day: date | None) -> str:
    return day.isoformat() if day else ""


def each_word(values) -> str:
    return SEVERAL.join(dict.fromkeys(str(value) for value in values if value))
