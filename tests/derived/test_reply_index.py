"""Letters are found under the units that signed them, the categories they answer, and whatever stands above these."""

from copy import copy
from datetime import date, datetime

import pytest
from django.http import QueryDict

from policies import changes
from policies.derived import differences
from policies.models import Issuer, ReplyByCategory, ReplyByOrganisation
from policies.queries.filters import ReplyFilter, find_replies
from policies.queries.paging import Along, paginate
from tests.factories import make_category, make_place, make_proposal, make_reply, make_staff, make_unit
from tests.walk import to_the_end

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATELY = "as_of=2024-06-01"


def under(model, row) -> int:
    return model.objects.of([row.pk]).count()


@pytest.fixture(scope="module")
def tree(module_db):
    """A unit and a category, each with another below it, and letters of all of them; one has no day."""
    office, bureau = make_unit("青原县政府"), make_unit("青原县教育局")
    bureau.parent = office
    bureau.save()
    above = make_category("教育类")
    below = make_category("学前教育类", parent=above)
    days = [date(2024, 3, 1), None, date(2024, 3, 1), date(2023, 1, 1), date(2024, 5, 1), date(2024, 4, 1)]
    for n, day in enumerate(days):
        proposal = make_proposal(category=[above, below][n % 2])
        reply = make_reply(lead=[office, bureau, bureau][n % 3], proposal=proposal, issued_on=day, published=False)
        at = datetime.fromisoformat(f"2024-05-{10 + 5 * n if n < 5 else 31:02}T09:00+08:00")
        changes.publish_reply(reply=reply, by=make_staff(), at=at)
    invented = make_place("云山市", is_demo=True)
    make_reply(lead=make_unit("云山市教育局", place=invented), place=invented, proposal=make_proposal(category=above))
    return office, bureau, above, below


@pytest.mark.parametrize("day", ["", LATELY, "as_of=2024-05-16"])
@pytest.mark.parametrize(
    ("query", "n"), [("organisation=青原县政府", 6), ("organisation=青原县教育局", 4), ("category=教育类", 6),
                     ("category=学前教育类", 3), ("category=教育类&demo=1", 1)],
)  # fmt: skip
def test_pages_follow_each_other_as_if_letters_were_sought(tree, query, n, day):
    found = find_replies(QueryDict(f"{query}&{day}"))
    expected = paginate(found.qs, ReplyFilter.orders["newest"], size=100).items
    assert isinstance(found.order, Along)
    assert day or len(expected) == n
    shown, back = to_the_end(found)
    assert shown == back == expected
    assert found.countable.count() == len(expected)


@pytest.mark.parametrize(
    "query", ["category=教育类&organisation=青原县政府", "category=教育类&q=第", "category=教育类&category=学前教育类",
              "organisation=青原县政府&order=oldest", "organisation=nobody", ""],
)  # fmt: skip
def test_other_lists_of_letters_find_what_they_ask_for(tree, query):
    found = find_replies(QueryDict(query))
    assert not isinstance(found.order, Along)
    assert set(paginate(found.rows, found.order, size=100).items) == set(found.qs)


def test_moving_a_unit_or_a_category_moves_its_letters(tree, staff):
    office, bureau, above, below = map(copy, tree)
    other, sciences = make_unit("青原县科技局"), make_category("科技类")
    bureau.parent, below.parent = other, sciences
    changes.save(obj=bureau, by=staff)
    changes.save(obj=below, by=staff)
    assert [under(ReplyByOrganisation, unit) for unit in (office, bureau, other)] == [2, 4, 4]
    assert [under(ReplyByCategory, category) for category in (above, below, sciences)] == [4, 3, 3]
    assert list(differences()) == []


def test_what_is_withdrawn_stands_under_nothing(tree, staff):
    office, _, above, _ = tree
    [newest, *_] = find_replies(QueryDict("organisation=青原县政府")).qs
    changes.withdraw_reply(reply=newest, reason="发错了", by=staff)
    assert (under(ReplyByOrganisation, office), under(ReplyByCategory, above)) == (5, 6)
    assert list(differences()) == []


def test_a_recount_tells_what_stands_in_the_wrong_place(tree):
    office, bureau, *_ = tree
    wrong = ReplyByOrganisation.objects.of([bureau.pk]).order_by("reply").first()
    ReplyByOrganisation.objects.filter(pk=wrong.pk).update(issued_on=date(2020, 1, 1))
    Issuer.objects.filter(organisation=office).update(organisation=None)
    told = list(differences())
    assert f"reply {wrong.reply_id}: kept otherwise than it is under organisation {bureau.pk}" in told
    assert sum(f"under organisation {office.pk}" in line for line in told) == 2
