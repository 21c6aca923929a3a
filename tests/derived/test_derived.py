"""What is kept for speed equals what the record says, and a recount notices when it does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies import changes
from policies.derived import differences
from policies.models import Action, Organisation, Tally
from tests.factories import make_category, make_place, make_reply, make_unit, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def tallied(**fields) -> int:
    wanted = {"category": None, "organisation": None, "status": "", "is_demo": False} | fields
    return sum(Tally.objects.filter(**wanted).values_list("n", flat=True))


def test_parents_count_each_action_once(staff):
    water = make_category()
    saving, canals = make_category("节水", water), make_category("渠道", water)
    action = make_reply(category=saving).actions.get()
    changes.edit_action(action=action, categories=[saving, canals], by=staff)
    assert [tallied(category=category) for category in (water, saving, canals)] == [1, 1, 1]
    assert tallied() == 1


def test_units_count_with_those_above_them():
    county = make_unit("青原县政府")
    make_reply(lead=make_unit(parent=county))
    make_reply(lead=county)
    assert (tallied(organisation=county), tallied(organisation=make_unit())) == (2, 1)


def test_a_status_moves_from_one_tally_to_another():
    action = make_reply().actions.get()
    make_update(action, "done")
    assert (tallied(status="unreported"), tallied(status="done"), tallied()) == (0, 1, 1)


def test_merged_actions_count_once(staff):
    one, two = make_reply().actions.get(), make_reply().actions.get()
    changes.merge_actions(action=two, into=one, by=staff)
    assert tallied() == 1


def test_demo_counts_apart(staff):
    place = make_place("虚构市", is_demo=True)
    make_reply(place=place, lead=make_unit("虚构市教育局", place=place))
    make_reply()
    assert (tallied(), tallied(is_demo=True)) == (1, 1)


def test_moving_a_category_moves_its_counts(staff):
    top, below = make_category(), make_category("节水")
    make_reply(category=below)
    below.parent = top
    changes.save(obj=below, by=staff)
    assert tallied(category=top) == 1
    assert list(differences()) == []


def test_moving_a_unit_moves_its_counts(staff):
    above, unit = make_unit("青原县政府"), make_unit()
    make_reply(lead=unit)
    unit.parent = above
    changes.save(obj=unit, by=staff)
    assert tallied(organisation=above) == 1
    assert list(differences()) == []


def count_of(unit) -> int:
    return Organisation.objects.get(pk=unit.pk).action_count


def test_a_unit_knows_how_many_actions_it_leads_with_those_below(staff):
    above, unit, other = make_unit("青原县政府"), make_unit(), make_unit("青原县教育局")
    reply = make_reply(lead=unit, actions=3)
    unit.parent = above
    changes.save(obj=unit, by=staff)  # as it was read before the letter came
    assert [count_of(each) for each in (above, unit, other)] == [3, 3, 0]
    changes.edit_action(action=reply.actions.first(), lead=other, by=staff)
    assert [count_of(each) for each in (above, unit, other)] == [2, 2, 1]
    changes.withdraw_reply(reply=reply, reason="寄错了", by=staff)
    assert [count_of(each) for each in (above, unit, other)] == [0, 0, 0]


def test_a_unit_counts_the_letters_of_its_own_side(staff):
    place = make_place("虚构市", is_demo=True)
    unit = make_unit("虚构市教育局", place=place)
    make_reply(place=place, lead=unit)
    make_reply(place=make_place(), lead=unit, actions=2)
    assert count_of(unit) == 1
    place.is_demo = False
    changes.save(obj=place, by=staff)
    assert count_of(unit) == 3 and list(differences()) == []


def test_a_recount_notices_a_wrong_status_and_a_wrong_count():
    action = make_reply().actions.get()
    Action.objects.filter(pk=action.pk).update(status="done")
    Tally.objects.filter(category=None, organisation=None, status="").update(n=7)
    Organisation.objects.filter(pk=action.lead_id).update(action_count=5)
    assert list(differences()) == [
        f"action {action.pk}: status is 'done', not 'unreported'",
        "tally 0.0.0.: 7, not 1",
        f"unit {action.lead_id}: action_count is 5, not 1",
    ]


def test_settling_many_takes_as_many_queries_as_one(staff):
    changes.publish_reply(reply=make_reply(published=False), by=staff)  # the tallies exist
    counts = []
    for actions in (1, 20):  # SQLite takes history in pieces of fifty rows, two for each action published
        reply = make_reply(published=False, actions=actions)
        with CaptureQueriesContext(connection) as queries:
            changes.publish_reply(reply=reply, by=staff)
        counts.append(len(queries))
    assert counts[0] == counts[1]
