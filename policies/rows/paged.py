"""The pages of one list, by statements that are written once: Django writes one anew for every page."""

from collections.abc import Callable, Hashable

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from policies.paging import (
    PAGE_SIZE,
    Along,
    Newest,
    Order,
    Page,
    Ranked,
    Side,
    Whole,
    page_of,
    paginate,
    side_of,
    taken,
)
from policies.rows.asked import NOTHING, Question, together
from policies.rows.written import Keys, One, Statement

AT_ROW = {"key": One("key"), "pk": One("pk")}


class Pages:
    """The pages of `rows` in an order, for as long as what these were narrowed by holds.

    Of a `lasting` list PostgreSQL keeps the plan: one that nothing narrows, so that it is the best one for every page.
    """

    def __init__(self, rows: QuerySet, order: Order | Along | Ranked | Newest | Whole, *, lasting: bool = False):
        self._rows, self._order, self._lasting = rows, order, lasting
        self._statements: dict[Hashable, Statement | None] = {}

    def at(self, cursor: str, size: int = PAGE_SIZE) -> Page:
        """Return the page at which a cursor points; the first one without a cursor. Raises BadCursor."""
        if not isinstance(self._order, Order | Along):
            return paginate(self._rows, self._order, cursor, size, self._by_keys)
        side = side_of(self._order, cursor)
        [found] = together(self._question(side, size + 1))
        return page_of(found, self._order, side, size)

    def _question(self, side: Side, size: int) -> Question:
        any_row = Side(backward=side.backward, **({} if side.pk is None else AT_ROW))
        of = side.pk is None, side.backward, size
        statement = self._written(of, lambda: taken(self._rows, self._order, any_row, size), self._lasting)
        return statement.of({"key": side.key, "pk": side.pk}) if statement else NOTHING

    def _by_keys(self, pks: list[int]) -> list:
        statement = self._written("pks", lambda: self._rows.filter(pk__in=Keys("pks")).order_by(), lasting=True)
        return together(statement.of({"pks": pks}) if statement and pks else NOTHING)[0]

    def _written(self, of: Hashable, make: Callable[[], QuerySet], lasting: bool) -> Statement | None:
        """Return the statement that is kept `of` a part of the list; None where nothing can be found."""
        if of not in self._statements:
            try:
                self._statements[of] = Statement(make(), lasting)
            except EmptyResultSet:
                self._statements[of] = None
        return self._statements[of]
