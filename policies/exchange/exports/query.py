"""What somebody takes away: the rows that a filter finds, how many of how many, and as of when."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from policies.exchange.exports.rows import Rows
from policies.queries.filters import ActionFilter
from policies.queries.paging import by_columns, in_order
from policies.queries.totals import status_counts, tallied

SAID = ("Tracker-Filter", "Tracker-Total", "Tracker-Of", "Tracker-As-Of")
CHUNK = 2000
"""Rows made at a time: few enough to hold, many enough that asking for them costs little."""


@dataclass(frozen=True)
class Taken:
    """The actions of a list, for a file. Nothing is asked of the database before it is needed."""

    found: ActionFilter

    @property
    def day(self) -> date:
        return self.found.today

    @property
    def filter(self) -> dict[str, list[str]]:
        """The parameters that narrow the list, with their values as they were given."""
        return self.found.asked

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        return self.found.query

    @property
    def asked(self) -> str:
        """The query that finds the same rows in the same order, in one writing."""
        order = {"order": sorted(self.found.found("order"))}
        return urlencode(self.filter | order, doseq=True)

    @property
    def name(self) -> str:
        """What a file of it is called, without its ending."""
        demo = "-demo" if self.found.is_demo else ""
        return f"actions{demo}-{self.day.isoformat()}-{self.total}-of-{self.of}"

    @property
    def headers(self) -> dict[str, str]:
        """What a file cannot say inside."""
        told = (self.query, str(self.total), str(self.of), self.day.isoformat())
        return dict(zip(SAID, told, strict=True))

    @cached_property
    def total(self) -> int:
        """How many actions there are, exactly: by the tallies where they hold them."""
        bar = status_counts(self.found)
        if bar is None:
            return self.found.qs.order_by().count()
        chosen = self.found.found("status")
        return sum(n for status, n in bar.counts.items() if not chosen or status in chosen)

    @cached_property
    def of(self) -> int:
        """Of how many: all that the site tells of that day, of real places or of the invented one."""
        return tallied(demo=self.found.is_demo, day=self.found.day).total

    def chunks(self) -> Iterator[list[tuple]]:
        """Yield the rows in the order of the list, some at a time.

        What the list holds is settled at the beginning, eight bytes each; whatever is withdrawn while they are made
        leaves no more.
        """
        rows, pks = Rows(self.found.day), self._keys()
        for first in range(0, len(pks), CHUNK):
            yield rows.of(pks[first : first + CHUNK])

    def _keys(self) -> array:
        order = by_columns(self.found.order)
        keys = in_order(self.found.qs.annotate(paging_key=order.key), order).values_list("pk", flat=True)
        return array("q", keys.iterator(chunk_size=10 * CHUNK))
