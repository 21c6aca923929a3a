"""Which of what was found stands first: where the words stand, then how often. Counted on the folded texts, in Python,
so that both databases come to the same."""

from collections.abc import Iterable

from policies.search.folding import BETWEEN

# No text says a word so often that the place where it stands would count for less.
MOST_TIMES = 9_999


def score(text: str, face: tuple[int, int | None], words: Iterable[str]) -> int:
    """Return how well a folded text of several pieces answers: the words in its `face` first, then how often all stand."""
    words = tuple(words)
    shown = BETWEEN.join(text.split(BETWEEN)[slice(*face)])
    faced = sum(word in shown for word in words)
    return faced * (MOST_TIMES + 1) + min(sum(text.count(word) for word in words), MOST_TIMES)
