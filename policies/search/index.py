"""An index: for each row its folded text, and the pairs of characters in it, in the way of the database at hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType

from django.db import connection
from django.db.models import Func, QuerySet
from django.db.models.expressions import RawSQL

from policies.search import postgresql, sqlite
from policies.search.query import parse
from policies.search.ranking import score

# Up to so many rows are named one by one. Statistics know nothing of rare pairs: left to itself, the planner would look
# for six rows by walking a list of a million. Of more, a list soon meets as many as a page shows.
FEW = 2000

DATABASES = {"postgresql": postgresql, "sqlite": sqlite}


class Met(Func):
    """A key that is looked at where a list comes by. By the key itself SQLite would fetch all, and sort them."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


@dataclass(frozen=True, slots=True)
class Index:
    """The search rows of one kind of thing, under its own keys. A row may outlive its thing: nothing is found by it."""

    name: str
    table: str
    face: tuple[int, int | None]
    """Which pieces of its text a row is known by: what the best of what is found holds the words in."""

    def search(self, things: QuerySet, words: str) -> QuerySet:
        """Narrow `things` to what the words find."""
        return self.sought(words)(things)

    def sought(self, words: str) -> Callable[[QuerySet], QuerySet]:
        """Return what narrows to that which the words find. Asks the database at once whether that is little."""
        query = parse(words)
        if query is None:
            return lambda things: things.none()
        sql, params = _database().matching(self.table, query)
        with connection.cursor() as cursor:
            pks = _database().first(cursor, f"{sql} LIMIT {FEW + 1}", params)
        if len(pks) <= FEW:
            return lambda things: things.filter(pk__in=RawSQL(*_database().named(pks)))
        return lambda things: things.alias(key_met=Met("pk")).filter(key_met__in=RawSQL(sql, params))

    def scores(self, words: str, pks: Iterable[int]) -> dict[int, int]:
        """Return how well these rows answer, by key; the same on both databases."""
        query = parse(words)
        return {pk: score(text, self.face, query.wanted) for pk, text in self.kept(pks).items()} if query else {}

    def write(self, rows: Iterable[tuple[int, str]], *, are_new: bool = False) -> None:
        """Keep (key, folded text) for each row, in place of what was there; `are_new` says that nothing was."""
        rows = list(rows)
        if not are_new:
            self.remove([pk for pk, _ in rows])
        if rows:
            with connection.cursor() as cursor:
                _database().insert(cursor, self.table, rows)

    def remove(self, pks: Iterable[int]) -> None:
        """Forget these rows; those that are not there too."""
        pks = list(pks)
        if pks:
            with connection.cursor() as cursor:
                _database().delete(cursor, self.table, pks)

    def kept(self, pks: Iterable[int]) -> dict[int, str]:
        """Return the folded texts that are kept, by key."""
        pks = list(pks)
        if not pks:
            return {}
        with connection.cursor() as cursor:
            return dict(_database().kept(cursor, self.table, pks))

    def keys(self) -> set[int]:
        """Return the keys of all rows."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {self.table}")
            return {pk for (pk,) in cursor.fetchall()}

    def unindexed(self) -> set[int]:
        """Return the keys of rows whose pairs are not those of their text. Reads everything."""
        with connection.cursor() as cursor:
            return set(_database().unindexed(cursor, self.table))


# The quote; of a letter everything but its text; title and number; today's name.
ACTIONS = Index("action", "policies_actionwords", (0, 1))
REPLIES = Index("reply", "policies_replywords", (0, -1))
PROPOSALS = Index("proposal", "policies_proposalwords", (0, 2))
UNITS = Index("unit", "policies_unitwords", (0, 1))


def _database() -> ModuleType:
    return DATABASES[connection.vendor]
