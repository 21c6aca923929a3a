"""SQLite: two neighbouring characters are one token of a full-text index (FTS5), and a word is a phrase of them.

The index keeps no text of its own; what it is to forget must be told to it again, and so comes from the table.
"""

from itertools import pairwise

from policies.search.query import Query

# The tokenizer `ascii` parts tokens at spaces and at ASCII marks: what it would part is written in full width, which
# no folded text holds.
WHOLE = {n: chr(n + 0xFEE0) for n in range(33, 127) if not chr(n).isalnum()} | {ord(" "): "\u3000", ord("\n"): "\u2028"}

KEY = "rowid"
"""What `matching` calls the key of a row."""


def insert(cursor, table: str, rows: list[tuple[int, str]]) -> None:
    cursor.executemany(f"INSERT INTO {table} (id, folded) VALUES (%s, %s)", rows)
    tokens = [(pk, _tokens(text)) for pk, text in rows]
    cursor.executemany(f"INSERT INTO {table}_pairs (rowid, tokens) VALUES (%s, %s)", tokens)


def delete(cursor, table: str, rows: list[tuple[int, str]]) -> None:
    """Forget rows; their texts are those that were indexed."""
    forget = f"INSERT INTO {table}_pairs ({table}_pairs, rowid, tokens) VALUES ('delete', %s, %s)"
    cursor.executemany(forget, [(pk, _tokens(text)) for pk, text in rows])
    cursor.executemany(f"DELETE FROM {table} WHERE id = %s", [(pk,) for pk, _ in rows])


def kept(cursor, table: str, pks: list[int]) -> list[tuple[int, str]]:
    cursor.execute(f"SELECT id, folded FROM {table} WHERE id IN ({','.join(map(str, map(int, pks)))})")
    return cursor.fetchall()


def unindexed(cursor, table: str) -> list[int]:
    cursor.execute(f"SELECT id FROM {table} EXCEPT SELECT id FROM {table}_pairs_docsize")
    return [pk for (pk,) in cursor.fetchall()]


def matching(table: str, query: Query) -> tuple[str, list]:
    """Return SQL that selects the keys of what is found, with its parameters."""
    wanted = " AND ".join(map(_phrase, query.wanted))
    unwanted = " OR ".join(map(_phrase, query.unwanted))
    found = f"SELECT rowid FROM {table}_pairs WHERE {table}_pairs MATCH %s"
    if not unwanted:
        return found, [wanted]
    if not wanted:
        return f"SELECT id FROM {table} WHERE id NOT IN ({found})", [unwanted]
    return found, [f"({wanted}) NOT ({unwanted})"]


def first(cursor, sql: str, params: list) -> list[int]:
    cursor.execute(sql, params)
    return [pk for (pk,) in cursor.fetchall()]


def _tokens(text: str) -> str:
    """Return each character with its successor; the last one alone, so that each begins a token."""
    marked = text.translate(WHOLE)
    return " ".join([*map("".join, pairwise(marked)), marked[-1:]])


def _phrase(word: str) -> str:
    """Return the word's pairs one behind the other; of a single character, whatever begins with it."""
    marked = word.translate(WHOLE)
    return f'"{" ".join(map("".join, pairwise(marked)))}"' if len(marked) > 1 else f'"{marked}" *'
