"""What words find in one index: few rows, which are named by their keys, or many, which the database looks up."""

from dataclasses import dataclass, field, replace
from types import ModuleType

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from policies.search import postgresql, sqlite
from policies.search.keys import among
from policies.search.query import Query

# Up to so many rows are named one by one. Statistics know nothing of rare pairs: left to itself, the planner would look
# for six rows by walking a list of a million. Of more, a list soon meets as many as a page shows.
FEW = 2000
TRIED = 4000
"""Of so many rows, the latest, it is looked how many hold the words: all of them hold about as many more."""
SURELY = 3
"""So many times `FEW`, as far as can be told from the latest, are not few."""
SHORT = 4
"""Characters of a word that may stand in every other text."""
AMPLY = 1.5
"""So many times what ought to hold enough is looked through: words come in heaps."""

DATABASES = {"postgresql": postgresql, "sqlite": sqlite}


def database() -> ModuleType:
    """Return how the database at hand is asked."""
    return DATABASES[connection.vendor]


@dataclass(frozen=True, slots=True)
class Sought:
    table: str
    sql: str
    """That selects the keys of all that is found, with its parameters."""
    params: list
    in_order: bool = True
    """Lists of such things begin with what came in last, or nearly so."""
    few: list[int] | None = None
    """The keys, where they are few."""
    latest: int = 0
    """The key of the row that came in last."""
    held: int = 0
    """How many of the `TRIED` latest are found."""
    looked: dict[int, list[int]] = field(default_factory=dict)

    def narrow(self, things: QuerySet) -> QuerySet:
        """Narrow `things` to what is found."""
        if self.few is not None:
            return things.filter(pk__in=among(self.few))
        return things.filter(pk__in=RawSQL(self.sql, self.params))

    def first(self, things: QuerySet, most: int) -> list:
        """Return the first `most` of sorted things that are found; where much is, of those of them that came in last.

        To list all that is found, or to walk a list until it has met a thousand, takes ten times as long.
        """
        if self.few is None and self.in_order:
            held, reach = self.held, TRIED
            while (reach := int(reach * AMPLY * most / max(1, held))) < self.latest / 2:
                rows = list(things.filter(pk__in=among(self.later_than(self.latest - reach)))[:most])
                if (held := len(rows)) == most:
                    return rows
        return list(self.narrow(things)[:most])

    def up_to_many(self) -> list[int]:
        """Return the keys of what is found; of many, as many as tell that they are no few."""
        return _keys(f"{self.sql} LIMIT {FEW + 1}", self.params)

    def later_than(self, key: int) -> list[int]:
        """Return the keys of what is found that came in later than a row. A page asks for the same more than once."""
        if key not in self.looked:
            self.looked[key] = _keys(f"{self.sql} AND {database().KEY} > %s", [*self.params, key])
        return self.looked[key]


NOTHING = Sought("", "", [], few=[])


def look_up(table: str, query: Query, *, in_order: bool) -> Sought:
    """Ask the database at once whether what is found is little: of words that are seldom frequent all, of others the latest."""
    sql, params = database().matching(table, query)
    latest = _latest(table)
    found = Sought(table, sql, params, in_order, latest=latest)
    pks = found.up_to_many() if any(len(word) > SHORT for word in query.wanted) else None
    if pks is None or len(pks) > FEW:
        held = found.later_than(latest - TRIED)
        found = replace(found, held=len(held))
        if pks is None and latest <= TRIED:
            pks = held
        elif pks is None and len(held) * latest <= FEW * SURELY * TRIED:
            pks = found.up_to_many()
    return found if pks is None or len(pks) > FEW else replace(found, few=pks)


def _keys(sql: str, params: list) -> list[int]:
    with connection.cursor() as cursor:
        return database().first(cursor, sql, params)


def _latest(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(id) FROM {table}")
        return cursor.fetchone()[0] or 0
