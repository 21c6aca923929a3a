"""Lists of a category hold what is of it or below it, each row once."""

import pytest
from django.http import QueryDict

from policies.models import Action, Reply
from policies.queries.filters import find_actions, find_replies
from policies.queries.paging import paginate
from tests.factories import make_category, make_reply, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def categories(module_db):
    """One with most of what there is, with another below it, and one with little."""
    much = make_category("教育类")
    below, little = make_category("学前教育类", parent=much), make_category("林业类")
    for category, letters in ((much, 4), (below, 2), (little, 1), (None, 3)):
        for _ in range(letters):
            make_reply(category=category, actions=2, lead=make_unit(f"青原县{category or ''}局"))
    return much, below, little


def test_rows_of_several_categories_are_found_once(categories):
    much, below, little = categories
    for chosen in ([much], [much, below], [below, little]):
        keys = [category.pk for category in chosen]
        actions = Action.objects.public().in_categories(keys)
        letters = Reply.objects.public().in_categories(keys)
        expected = Action.objects.filter(categories__in=keys)
        assert sorted(actions.values_list("pk", flat=True)) == sorted(expected.values_list("pk", flat=True))
        assert {letter.pk for letter in letters} == set(expected.values_list("reply", flat=True))
    bare = Action.objects.public().in_categories([little.pk], or_none=True)
    assert bare.count() == 2 + 6
    assert not Action.objects.public().in_categories([]).exists()


def test_pages_hold_what_the_list_finds(categories):
    for query, actions, letters in (
        ("category=教育类", 12, 6),
        ("category=学前教育类", 4, 2),
        ("category=林业类", 2, 1),
    ):
        for found, n in ((find_actions(QueryDict(query)), actions), (find_replies(QueryDict(query)), letters)):
            shown = paginate(found.rows, found.order).items
            assert len(shown) == n and set(shown) == set(found.qs)
            assert shown == paginate(found.qs, found.order).items
    both = find_actions(QueryDict("category=教育类&category=none&status=unreported"))
    assert len(both.rows) == 18 and set(both.rows) == set(both.qs)
    sought = find_actions(QueryDict("category=教育类&q=将于年底前"))
    assert len(paginate(sought.rows, sought.order).items) == 12
    assert list(find_actions(QueryDict("category=教育类&status=nonsense")).rows) == []
