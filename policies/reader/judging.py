"""Whether a sentence promises, judged by evidence: how much each piece of it weighs is learnt from labelled letters."""

import json
from datetime import date
from itertools import repeat
from math import exp, log
from pathlib import Path

from .evidence import of_clauses, of_place
from .places import Place
from .shapes import Span

WEIGHTS: dict[str, float] = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
"""By evidence; "" is what every sentence has. Written by `tests/reader/train.py`."""

KNOWN = frozenset(WEIGHTS)


def is_ahead(folded: str, span: Span, place: Place, issued_on: date | None) -> bool:
    """Say whether a sentence, or the lead-in of a list, says what will be done."""
    clauses = of_clauses(span.of(folded), issued_on, KNOWN)
    return weigh(clauses, of_place(place, clauses), WEIGHTS) > 0


def weigh(clauses: list[set[str]], place: set[str], weights: dict[str, float]) -> float:
    """Return how far the evidence speaks for a promise, below zero against: one clause that promises is enough."""
    if not clauses:
        return -1.0
    sums = [_sum(clause, weights) for clause in clauses]
    most = max(sums)
    return weights[""] + _sum(place, weights) + most + log(sum(exp(value - most) for value in sums))


def _sum(pieces: set[str], weights: dict[str, float]) -> float:
    return sum(map(weights.get, pieces, repeat(0.0)))
