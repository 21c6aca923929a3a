"""Whether a sentence promises, judged by evidence: how much each piece of it weighs is learnt from labelled letters.

Most sentences are judged at a glance; only what that leaves in doubt is taken apart.
"""

from collections.abc import Set
from datetime import date
from math import exp, log

from .evidence import of_both, of_clauses, of_place
from .glance import glance
from .lexicon import SOUGHT
from .places import Place
from .shapes import Span
from .weights import read_weights, total

WEIGHTS = read_weights("weights.json")
# What is looked for in a clause: also the words that weigh nothing by themselves. One dict for all of that is smaller than
# a set beside it, and its parts stay near the processor.
KNOWN = dict.fromkeys(SOUGHT, 0.0) | WEIGHTS

UNSURE = 1.0
"""Nearer to nothing than this a sentence may as well be judged the other way: every second misjudged one is."""


SHORTEST = 3
"""Characters of a sentence that can promise anything: verb and object, 建桥。, are three with the stop, and seldom so few."""


def is_ahead(folded: str, span: Span, place: Place, issued_on: date | None) -> bool:
    """Say whether a sentence, or the lead-in of a list, says what will be done."""
    return how_far(folded, span, place, issued_on) > 0


def how_far(folded: str, span: Span, place: Place, issued_on: date | None) -> float:
    """Return how far the evidence speaks for a promise, below zero against; within `UNSURE` a person should look."""
    words = span.of(folded)
    if len(words) < SHORTEST:
        return -10.0
    if score := glance(words, place):
        return score
    clauses = of_clauses(words, issued_on, KNOWN.keys())
    return weigh(clauses, of_place(place) | of_both(place, clauses), KNOWN)


def weigh(clauses: list[Set[str]], place: Set[str], weights: dict[str, float]) -> float:
    """Return how far the evidence speaks for a promise, below zero against: one clause that promises is enough."""
    if not clauses:
        return -1.0
    sums = [total(clause, weights) for clause in clauses]
    most = max(sums)
    more = log(sum(exp(value - most) for value in sums)) if len(sums) > 1 else 0.0
    return weights[""] + total(place, weights) + most + more
