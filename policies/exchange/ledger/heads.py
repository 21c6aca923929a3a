"""Which of our columns a header means: by its own name, or by one that ledgers of others give it."""

import unicodedata
from collections.abc import Sequence

from policies.exchange.ledger.column import CODE, ID
from policies.exchange.ledger.columns import CODE_LABEL, COLUMNS

# Signs that make no other header of one.
LEFT_OUT = str.maketrans("", "", " \n\t*：:（）()【】[]／/、")


def folded(label: str) -> str:
    return unicodedata.normalize("NFKC", label).translate(LEFT_OUT)


OURS = {folded(column.label): column.name for column in COLUMNS} | {folded(CODE_LABEL): CODE}
THEIRS = {folded(label): column.name for column in COLUMNS for label in column.also}
MARKS = (ID, "quote")
"""A ledger with these columns under our own names is ours."""


def known_in(labels: Sequence[str]) -> int:
    """Count the headers that are known."""
    return sum(folded(label) in OURS or folded(label) in THEIRS for label in labels if label)


def is_ours(header: Sequence[str]) -> bool:
    return set(MARKS) <= {OURS.get(folded(label)) for label in header}


def matched(header: Sequence[str]) -> list[str]:
    """Return the column that each header of a ledger of ours names, "" for none."""
    return [OURS.get(folded(label), "") for label in header]


def guessed(header: Sequence[str]) -> list[str]:
    """Return the column that each header most likely means, each column once, "" for none."""
    found = [OURS.get(folded(label), "") for label in header]
    found = ["" if name in (ID, CODE) else name for name in found]  # a number of theirs is none of ours
    for names in (THEIRS, None):
        for at, label in enumerate(header):
            if not found[at] and label:
                name = names.get(folded(label), "") if names else _like(folded(label))
                found[at] = name if name not in found else ""
    return found


def _like(label: str) -> str:
    """Return a column one of whose names is part of the header, or has it as a part; the longest such name."""
    names = {**THEIRS, **OURS}
    fits = [each for each in names if len(each) > 1 and (each in label or (len(label) > 1 and label in each))]
    fits = [each for each in fits if names[each] not in (ID, CODE)]
    return names[max(fits, key=len)] if fits else ""
