"""A page of a list, and how long it is."""

from dataclasses import dataclass

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    items: list
    next: str
    """The cursor of the page behind; empty where there is none."""
    previous: str
    found: int | None = None
    """How many rows there are, up to one more than are ranked; None where nothing was ranked."""
