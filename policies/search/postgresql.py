"""PostgreSQL: two neighbouring characters are one number, a row's numbers an array with a GIN index.

A number is two UTF-16 units in 32 bits; a unit alone has no second half, so it can be sought as well, and no two
numbers mean the same. A word of one or two units is found by the index alone; a longer one could have its pairs in
another order, and is looked for in the text of the rows that are left.
"""

from collections.abc import Iterable, Iterator
from struct import unpack

from policies.search.query import Query

KEY = "id"
"""What `matching` calls the key of a row."""


def insert(cursor, table: str, rows: list[tuple[int, str]]) -> None:
    # The index takes numbers in their order in half the time.
    with cursor.db.wrap_database_errors, cursor.copy(f"COPY {table} (id, folded, pairs) FROM STDIN") as copy:
        for pk, text in rows:
            copy.write_row((pk, text, _array(sorted(_pairs(text) | _units(text)))))


def delete(cursor, table: str, rows: list[tuple[int, str]]) -> None:
    cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [[pk for pk, _ in rows]])


def kept(cursor, table: str, pks: list[int]) -> list[tuple[int, str]]:
    cursor.execute(f"SELECT id, folded FROM {table} WHERE id = ANY(%s)", [pks])
    return cursor.fetchall()


def unindexed(cursor, table: str) -> Iterator[int]:
    cursor.execute(f"SELECT id, folded, pairs FROM {table}")
    while rows := cursor.fetchmany(1000):
        yield from (pk for pk, text, pairs in rows if set(pairs) != _pairs(text) | _units(text))


def matching(table: str, query: Query) -> tuple[str, list]:
    """Return SQL that selects the keys of what is found, with its parameters."""
    conditions, values = _holds_all(query.wanted)
    for word in query.unwanted:
        held, more = _holds_all([word])
        conditions, values = [*conditions, f"NOT ({' AND '.join(held)})"], values + more
    return f"SELECT id FROM {table} WHERE {' AND '.join(conditions)}", values


def first(cursor, sql: str, params: list) -> list[int]:
    """Ask by the index of pairs. The planner does not count what it costs to unpack the numbers of a letter, row after row."""
    cursor.execute(
        f"SET enable_seqscan = off; SET enable_indexscan = off; {sql}; RESET enable_indexscan; RESET enable_seqscan",
        params,
    )
    cursor.nextset()
    cursor.nextset()
    return [pk for (pk,) in cursor.fetchall()]


def _holds_all(words: Iterable[str]) -> tuple[list[str], list]:
    asked = set().union(*(_pairs(word) or _units(word) for word in words))
    if not asked:
        return [], []
    unsure = [word for word in words if len(_encoded(word)) > 4]
    return ["pairs @> %s::int[]", *["strpos(folded, %s) > 0"] * len(unsure)], [_array(asked), *unsure]


def _pairs(text: str) -> set[int]:
    units = _encoded(text)
    odd = units[2:]
    return {*unpack(f"<{len(units) // 4}i", units[: len(units) // 4 * 4])} | {
        *unpack(f"<{len(odd) // 4}i", odd[: len(odd) // 4 * 4])
    }


def _units(text: str) -> set[int]:
    units = _encoded(text)
    return {*unpack(f"<{len(units) // 2}H", units)}


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le")


def _array(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"
