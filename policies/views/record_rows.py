"""The first rows of a record: those with which the lists begin that are narrowed to it, in words that are written once.

Which they are is kept for an edition, the rows are fetched. Of a past day the lists themselves are asked for them: by few.
"""

from datetime import date

from policies.filters import ActionFilter, ReplyFilter, with_below
from policies.kept import Given, kept, today
from policies.keys import in_turn
from policies.models import Action, CategoryReply, CategoryStanding, Organisation, OrganisationReply, Reply, Standing
from policies.paging import Along, first_rows
from policies.rows.actions import listed_actions
from policies.rows.asked import NOTHING, Question, together
from policies.rows.letters import listed_letters
from policies.rows.written import asking, weighed

ACTIONS_SHOWN, LETTERS_SHOWN, OVERDUE_SHOWN = 10, 5, 3
"""Of each the first few: the lists, which sort and filter, are one step away."""


Questions = tuple[Question, Question, Question]
"""For what is longest overdue, for the newest actions, for the newest letters."""


def first_of_record(
    name: str, actions: ActionFilter, letters: ReplyFilter, *, is_late: bool
) -> tuple[list[Action], list[Action], list[Reply]]:
    """Return what is longest overdue, if anything `is_late`, and the newest actions and letters of two lists.

    Both are narrowed by the one parameter `name` to a record, beside the invented place and the day. Where nothing is
    overdue, that would be sought through all deadlines.
    """

    def first() -> Questions:
        if actions.day:
            return _first_of_lists(actions, letters, is_late=is_late)
        return _first_of(name, actions, is_late=is_late)

    late, newest, theirs = _keys(actions.query, Given(first))
    shown, letters_shown = together(listed_actions.of({*late, *newest}, day=actions.day), listed_letters.of(theirs))
    return in_turn(late, shown), in_turn(newest, shown), in_turn(theirs, letters_shown)


@kept
def _keys(_query: str, given: Given) -> list[list[int]]:
    """Return which they are; asked whole the first time, since it is the same statement."""
    return [[row.pk for row in rows] for rows in together(*given.held())]


def _first_of(name: str, actions: ActionFilter, *, is_late: bool) -> Questions:
    rows, demo = actions.found(name).values(), actions.is_demo
    if name == "proposer":
        theirs = [pk for named in rows for pk in named.proposals]
        return (
            _late_of_proposals.of(theirs if is_late else [], demo=demo, on=today()),
            _newest_of_proposals.of(theirs, demo=demo),
            _letters_of_proposals.of(theirs, demo=demo),
        )
    here = [row.pk for row in rows]
    if name == "category":
        return (
            _late_of_category.of(here if is_late else [], demo=demo, on=today()),
            _newest_of_category.of(here, demo=demo),
            _letters_of_category.of(here, demo=demo),
        )
    below = with_below(Organisation, rows)
    return (
        _late_of_units.of(below if is_late else [], demo=demo, on=today()),
        _newest_of_units.of(below, demo=demo),
        _letters_of_unit.of(here, demo=demo),
    )


def _first_of_lists(actions: ActionFilter, letters: ReplyFilter, *, is_late: bool) -> Questions:
    rows, due = actions.rows.for_listing(), actions.offered["due"]
    if isinstance(due, Along):
        late, due = rows, due.narrowed_to(due.there.longest_overdue())
    else:
        late = rows.overdue()
    return (
        asking(first_rows(late, due, OVERDUE_SHOWN)) if is_late else NOTHING,
        asking(first_rows(rows, actions.order, ACTIONS_SHOWN)),
        asking(first_rows(letters.rows.for_listing(), letters.order, LETTERS_SHOWN)),
    )


@weighed
def _late_of_proposals(proposals, *, demo: bool, on: date):
    return first_rows(_listed(demo).answering(proposals).overdue(on), ActionFilter.orders["due"], OVERDUE_SHOWN)


@weighed
def _newest_of_proposals(proposals, *, demo: bool):
    return first_rows(_listed(demo).answering(proposals), ActionFilter.orders["newest"], ACTIONS_SHOWN)


@weighed
def _letters_of_proposals(proposals, *, demo: bool):
    theirs = Reply.objects.public().of_demo(demo).answering(proposals).for_listing()
    return first_rows(theirs, ReplyFilter.orders["newest"], LETTERS_SHOWN)


@weighed
def _late_of_units(units, *, demo: bool, on: date):
    return _along(
        "due", Standing.objects.public().led_by(units).on(None).of_demo(demo).longest_overdue(on), OVERDUE_SHOWN
    )


@weighed
def _newest_of_units(units, *, demo: bool):
    return first_rows(_listed(demo).led_by(units), ActionFilter.orders["newest"], ACTIONS_SHOWN)


@weighed
def _letters_of_unit(unit, *, demo: bool):
    return _newest_letters(OrganisationReply.objects.public().of(unit).of_demo(demo))


@weighed
def _late_of_category(category, *, demo: bool, on: date):
    return _along("due", _in_category(category, demo).longest_overdue(on), OVERDUE_SHOWN)


@weighed
def _newest_of_category(category, *, demo: bool):
    return _along("newest", _in_category(category, demo), ACTIONS_SHOWN)


@weighed
def _letters_of_category(category, *, demo: bool):
    return _newest_letters(CategoryReply.objects.public().of(category).of_demo(demo))


def _listed(demo: bool):
    return Action.objects.public().listed().of_demo(demo).for_listing()


def _in_category(category, demo: bool):
    return CategoryStanding.objects.public().of(category).on(None).of_demo(demo)


def _along(order: str, there, size: int):
    along = Along(ActionFilter.orders[order], there, ActionFilter.orders_there[order])
    return first_rows(Action.objects.public().for_listing(), along, size)


def _newest_letters(there):
    along = Along(ReplyFilter.orders["newest"], there, ReplyFilter.orders_there["newest"])
    return first_rows(Reply.objects.public().for_listing(), along, LETTERS_SHOWN)
