"""The actions of a paragraph, one for each sentence or list item that promises something."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from .deadlines import find_deadline
from .fold import fold
from .frame import COURTESY_BEGINS
from .judging import ABOUT, FOLLOWING, MOST, UNSURE, beside, how_far, is_topic
from .partners import find_partners
from .places import LED, PART, PREAMBLE, Tense, place_of
from .promises import begins_courtesy, leads
from .sentences import TITLE, Kind, Unit
from .shapes import Action, Span, new
from .strength import find_strength


class Reading(NamedTuple):
    """What a paragraph promises; whether it ends with a lead-in to more; whether a lead word stands in it.

    `unsure` are the sentences that may as well be judged the other way.
    """

    actions: tuple[Action, ...]
    opens: bool
    led: bool
    unsure: tuple[Span, ...]


Judged = tuple[Span, Kind, float]
"""A sentence, and how far what it says by itself, in its place, speaks for a promise."""

CLEAR = UNSURE + FOLLOWING * MOST
"""As far from nothing as this a sentence is judged the same whatever the next one says."""
ASKED_MORE = COURTESY_BEGINS + "".join(words[0] for words in ABOUT)
"""What a courtesy or a topic begins with."""


def read_units(folded: str, found: Sequence[Unit], tense: Tense, issued_on: date | None) -> Reading:
    """Read sentences and list items one behind the other, up to the courtesy: each by itself, then beside the next."""
    judged, led, closed = _by_themselves(folded, found, tense, issued_on)
    actions: list[Action] = []
    unsure: list[Span] = []
    ahead = False
    last = len(judged) - 1
    for index, (span, kind, score) in enumerate(judged):
        if kind is TITLE:
            ahead = score > 0
            continue
        if -CLEAR < score < CLEAR and index < last:
            score = beside(score, judged[index + 1][2])
        ahead = score > 0
        if abs(score) < UNSURE:
            unsure.append(span)
        if ahead:
            actions.append(_action(folded, span, issued_on))
    return new(Reading, (tuple(actions), ahead and not closed, led, tuple(unsure)))


def _by_themselves(
    folded: str, found: Sequence[Unit], tense: Tense, issued_on: date | None
) -> tuple[list[Judged], bool, bool]:
    """Judge each sentence up to the courtesy; say whether a lead word stands among them, and whether the courtesy does.

    From a lead word on the paragraph is led; behind a lead-in its items are what the lead-in says they are.
    """
    judged: list[Judged] = []
    opened: bool | None = None
    before: bool | None = None
    led = False
    last = len(found) - 1
    for index, (span, kind) in enumerate(found):
        start, end = span
        words = folded[start:end]
        # The first character, and 下 or 后, spare most sentences the calls.
        if words[0] in ASKED_MORE:
            if begins_courtesy(words):
                return judged, led, True
            if is_topic(words):
                before = None
                continue
        if not led and ("下" in words or "后" in words) and leads(words):
            led = True
            tense = tense if tense is PART or tense is PREAMBLE else LED
        far = how_far(folded, span, place_of(tense, kind, opened, before, index == 0, index == last), issued_on)
        judged.append((span, kind, far))
        if kind is TITLE:
            opened = far > 0
        else:
            before = far > 0
    return judged, led, False


def read_sentence(text: str, span: Span, issued_on: date | None) -> Action:
    """Read a sentence that a person says is an action: its strength, its deadline and its partners."""
    return _action(fold(text), span, issued_on)


def _action(folded: str, span: Span, issued_on: date | None) -> Action:
    deadline = find_deadline(folded, span, issued_on)
    strength = find_strength(span.of(folded), deadline)
    return new(Action, (span, strength, deadline, find_partners(folded, span)))
