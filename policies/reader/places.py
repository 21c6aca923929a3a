"""Where a sentence stands: what its part of the letter, its list and the sentence before say of it."""

from dataclasses import dataclass
from enum import Enum

from .sentences import Kind


class Tense(Enum):
    """What a part of the letter is about."""

    PART = "part"
    """What comes next, by its heading."""
    PREAMBLE = "preamble"
    """The same, before the first sub-heading (ruling 1)."""
    LED = "led"
    """What comes next, behind a lead word: 下一步，…"""
    FREE = "free"
    """Nothing says."""
    TOLD = "told"
    """What was done or is so, by its heading."""


@dataclass(frozen=True, slots=True)
class Place:
    """`opened` is whether the list of a sentence is ahead, `before` whether the sentence before is.

    Both are None where there is none. `index` and `left` count the sentences before and behind in the paragraph.
    """

    tense: Tense
    kind: Kind
    opened: bool | None
    before: bool | None
    index: int
    left: int


ALONE = Place(Tense.FREE, Kind.SENTENCE, None, None, 0, 0)
