"""Where the words of a query stand in a text as it is shown: the text is folded piece by piece, and each piece remembered."""

import re
from collections.abc import Iterable
from functools import lru_cache

from policies.search.folding import BLANK, UNSEEN, fold

# A character with the marks that are written over it; what has no width goes with the character before.
PIECE = re.compile(rf"[\s\S][\u0300-\u036f\u3099\u309a{UNSEEN.pattern[1:-1]}]*")


def marks(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return the spans of `text` in which one of the folded `words` stands, in order; those that meet are one."""
    whole = fold(text)
    words = [word for word in words if word in whole]
    if not words:
        return []
    plain, origins = _folded_with_origins(text)
    spans = sorted(
        (origins[start][0], origins[start + len(word) - 1][1]) for word in words for start in _places(plain, word)
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@lru_cache(maxsize=10_000)
def _fold_piece(piece: str) -> str:
    return fold(piece)


def _places(plain: str, word: str) -> Iterable[int]:
    start = plain.find(word)
    while start >= 0:
        yield start
        start = plain.find(word, start + 1)


def _folded_with_origins(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text, and for each of its characters the span of `text` from which it came."""
    plain, origins = [], []
    for piece in PIECE.finditer(text):
        blank = "" if plain[-1:] == [" "] else " "
        folded = blank if BLANK.fullmatch(piece[0]) else _fold_piece(piece[0])
        plain.extend(folded)
        origins.extend([piece.span()] * len(folded))
    return "".join(plain), origins
