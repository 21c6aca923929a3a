"""The actions and letters of the record of a unit, a category or a proposer."""

from collections.abc import Iterable
from datetime import date

from policies.models import Action, Reply
from policies.rows import actions as of_actions
from policies.rows import letters as of_letters
from policies.rows.asked import together


def fill_record(actions: Iterable[Action], letters: Iterable[Reply], day: date | None) -> None:
    """Give both what their rows show beside themselves, by one question."""
    units, their_letters, *rest = together(*of_actions.beside(actions), *of_letters.beside(letters, day))
    of_actions.give_beside(actions, units, their_letters)
    of_letters.give_beside(letters, *rest)
