"""What changes leave behind: one row of history for each row that they leave otherwise, and the first state."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies import changes
from policies.ingest import ingest
from policies.models import Action, Category, Commitment, LedgerEntry, Organisation, Proposal, Reply
from tests.admin.test_pages import LETTER
from tests.factories import make_category, make_reply, make_staff, make_unit

RECORDED = [Action, Category, Commitment, LedgerEntry, Organisation, Proposal, Reply]
pytestmark = [pytest.mark.django_db, pytest.mark.database]


def kept(obj) -> list:
    """The rows of history of an object, oldest first."""
    return list(type(obj).history.filter(id=obj.pk).order_by("history_id"))


def counts() -> dict[str, int]:
    return {model.__name__: model.history.count() for model in RECORDED}


def test_a_letter_that_is_taken_in_leaves_no_history():
    ingest(LETTER.encode(), name="letter.txt")
    assert Action.objects.exists()
    assert set(counts().values()) == {0}


def test_the_first_change_keeps_how_the_row_stood_before(staff):
    action = make_reply(published=False).actions.get()
    first_lead, other = action.lead, make_unit("青原县农业局")
    changes.assign_lead(action=action, organisation=other, by=staff)
    before, after = kept(action)
    assert (before.history_type, before.lead, before.history_user) == ("+", first_lead, None)
    assert before.history_date == action.reply.read_at
    assert (after.history_type, after.lead, after.history_user) == ("~", other, staff)
    assert after.history_change_reason == "assign_lead"


def test_a_change_that_saves_often_is_one_row(staff):
    action = make_reply(published=False, category=make_category("甲类")).actions.get()
    other = make_category("乙类")
    changes.edit_action(action=action, strength="soft", categories=[other], by=staff)
    before, after = kept(action)
    assert (before.strength, before.links) == ("firm", {"categories": [Category.objects.get(name="甲类").pk]})
    assert (after.strength, after.links) == ("soft", {"categories": [other.pk]})


def test_a_change_that_changes_nothing_leaves_nothing(staff):
    action = make_reply(published=False).actions.get()
    changes.edit_action(action=action, strength=action.strength, by=staff)
    assert kept(action) == []


def test_what_is_updated_in_bulk_leaves_history_too(staff):
    reply = make_reply(published=False, actions=3)
    changes.publish_reply(reply=reply, by=staff)
    for action in reply.actions.all():
        assert [row.published_at for row in kept(action)] == [None, action.published_at]
    assert [row.history_change_reason for row in kept(reply)] == [None, "publish_reply"]
    unled = make_reply(published=False, actions=2)
    Action.objects.filter(reply=unled).update(lead=None)
    Proposal.objects.update(category=None)
    proposal = unled.proposals.get()
    proposal.category = make_category("丙类")
    changes.save(obj=proposal, by=staff)
    for action in unled.actions.all():
        assert kept(action)[-1].links == {"categories": [proposal.category_id]}


def test_what_is_refused_leaves_nothing(staff):
    action = make_reply(published=False).actions.get()
    with pytest.raises(changes.Refused):
        changes.edit_action(action=action, strength="soft", due_text="明年", by=staff)
    again = [action, make_reply(withdrawn=True).actions.get()]
    n = counts()
    with pytest.raises(changes.RefusedSome):
        changes.change_many(actions=again, make=changes.edit_action, strength="soft", by=staff)
    assert kept(action) == [] and counts() == n


def test_what_a_change_makes_and_deletes_is_on_record(staff):
    unit = changes.save(obj=Organisation(place=make_unit().place, name="青原县林业局"), by=staff)
    assert [(row.history_type, row.name, row.history_user) for row in kept(unit)] == [("+", "青原县林业局", staff)]
    reply = make_reply(published=False)
    proposal = changes.edit_proposal(reply=reply, kind="proposal", number="0987", title="误读的标题", by=staff)
    pk = proposal.pk
    changes.drop_proposal(reply=reply, proposal=proposal, by=staff)
    assert not Proposal.objects.filter(pk=pk).exists()
    gone = Proposal.history.filter(id=pk).order_by("history_id")
    assert [(row.history_type, row.title) for row in gone] == [("+", "误读的标题"), ("-", "误读的标题")]
    assert [row.links["proposals"] for row in kept(reply)][1:] == [
        [reply.proposals.get().pk, pk],
        [reply.proposals.get().pk],
    ]


def test_public_is_what_the_public_saw(staff):
    """Not what was changed before it was published, and not what no public page shows."""
    action = make_reply(published=False).actions.get()
    changes.edit_action(action=action, strength="soft", by=staff)
    changes.publish_reply(reply=action.reply, by=staff)
    changes.assign_lead(action=action, organisation=make_unit("青原县农业局"), by=staff)
    assert [row.is_public for row in kept(action)] == [False, False, False, True]
    category = make_category("从未公开类")
    category.name = "仍未公开类"
    changes.save(obj=category, by=staff)
    assert [row.is_public for row in kept(category)] == [False, False]
    proposal = action.reply.proposals.get()
    proposal.title = "更正的标题"
    changes.save(obj=proposal, by=staff)
    assert [row.is_public for row in kept(proposal)] == [False, True]


def test_a_record_played_back_keeps_its_moment(staff):
    reply, at = make_reply(published=False), timezone.make_aware(datetime(2025, 7, 1, 10))
    changes.publish_reply(reply=reply, by=staff, at=at)
    assert kept(reply)[-1].history_date == at


def test_a_change_of_many_asks_as_often_as_of_few(staff):
    asked = []
    for n in (2, 20):
        reply = make_reply(published=False, actions=n)
        changes.publish_reply(reply=reply, by=staff)
        with CaptureQueriesContext(connection) as queries:
            changes.withdraw_reply(reply=reply, reason="寄错了单位", by=staff)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_someone_elses_units_are_linked_under_who_made_the_change(staff):
    """What follows from a change is on record as that person's."""
    reply = make_reply(published=False)
    Action.objects.filter(reply=reply).update(lead=None)
    reply.issuers.update(organisation=None)
    reviewer = make_staff("second")
    changes.edit_reply(reply=reply, units={reply.issuers.get().pk: make_unit()}, by=reviewer)
    assert kept(reply.actions.get())[-1].history_user == reviewer
    assert kept(reply.actions.get())[-1].lead == make_unit()


def test_a_deadline_and_its_history_agree(staff):
    action = make_reply(due_on=date(2026, 1, 31)).actions.get()
    changes.revise_deadline(action=action, due_on=date(2027, 1, 31), reason="工期顺延", by=staff)
    assert [row.due_on for row in kept(action)][-2:] == [date(2026, 1, 31), date(2027, 1, 31)]
