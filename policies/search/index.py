"""An index: for each row its folded text, and the pairs of characters in it, in the way of the database at hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from policies.search.lookup import NOTHING, Sought, database, look_up
from policies.search.query import parse
from policies.search.ranking import score


@dataclass(frozen=True, slots=True)
class Index:
    """The search rows of one kind of thing, under its own keys. A row may outlive its thing: nothing is found by it."""

    name: str
    table: str
    face: tuple[int, int | None]
    """Which pieces of its text a row is known by: what the best of what is found holds the words in."""
    in_order: bool = True
    """Lists of such things begin with what came in last, or nearly so."""

    def search(self, things: QuerySet, words: str) -> QuerySet:
        """Narrow `things` to what the words find."""
        return self.sought(words).narrow(things)

    def sought(self, words: str) -> Sought:
        """Return what the words find. Asks the database at once whether that is little."""
        query = parse(words)
        return NOTHING if query is None else look_up(self.table, query, in_order=self.in_order)

    def scores(self, words: str, pks: Iterable[int]) -> dict[int, int]:
        """Return how well these rows answer, by key; the same on both databases."""
        query = parse(words)
        return {pk: score(text, self.face, query.wanted) for pk, text in self.kept(pks).items()} if query else {}

    def write(self, rows: Iterable[tuple[int, str]], before: Mapping[int, str]) -> None:
        """Keep (key, folded text) for each row, in place of what `before` says is there."""
        rows = list(rows)
        replaced = [(pk, before[pk]) for pk, _ in rows if pk in before]
        with connection.cursor() as cursor:
            if replaced:
                database().delete(cursor, self.table, replaced)
            if rows:
                database().insert(cursor, self.table, rows)

    def remove(self, pks: Iterable[int]) -> None:
        """Forget these rows; those that are not there too."""
        if found := self.kept(pks):
            with connection.cursor() as cursor:
                database().delete(cursor, self.table, list(found.items()))

    def kept(self, pks: Iterable[int]) -> dict[int, str]:
        """Return the folded texts that are kept, by key."""
        pks = list(pks)
        if not pks:
            return {}
        with connection.cursor() as cursor:
            return dict(database().kept(cursor, self.table, pks))

    def keys(self) -> set[int]:
        """Return the keys of all rows."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {self.table}")
            return {pk for (pk,) in cursor.fetchall()}

    def unindexed(self) -> set[int]:
        """Return the keys of rows whose pairs are not those of their text. Reads everything."""
        with connection.cursor() as cursor:
            return set(database().unindexed(cursor, self.table))


# The quote; of a letter everything but its text; title and number; today's name.
ACTIONS = Index("action", "policies_actionwords", (0, 1))
REPLIES = Index("reply", "policies_replywords", (0, -1))
PROPOSALS = Index("proposal", "policies_proposalwords", (0, 2))
UNITS = Index("unit", "policies_unitwords", (0, 1), in_order=False)
