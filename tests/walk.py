"""A list read page by page, to its end and back."""

from collections.abc import Callable

from policies.queries.filters import PublicFilter
from policies.queries.paging import Page, paginate


def to_the_end(found: PublicFilter, size: int = 2) -> tuple[list, list]:
    """Return the rows of all pages, as they come when the reader goes on, and when the reader goes back from the last."""
    return walked(lambda cursor: paginate(found.rows, found.order, cursor, size))


def walked(page_at: Callable[[str], Page]) -> tuple[list, list]:
    """The same of any pages: `page_at` returns the one at which a cursor points."""
    page = page_at("")
    onward = page.items
    while page.next:
        page = page_at(page.next)
        onward = onward + page.items
    back = page.items
    while page.previous:
        page = page_at(page.previous)
        back = page.items + back
    return onward, back
