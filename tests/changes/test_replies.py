"""A letter's way to the public, and the actions with it."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Doubt, Reading, Reply, Tally
from tests.factories import make_reply, make_update


def counted() -> int:
    return sum(Tally.objects.filter(category=None, organisation=None, status="").values_list("n", flat=True))


def test_publishing_confirms_and_shows_letter_and_actions(staff):
    reply = changes.publish_reply(reply=make_reply(published=False, actions=3), by=staff)
    assert reply.confirmed_at and reply.confirmed_by == staff
    assert Reply.objects.public().get() == reply
    assert Action.objects.public().count() == counted() == 3
    assert list(differences()) == []


def test_a_letter_without_actions_can_be_published(staff):
    reply = make_reply(published=False, actions=1)
    reply.actions.all().delete()
    changes.publish_reply(reply=reply, by=staff)
    assert Reply.objects.public().count() == 1


def test_withdrawing_hides_letter_actions_and_counts(staff):
    reply = make_reply(actions=2)
    changes.withdraw_reply(reply=reply, reason=" 寄错了单位 ", by=staff)
    reply.refresh_from_db()
    assert reply.withdrawn_reason == "寄错了单位"
    assert (Reply.objects.public().count(), Action.objects.public().count(), counted()) == (0, 0, 0)
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("state", "change", "sentence"),
    [
        pytest.param({"published": False}, "withdraw_reply", "还没有公开", id="withdraw-what-is-not-public"),
        pytest.param({"published": True}, "publish_reply", "已经公开", id="publish-twice"),
        pytest.param({"withdrawn": True}, "publish_reply", "不能再公开", id="publish-what-was-withdrawn"),
        pytest.param({"withdrawn": True}, "withdraw_reply", "已经撤回", id="withdraw-twice"),
        pytest.param({"published": True}, "confirm_reading", "已经确认过", id="confirm-twice"),
    ],
)
def test_refusals(staff, state, change, sentence):
    reply = make_reply(**state)
    before = Reply.objects.values().get()
    extra = {"reason": "误发"} if change == "withdraw_reply" else {}
    with pytest.raises(Refused, match=sentence):
        getattr(changes, change)(reply=reply, by=staff, **extra)
    assert Reply.objects.values().get() == before


def test_withdrawing_needs_a_reason(staff):
    reply = make_reply()
    with pytest.raises(Refused, match="要写明理由"):
        changes.withdraw_reply(reply=reply, reason="  ", by=staff)
    assert Reply.objects.public().count() == 1


def test_a_new_action_of_a_published_letter_waits_for_its_own_publication(staff):
    reply = make_reply(quotes=["修建水渠3条", "清理河道"])
    start = reply.text.index("收悉")
    added = changes.add_action(reply=reply, start=start, end=start + 2, strength="soft", by=staff)
    assert (added.quote, Action.objects.public().count()) == ("收悉", 2)
    changes.publish_action(action=added, by=staff)
    assert (Action.objects.public().count(), counted()) == (3, 3)
    assert list(differences()) == []


def test_a_removed_action_stays_on_record(staff):
    action = make_reply().actions.get()
    changes.remove_action(action=action, reason="是致谢，不是承诺", by=staff)
    action.refresh_from_db()
    assert (action.is_public, action.removed_reason, counted()) == (False, "是致谢，不是承诺", 0)
    with pytest.raises(Refused, match="已经移除"):
        make_update(action)


def test_a_deadline_moves_only_by_a_record_with_its_reason(staff):
    action = make_reply(due_on=date(2025, 12, 31)).actions.get()
    with pytest.raises(Refused, match="只能通过“变更期限”"):
        changes.edit_action(action=action, due_on=date(2026, 6, 30), by=staff)
    with pytest.raises(Refused, match="要写明理由"):
        changes.revise_deadline(action=action, due_on=date(2026, 6, 30), reason="", by=staff)
    with pytest.raises(Refused, match="没有变更"):
        changes.revise_deadline(action=action, due_on=date(2025, 12, 31), reason="汛期", by=staff)
    changes.revise_deadline(action=action, due_on=date(2026, 6, 30), reason="汛期延后", by=staff)
    action.refresh_from_db()
    assert (action.due_on_first, action.due_on) == (date(2025, 12, 31), date(2026, 6, 30))
    assert [(str(change), change.reason) for change in action.deadline_changes.all()] == [
        ("2025-12-31 → 2026-06-30", "汛期延后")
    ]


def test_before_confirmation_a_misread_deadline_is_corrected(staff):
    action = make_reply(published=False, due_on=date(2025, 12, 31)).actions.get()
    changes.edit_action(action=action, due_on=date(2026, 12, 31), due_text="于年底前", by=staff)
    action.refresh_from_db()
    assert (action.due_on, action.due_on_first, action.due_text) == (date(2026, 12, 31), date(2026, 12, 31), "于年底前")


def test_a_corrected_span_takes_the_letters_words(staff):
    action = make_reply(published=False, quotes=["修建水渠3条，清理河道"]).actions.get()
    changes.edit_action(action=action, end=action.end - 5, by=staff)
    action.refresh_from_db()
    assert action.quote == "修建水渠3条"


def test_a_doubt_is_settled_once_by_one_person(staff):
    reading = Reading.objects.create(reply=make_reply(published=False), reader_version="1.0", result={})
    doubt = Doubt.objects.create(reading=reading, code="no_title")
    changes.resolve_doubt(doubt=doubt, by=staff)
    first = Doubt.objects.get().resolved_at
    changes.resolve_doubt(doubt=Doubt.objects.get(), by=staff)
    assert (Doubt.objects.get().resolved_at, Doubt.objects.get().resolved_by) == (first, staff)


def test_the_words_of_a_public_action_stay(staff):
    action = make_reply().actions.get()
    for field, value in (("start", action.start + 1), ("end", action.end - 1), ("due_text", "明年")):
        with pytest.raises(Refused, match="不再改动"):
            changes.edit_action(action=action, by=staff, **{field: value})
    changes.edit_action(action=action, strength="soft", due_text=action.due_text, by=staff)
    assert Action.objects.get().strength == "soft"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda action, by: changes.edit_action(action=action, strength="soft", by=by), id="edit"),
        pytest.param(lambda action, by: changes.assign_lead(action=action, organisation=None, by=by), id="lead"),
        pytest.param(
            lambda action, by: changes.revise_deadline(action=action, due_on=date(2030, 1, 1), reason="延后", by=by),
            id="deadline",
        ),
        pytest.param(lambda action, by: changes.remove_action(action=action, reason="又不是", by=by), id="remove"),
    ],
)
def test_a_removed_action_is_not_changed(staff, change):
    action = make_reply().actions.get()
    changes.remove_action(action=action, reason="不是承诺", by=staff)
    before = Action.objects.values().get()
    with pytest.raises(Refused, match="已经移除"):
        change(action, staff)
    assert Action.objects.values().get() == before


def test_before_confirmation_no_deadline_is_revised(staff):
    action = make_reply(published=False, due_on=date(2025, 12, 31)).actions.get()
    with pytest.raises(Refused, match="直接更正即可"):
        changes.revise_deadline(action=action, due_on=date(2026, 12, 31), reason="延后", by=staff)
    assert Action.objects.get().due_on == date(2025, 12, 31)


def test_a_letter_without_commitments_can_get_an_action(staff):
    reply = make_reply(published=False)
    reply.actions.all().delete()
    reply.commitments.all().delete()
    start = reply.text.index("您提出的")
    action = changes.add_action(reply=reply, start=start, end=start + 4, strength="soft", by=staff)
    assert (action.quote, str(action.commitment), action.lead) == ("您提出的", "全文", reply.issuers.get().organisation)


def test_a_withdrawn_letter_gets_no_action(staff):
    reply = make_reply(withdrawn=True)
    with pytest.raises(Refused, match="已经撤回"):
        changes.add_action(reply=reply, start=0, end=2, strength="soft", by=staff)


def test_a_letters_head_is_corrected_until_it_is_public(staff):
    reply = make_reply(published=False)
    changes.edit_reply(reply=reply, title="更正的标题", by=staff)
    assert Reply.objects.get().title == "更正的标题"
    changes.publish_reply(reply=reply, by=staff)
    with pytest.raises(Refused, match="已经公开，不再改动"):
        changes.edit_reply(reply=reply, title="又一个标题", by=staff)


def test_letters_actions_and_updates_are_no_registers(staff):
    action = make_reply().actions.get()
    for obj in (action, action.reply):
        with pytest.raises(TypeError, match="is no register"):
            changes.save(obj=obj, by=staff)
