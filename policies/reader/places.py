"""Where a sentence stands: what its part of the letter, its list and the sentence before say of it."""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from .sentences import SENTENCE, Kind


class Tense(StrEnum):
    """What a part of the letter is about."""

    __hash__ = str.__hash__  # an Enum's own is Python; each sentence asks for what its place weighs

    PART = "part"
    """What comes next, by its heading."""
    PREAMBLE = "preamble"
    """The same, before the first sub-heading (ruling 1)."""
    LED = "led"
    """What comes next, behind a lead word: 下一步，…"""
    FREE = "free"
    """Nothing says, here or further on."""
    ABOVE = "above"
    """Nothing says, but further on in the topic stands what says: above it most is told."""
    EARLIER = "earlier"
    """The same in a later topic."""
    TOLD = "told"
    """What was done or is so, by its heading."""


# To look one up by its class takes as long as a search in the sentence does.
PART, PREAMBLE, LED, FREE, ABOVE, EARLIER, TOLD = Tense


class Place(NamedTuple):
    """`opened` is whether the list of a sentence is ahead, `before` whether the sentence before is.

    Both are None where there is none. `first` and `last` are those of the paragraph.
    There are few places, whatever a letter says: what they weigh is worked out once.
    """

    tense: Tense
    kind: Kind
    opened: bool | None
    before: bool | None
    first: bool
    last: bool


place_of = cache(Place)
ALONE = Place(FREE, SENTENCE, None, None, True, True)
