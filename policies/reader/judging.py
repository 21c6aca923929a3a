"""Whether a sentence promises, judged by evidence: how much each piece of it weighs is learnt from labelled letters.

Most sentences are judged at a glance; only what that leaves in doubt is taken apart.
"""

import re
from collections.abc import Set
from datetime import date
from math import exp, log

from .evidence import of_both, of_clauses, of_place
from .glance import clear, look
from .lexicon import SOUGHT
from .places import Place
from .sentences import TITLE
from .shapes import Span
from .weights import read_weights, total

WEIGHTS = read_weights("weights.json")
# What is looked for in a clause: also the words that weigh nothing by themselves. One dict for all of that is smaller than
# a set beside it, and its parts stay near the processor.
KNOWN = dict.fromkeys(SOUGHT, 0.0) | WEIGHTS

UNSURE = 1.0
"""Nearer to nothing than this a sentence may as well be judged the other way: every second misjudged one is."""

# The three were fitted on letters that the weights were not learnt from.
HINT = 0.45
"""What a glance in doubt still says beside the evidence."""
FOLLOWING = 0.3
"""What the next sentence of the paragraph says of this one: promises stand together, and so does what was done."""
LEAN = 0.3
"""For a promise: clauses without a known sign speak against one more than they should. Besides, one that is missed is
found by nobody, one that is invented is struck out by whoever confirms."""
MOST = 4.0
"""Of a glance or a neighbour: one long sentence holds many pairs."""

SHORTEST = 3
"""Characters of a sentence that can promise anything: verb and object, 建桥。, are three with the stop, and seldom so few."""


# 你们关心的四个问题，我署这样回应：  逐条答复如下：  What follows answers, and may promise nothing.
REPLIES = re.compile(r"(?:答复|回复|回应|回话|答话|函复|作答|说明|反馈)(?:如下|于后)?[：:]?$")


# 关于宣传推介。: what the next sentence is about. Not 关于宣传的工作将继续开展.
ABOUT = ("关于", "至于")
TOPIC = re.compile("..[^，、：；将拟会要]{2,30}")


def is_topic(words: str) -> bool:
    """Say whether a folded sentence only names what the next one is about."""
    return words.startswith(ABOUT) and TOPIC.fullmatch(words) is not None


def is_ahead(folded: str, span: Span, place: Place, issued_on: date | None) -> bool:
    """Say whether a sentence, or the lead-in of a list, says what will be done."""
    return how_far(folded, span, place, issued_on) > 0


def how_far(folded: str, span: Span, place: Place, issued_on: date | None) -> float:
    """Return how far the evidence speaks for a promise, below zero against; within `UNSURE` a person should look."""
    start, end = span
    words = folded[start:end]
    if len(words) < SHORTEST:
        return -10.0
    if place.kind is TITLE and only_replies(words):
        return -10.0
    seen = look(words, place)
    if score := clear(words, *seen):
        return score
    clauses = of_clauses(words, issued_on, KNOWN.keys())
    return lean(weigh(clauses, of_place(place) | of_both(place, clauses), KNOWN), sum(seen))


def only_replies(words: str) -> bool:
    """Say whether a folded lead-in opens answers, promises or not."""
    return REPLIES.search(words, max(0, len(words) - 8)) is not None


def lean(far: float, seen: float) -> float:
    """Return how far the evidence speaks for a promise beside what a glance has seen."""
    return far + HINT * max(-MOST, min(MOST, seen)) + LEAN


def beside(far: float, following: float) -> float:
    """Return how far a sentence speaks for a promise beside the next one of its paragraph; what is clear stays so."""
    return far + FOLLOWING * max(-MOST, min(MOST, following))


def weigh(clauses: list[Set[str]], place: Set[str], weights: dict[str, float]) -> float:
    """Return how far the evidence speaks for a promise, below zero against: one clause that promises is enough."""
    if not clauses:
        return -1.0
    sums = [total(clause, weights) for clause in clauses]
    most = max(sums)
    more = log(sum(exp(value - most) for value in sums)) if len(sums) > 1 else 0.0
    return weights[""] + total(place, weights) + most + more
