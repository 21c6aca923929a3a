"""What a reading is made of: frozen values, only they.

Every finding points into `Letter.text`, the one cleaned text: a `Span` counts characters, half-open, so
that `letter.text[span.start:span.end]` is what was found. Nothing points into the letter as it arrived.
"""

from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

new = tuple.__new__
"""Where tuples are made by the thousand, `new(Span, (start, end))` takes two thirds of the time of `Span(start, end)`."""


class Strength(StrEnum):
    """How far a promise can be held to its words (reading.md, "strength")."""

    FIRM = "firm"
    """Names something that can be checked: a count, a date, a project, a document to issue."""
    SOFT = "soft"
    """All the rest: 进一步加强, 持续推进, 认真研究."""
    CONDITIONAL = "conditional"
    """Waits for something named: 待资金到位后, 如获批复, 视情况."""


class Body(StrEnum):
    """The body whose members ask: decided by the session named, then 提案/建议, then 委员/代表."""

    CPPCC = "cppcc"
    NPC = "npc"


class Span(NamedTuple):
    """Characters `start` to `end` of the cleaned text, half-open.

    A tuple: a reading makes a thousand of them.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words at this span of `text`."""
        return text[self.start : self.end]


class Found(NamedTuple, Generic[T]):
    """A value, and the words of the letter that say it."""

    value: T
    span: Span


class Deadline(NamedTuple):
    """The words as written, and the day they mean when they mean one."""

    words: Span
    on: date | None


class Action(NamedTuple):
    """One sentence that says what will be done after the letter."""

    span: Span
    strength: Strength
    deadline: Deadline | None = None
    partners: tuple[Span, ...] = ()


class Commitment(NamedTuple):
    """A heading's worth of future: its mark and heading as written, and its actions in order."""

    number: Span | None
    heading: Span | None
    actions: tuple[Action, ...]


class Proposal(NamedTuple):
    """What the letter answers, as it names it."""

    body: Body
    place: str | None = None
    term: int | None = None
    session: int | None = None
    number: str | None = None
    category: str | None = None
    category_number: str | None = None
    title: str | None = None


class Doubt(NamedTuple):
    """What a person should look at: a code of `doubts.SENTENCES`, and the words that it is about."""

    code: str
    about: str = ""


class Letter(NamedTuple):
    """One letter, read. A value that is damaged or missing is None, and `doubts` says why."""

    text: str
    title: Found[str] | None
    document_number: Found[str] | None
    index_number: Found[str] | None
    subject: Found[str] | None
    department: Found[str] | None
    issuers: tuple[Found[str], ...]
    issued_on: Found[date] | None
    published_on: Found[date] | None
    addressees: tuple[Found[str], ...]
    addressee_count: int
    outcome: Found[str] | None
    proposals: tuple[Proposal, ...]
    commitments: tuple[Commitment, ...]
    doubts: tuple[Doubt, ...]

    def words(self, span: Span | None) -> str | None:
        """Return the letter's words at `span`, None for none."""
        return span.of(self.text) if span else None
