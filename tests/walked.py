"""A list read page by page, to its end and back."""

from policies.filters import PublicFilter
from policies.paging import paginate


def to_the_end(found: PublicFilter, size: int = 2) -> tuple[list, list]:
    """Return the rows of all pages, as they come when the reader goes on, and when the reader goes back from the last."""
    page = paginate(found.rows, found.order, size=size)
    onward = page.items
    while page.next:
        page = paginate(found.rows, found.order, page.next, size=size)
        onward = onward + page.items
    back = page.items
    while page.previous:
        page = paginate(found.rows, found.order, page.previous, size=size)
        back = page.items + back
    return onward, back
