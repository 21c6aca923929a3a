"""The first rows of a record: those with which the lists begin that are narrowed to it, in words that are written once.

Of a past day, and of a proposer, the lists themselves are asked: by few.
"""

from datetime import date

from policies.filters import ActionFilter, ReplyFilter, with_below
from policies.filters.frequent import are_frequent
from policies.kept import today
from policies.models import Action, Category, CategoryStanding, Organisation, Reply
from policies.models.issuer import few_signed_by
from policies.paging import Along, first_along, first_rows
from policies.rows.asked import NOTHING, Question
from policies.rows.written import asking, weighed

ACTIONS_SHOWN, LETTERS_SHOWN, OVERDUE_SHOWN = 10, 5, 3
"""Of each the first few: the lists, which sort and filter, are one step away."""
TREES = {"category": Category, "organisation": Organisation}


def first_of_record(
    name: str, actions: ActionFilter, letters: ReplyFilter, *, is_late: bool
) -> tuple[Question, Question, Question]:
    """Ask for what is overdue, if anything `is_late`, and for the newest actions and letters of two lists.

    Both are narrowed by the one parameter `name` to a record, beside the invented place and the day. Where nothing is
    overdue, that would be sought through all deadlines.
    """
    if actions.day or name not in TREES:
        return _first_of_lists(actions, letters, is_late=is_late)
    rows, demo = actions.found(name).values(), actions.is_demo
    keys = with_below(TREES[name], rows)
    if name == "organisation":
        few = few_signed_by(keys)
        return (
            _late_of_units.of(keys if is_late else [], demo=demo, on=today()),
            _newest_of_units.of(keys, demo=demo),
            _letters_of_units.of(keys, demo=demo) if few is None else _letters_by_key.of(few, demo=demo),
        )
    here = [row.pk for row in rows]
    return (
        _late_of_category.of(here if is_late else [], demo=demo, on=today()),
        _newest_of_category.of(here, demo=demo),
        _letters_of_categories.of(keys, demo=demo, one_by_one=are_frequent(tuple(keys))),
    )


def _first_of_lists(
    actions: ActionFilter, letters: ReplyFilter, *, is_late: bool
) -> tuple[Question, Question, Question]:
    rows, due = actions.rows.for_listing(), actions.offered["due"]
    if isinstance(due, Along):
        late = first_along(rows, due.narrowed_to(due.there.overdue()), OVERDUE_SHOWN)
        newest = first_along(rows, actions.order, ACTIONS_SHOWN)
    else:
        late = first_rows(actions.qs.overdue().for_listing(), due, OVERDUE_SHOWN)
        newest = first_rows(rows, actions.order, ACTIONS_SHOWN)
    return (
        asking(late) if is_late else NOTHING,
        asking(newest),
        asking(first_rows(letters.rows.for_listing(), letters.order, LETTERS_SHOWN)),
    )


@weighed
def _late_of_units(units, *, demo: bool, on: date):
    return _late(_listed(demo).led_by(units), on)


@weighed
def _newest_of_units(units, *, demo: bool):
    return _newest(_listed(demo).led_by(units))


@weighed
def _letters_by_key(keys, *, demo: bool):
    return _newest_letters(_letters(demo).filter(pk__in=keys))


@weighed
def _letters_of_units(units, *, demo: bool):
    return _newest_letters(_letters(demo).among_signed_by(units))


@weighed
def _late_of_category(category, *, demo: bool, on: date):
    return _along("due", _in_category(category, demo).overdue(on), OVERDUE_SHOWN)


@weighed
def _newest_of_category(category, *, demo: bool):
    return _along("newest", _in_category(category, demo), ACTIONS_SHOWN)


@weighed
def _letters_of_categories(categories, *, demo: bool, one_by_one: bool):
    return _newest_letters(_letters(demo).in_categories(categories, one_by_one=one_by_one))


def _listed(demo: bool):
    return Action.objects.public().listed().of_demo(demo)


def _in_category(category, demo: bool):
    return CategoryStanding.objects.public().filter(category__in=category).on(None).of_demo(demo)


def _along(order: str, there, size: int):
    along = Along(ActionFilter.orders[order], there, ActionFilter.orders_there[order])
    return first_along(Action.objects.public().for_listing(), along, size)


def _letters(demo: bool):
    return Reply.objects.public().of_demo(demo)


def _late(actions, on: date):
    return first_rows(actions.overdue(on).for_listing(), ActionFilter.orders["due"], OVERDUE_SHOWN)


def _newest(actions):
    return first_rows(actions.for_listing(), ActionFilter.orders["newest"], ACTIONS_SHOWN)


def _newest_letters(replies):
    return first_rows(replies.for_listing(), ReplyFilter.orders["newest"], LETTERS_SHOWN)
