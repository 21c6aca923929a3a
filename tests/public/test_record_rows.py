"""The record of a unit or a category begins with the rows that the lists begin with."""

from datetime import date

import pytest
from django.http import QueryDict

from policies.public.views.record import ACTIONS_SHOWN, LETTERS_SHOWN, OVERDUE_SHOWN, record_of
from policies.public.views.scope import Scope
from policies.queries.filters import find_actions, find_replies
from policies.queries.paging import paginate
from tests.factories import make_category, make_place, make_reply, make_unit, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LONG_AGO = date(2020, 6, 30)


@pytest.fixture(scope="module")
def records(module_db):
    """Parameters and slugs of two units and two categories: with others below them, and alone. All have late ones."""
    above, little = make_unit("青原县教育局"), make_unit("青原县林业局")
    below = make_unit("青原县学前教育中心", parent=above)
    much, alone = make_category("教育类"), make_category("林业类")
    under = make_category("学前教育类", parent=much)
    for category, unit, letters in ((much, above, 5), (under, below, 2), (alone, little, 1)):
        for n in range(letters):
            issued_on = date(2020, 1, 2 + n)
            reply = make_reply(category=category, actions=3, lead=unit, due_on=LONG_AGO, issued_on=issued_on)
            for action in reply.actions.all()[:2]:
                make_update(action, status="in_progress")
    invented = make_place("云山市", is_demo=True)
    make_reply(category=much, actions=2, lead=make_unit("云山市教育局", place=invented), place=invented)
    return [("organisation", above), ("organisation", little), ("category", much), ("category", alone)]


@pytest.mark.parametrize("demo", [False, True])
def test_a_record_begins_as_the_lists_do(records, demo):
    """Also of the invented place, which stands apart."""
    shown = []
    for name, of in records:
        narrowed = f"{name}={of.slug}" + "&demo=1" * demo
        record = record_of(name, of.slug, Scope(demo=demo, day=None))
        actions, letters = find_actions(QueryDict(narrowed)), find_replies(QueryDict(narrowed))
        late = find_actions(QueryDict(f"{narrowed}&due=overdue&order=due"))
        assert record["actions"] == paginate(actions.qs, actions.order, size=ACTIONS_SHOWN).items
        assert record["letters"] == paginate(letters.qs, letters.order, size=LETTERS_SHOWN).items
        assert record["overdue"] == paginate(late.qs, late.order, size=OVERDUE_SHOWN).items
        shown.append([len(record[each]) for each in ("overdue", "actions", "letters")])
    assert shown == ([[0, 0, 0], [0, 0, 0], [0, 2, 1], [0, 0, 0]] if demo else [[3, 10, 5], [2, 3, 1]] * 2)


def test_what_is_written_once_finds_what_came_later(records):
    name, above = records[0]
    before = record_of(name, above.slug, Scope(demo=False, day=None))
    newest = make_reply(lead=above, issued_on=date(2025, 1, 2))
    after = record_of(name, above.slug, Scope(demo=False, day=None))
    assert after["actions"] == [*newest.actions.all(), *before["actions"][: ACTIONS_SHOWN - 1]]
    assert after["letters"] == [newest, *before["letters"][: LETTERS_SHOWN - 1]]
