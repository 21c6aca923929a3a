"""Which relations of a row hold anything, asked in one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Action, Category, Organisation, Reply
from policies.models.held import SELDOM_OF_ACTION, SELDOM_OF_CATEGORY, SELDOM_OF_REPLY, SELDOM_OF_UNIT, held_by
from tests.factories import make_category, make_reply, make_unit, make_update

pytestmark = pytest.mark.django_db


def test_only_what_holds_a_row_of_this_one_is_named():
    plain, told = make_reply().actions.get(), make_reply(category=make_category("教育类")).actions.get()
    make_update(told)
    with CaptureQueriesContext(connection) as asked:
        assert held_by(Action, plain.pk, SELDOM_OF_ACTION) == frozenset()
        assert held_by(Action, told.pk, SELDOM_OF_ACTION) == {"categories", "updates"}
    assert len(asked) == 2


def test_rows_of_letters_and_of_no_row_at_all():
    first = make_reply()
    make_reply(follows=first, kind="supplementary")
    assert held_by(Reply, first.pk, SELDOM_OF_REPLY) == {"followed_by"}
    assert held_by(Reply, 10**40, SELDOM_OF_REPLY) == frozenset()


def test_units_that_others_went_over_to():
    old, new, part = make_unit("青原县水利局"), make_unit("青原县水务局"), make_unit("青原县水利站")
    old.succeeded_by.add(new)
    type(part).objects.filter(pk=part.pk).update(parent=old)
    assert held_by(Organisation, new.pk, SELDOM_OF_UNIT) == {"succeeds"}
    assert held_by(Organisation, old.pk, SELDOM_OF_UNIT) == {"children"}


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (Action, SELDOM_OF_ACTION),
        (Reply, SELDOM_OF_REPLY),
        (Organisation, SELDOM_OF_UNIT),
        (Category, SELDOM_OF_CATEGORY),
    ],
)
def test_every_relation_can_be_asked_for(model, names):
    assert held_by(model, 1, names) == frozenset()
