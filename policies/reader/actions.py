"""The actions of a stretch of future text, one for each sentence or list item that promises something."""

from collections.abc import Iterable
from datetime import date

from .deadlines import find_deadline
from .fold import fold
from .partners import find_partners
from .promises import begins_courtesy, is_action
from .sentences import Kind, Unit, units
from .shapes import Action, Span
from .strength import find_strength


def find_actions(folded: str, span: Span, issued_on: date | None) -> tuple[Action, ...]:
    """Return the actions in a span of a future part, in order, up to the courtesy."""
    return actions_of(folded, units(folded, span), issued_on)


def actions_of(folded: str, found: Iterable[Unit], issued_on: date | None) -> tuple[Action, ...]:
    """Return the actions among units of a future part: titles, lead-ins, effects and advice are none."""
    actions = []
    for unit in found:
        words = unit.span.of(folded)
        if begins_courtesy(words):
            break
        if unit.kind is Kind.TITLE or not is_action(words):
            continue
        actions.append(_read(folded, unit.span, issued_on))
    return tuple(actions)


def read_sentence(text: str, span: Span, issued_on: date | None) -> Action:
    """Read a sentence that a person says is an action: its strength, its deadline and its partners."""
    return _read(fold(text), span, issued_on)


def _read(folded: str, span: Span, issued_on: date | None) -> Action:
    deadline = find_deadline(folded, span, issued_on)
    return Action(span, find_strength(span.of(folded), deadline), deadline, find_partners(folded, span))
