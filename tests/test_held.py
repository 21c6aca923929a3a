"""Which relations of a row hold anything, asked in one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Action, Category, Organisation, Reply
from policies.rows.asked import together
from policies.rows.held import SELDOM_OF_ACTION, SELDOM_OF_CATEGORY, SELDOM_OF_REPLY, SELDOM_OF_UNIT, held_by
from tests.factories import make_category, make_reply, make_unit, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def held(model, key, names):
    return together(held_by(model, key, names))[0]


def test_only_what_holds_a_row_of_this_one_is_named():
    plain, told = make_reply().actions.get(), make_reply(category=make_category("教育类")).actions.get()
    make_update(told)
    with CaptureQueriesContext(connection) as asked:
        assert held(Action, plain.pk, ("categories", "updates", *SELDOM_OF_ACTION)) == frozenset()
        assert held(Action, told.pk, ("categories", "updates", *SELDOM_OF_ACTION)) == {"categories", "updates"}
    assert len(asked) == 2


def test_rows_of_letters_and_of_no_row_at_all():
    first = make_reply()
    make_reply(follows=first, kind="supplementary")
    assert held(Reply, first.pk, SELDOM_OF_REPLY) == {"followed_by"}
    assert held(Reply, 10**40, SELDOM_OF_REPLY) == frozenset()


def test_units_that_others_went_over_to():
    old, new, part = make_unit("青原县水利局"), make_unit("青原县水务局"), make_unit("青原县水利站")
    old.succeeded_by.add(new)
    type(part).objects.filter(pk=part.pk).update(parent=old)
    assert held(Organisation, new.pk, SELDOM_OF_UNIT) == {"succeeds"}
    assert held(Organisation, old.slug, SELDOM_OF_UNIT) == {"children"}
    assert held(Organisation, "没有这个单位", SELDOM_OF_UNIT) == frozenset()


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
    assert held(model, 1, names) == frozenset()
