"""What is typed into a search box: words that must all be there, "a phrase with spaces", and -words that must not."""

import re
from dataclasses import dataclass

from policies.search.folding import fold

# Characters of a query: a long sentence can be sought, a page cannot.
LONGEST = 100
# 质量强国, "质量 强国", -试点, -"两个 词". A quotation that is not closed goes to the end; “ and ” are the letter's own.
WORD = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Query:
    """Folded words: a text is meant that holds all of `wanted` and none of `unwanted`."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()


def parse(text: str) -> Query | None:
    """Read what was typed. None where it asks for nothing, or is too long to be a question."""
    if len(text) > LONGEST:
        return None
    wanted, unwanted = {}, {}
    for found in WORD.finditer(fold(text)):
        words = (found["phrase"] or found["word"] or "").strip()
        if words:
            (unwanted if found["minus"] else wanted)[words] = None
    return Query(tuple(wanted), tuple(unwanted)) if wanted or unwanted else None
