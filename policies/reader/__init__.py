"""Reading a reply letter: text in, a frozen `Letter` out. Knows no Django, no database and no network."""

from .actions import read_sentence
from .as_json import as_json
from .documents import MOST_BYTES, CannotRead, decode, text_of
from .doubts import sentence
from .outline import Heading, find_headings
from .read import read_letter
from .shapes import Action, Body, Commitment, Deadline, Doubt, Found, Letter, Proposal, Span, Strength

VERSION = "1.11"
"""Changes whenever a letter may read otherwise than before."""

__all__ = [
    "MOST_BYTES",
    "VERSION",
    "Action",
    "Body",
    "CannotRead",
    "Commitment",
    "Deadline",
    "Doubt",
    "Found",
    "Heading",
    "Letter",
    "Proposal",
    "Span",
    "Strength",
    "as_json",
    "decode",
    "find_headings",
    "read_letter",
    "read_sentence",
    "sentence",
    "text_of",
]
