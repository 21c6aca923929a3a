"""The life of an update, and the status that follows it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Evidence, State, Status, Update
from tests.factories import make_link, make_reply, make_staff, make_unit, make_update

pytestmark = pytest.mark.usefixtures("module_action")


@pytest.fixture(autouse=True)
def _kept_is_what_the_record_says(db):
    """After every test of this file: the stored status and counts equal what the updates say."""
    yield
    assert list(differences()) == []


def status(action: Action) -> str:
    return Action.objects.get(pk=action.pk).status


def refusal(change, **arguments) -> str:
    before = list(Update.objects.values())
    with pytest.raises(Refused) as caught:
        change(**arguments)
    assert list(Update.objects.values()) == before
    return str(caught.value)


def test_nobody_has_reported(action):
    assert status(action) == Status.UNREPORTED


def test_a_submitted_update_changes_nothing(action):
    update = make_update(action, published=False)
    assert update.state == State.SUBMITTED
    assert status(action) == Status.UNREPORTED


def test_a_published_update_sets_status_since_and_day(action):
    make_update(action, "in_progress", date(2025, 9, 1))
    make_update(action, "in_progress", date(2025, 10, 1))
    action.refresh_from_db()
    assert (action.status, action.status_since, action.last_update_on) == (
        Status.IN_PROGRESS,
        date(2025, 9, 1),
        date(2025, 10, 1),
    )


def test_the_latest_by_its_day_holds_not_the_latest_published(action):
    make_update(action, "done", date(2025, 10, 1))
    make_update(action, "in_progress", date(2025, 9, 1))
    assert status(action) == Status.DONE


def test_of_one_day_the_latest_published_holds(action):
    make_update(action, "in_progress", date(2025, 10, 1))
    make_update(action, "stalled", date(2025, 10, 1))
    assert status(action) == Status.STALLED


def test_withdrawing_brings_the_earlier_status_back(action, staff):
    make_update(action, "in_progress", date(2025, 9, 1))
    later = make_update(action, "done", date(2025, 10, 1))
    changes.withdraw_update(update=later, reason="验收没有通过", by=staff)
    assert status(action) == Status.IN_PROGRESS


def test_withdrawing_the_only_update_leaves_unreported(action, staff):
    update = make_update(action)
    changes.withdraw_update(update=update, reason="链接有误", by=staff)
    action.refresh_from_db()
    assert (action.status, action.status_since, action.last_update_on, action.last_published_at) == (
        Status.UNREPORTED,
        None,
        None,
        None,
    )


def test_a_correction_replaces_whatever_its_day(action):
    wrong = make_update(action, "done", date(2025, 10, 1))
    make_update(action, "in_progress", date(2025, 9, 20), replaces=wrong)
    assert status(action) == Status.IN_PROGRESS


def test_a_withdrawn_correction_replaces_nothing(action, staff):
    wrong = make_update(action, "done", date(2025, 10, 1))
    correction = make_update(action, "in_progress", date(2025, 9, 20), replaces=wrong)
    changes.withdraw_update(update=correction, reason="原来的没错", by=staff)
    assert status(action) == Status.DONE


def test_an_unpublished_correction_replaces_nothing(action):
    wrong = make_update(action, "done", date(2025, 10, 1))
    make_update(action, "in_progress", date(2025, 9, 20), replaces=wrong, published=False)
    assert status(action) == Status.DONE


def test_a_partner_does_not_set_the_status(action):
    make_update(action, "done", organisation=make_unit("青原县财政局"))
    action.refresh_from_db()
    assert (action.status, action.last_update_on) == (Status.UNREPORTED, None)
    assert action.last_published_at is not None


def test_another_lead_has_its_own_word(action, staff):
    make_update(action, "done")
    changes.assign_lead(action=action, organisation=make_unit("青原县财政局"), by=staff)
    assert status(action) == Status.UNREPORTED


def test_return_and_submit_again(action, staff):
    update = make_update(action, published=False)
    update = changes.return_update(update=update, remark="请附验收报告", by=staff)
    assert (update.state, [remark.text for remark in update.remarks.all()]) == (State.RETURNED, ["请附验收报告"])
    update = changes.submit_update(update=update, by=staff)
    changes.publish_update(update=update, by=make_staff("second"))
    assert status(action) == Status.IN_PROGRESS
    assert update.remarks.count() == 1


def test_a_partner_cannot_correct_the_lead(action, staff):
    told = make_update(action, "done")
    partner = make_unit("青原县财政局")
    with pytest.raises(Refused, match="更正要代表原来填报的单位"):
        make_update(action, "in_progress", organisation=partner, replaces=told)
    assert status(action) == Status.DONE


def test_what_was_corrected_is_not_withdrawn_itself(action, staff):
    first = make_update(action, "done")
    second = make_update(action, "stalled", replaces=first)
    third = make_update(action, "in_progress", replaces=second)
    assert "请撤回那条更正" in refusal(changes.withdraw_update, update=second, reason="误报", by=staff)
    changes.withdraw_update(update=third, reason="误报", by=staff)
    assert status(action) == Status.STALLED


def test_a_button_pressed_twice_reports_once(action, staff):
    make_update(action, "done", reason="已验收。")
    with pytest.raises(Refused, match="同样的进展已经填报过"):
        make_update(action, "done", reason="已验收。 ")
    assert action.updates.count() == 1


def test_a_draft_is_rewritten_and_what_is_submitted_is_not(action, staff):
    draft = make_update(action, published=False, draft=True, evidence=[])
    asked = {"status": "stalled", "happened_on": date(2025, 9, 3), "reason": " 停工。 ", "organisation": action.lead}
    update = changes.edit_update(update=draft, evidence=[], by=staff, **asked)
    assert (update.status, update.happened_on, update.reason) == ("stalled", date(2025, 9, 3), "停工。")
    update = changes.submit_update(update=update, by=staff)
    assert "只能修改草稿" in refusal(changes.edit_update, update=update, evidence=[], by=staff, **asked)


@pytest.mark.parametrize("kind", ["in_progress", "ongoing", "done", "dropped"])
def test_evidence_is_owed(action, staff, kind):
    told = refusal(
        changes.record_update,
        action=action,
        status=kind,
        happened_on=date(2025, 9, 1),
        reason="已做。",
        by=staff,
    )
    assert "要有佐证" in told


def test_a_stall_needs_no_evidence(action):
    make_update(action, "stalled", evidence=[])
    assert status(action) == Status.STALLED


def test_a_draft_needs_neither_reason_nor_evidence_until_it_is_submitted(action, staff):
    draft = make_update(action, published=False, draft=True, reason="", evidence=[])
    assert draft.state == State.DRAFT
    assert "提交前写明说明" in refusal(changes.submit_update, update=draft, by=staff)


def test_no_update_can_say_that_there_is_none(action, staff):
    told = refusal(
        changes.record_update,
        action=action,
        status="unreported",
        happened_on=date(2025, 9, 1),
        reason="没有。",
        by=staff,
    )
    assert "unreported" in told


def test_nothing_happens_in_the_future(action, staff):
    told = refusal(
        changes.record_update,
        action=action,
        status="stalled",
        happened_on=timezone.localdate() + timedelta(days=1),
        reason="停工。",
        by=staff,
    )
    assert "发生日期在今天之后" in told


def test_a_refused_update_leaves_no_evidence_behind(action, staff):
    broken = [make_link(), Evidence(kind="link", url="javascript:alert(1)")]
    refusal(
        changes.record_update,
        action=action,
        status="done",
        happened_on=date(2025, 9, 1),
        reason="已做。",
        evidence=broken,
        by=staff,
    )
    assert Evidence.objects.count() == 0


def test_what_is_not_submitted_cannot_be_published(action, staff):
    draft = make_update(action, published=False, draft=True)
    assert "只能公开待审核的进展" in refusal(changes.publish_update, update=draft, by=make_staff("second"))


def test_nothing_is_published_twice(action, staff):
    update = make_update(action)
    assert "已公开" in refusal(changes.publish_update, update=update, by=make_staff("second"))


@pytest.mark.parametrize(
    ("change", "arguments", "sentence"),
    [
        pytest.param(changes.withdraw_update, {"reason": " "}, "撤回进展要写明理由", id="withdraw-without-reason"),
        pytest.param(changes.return_update, {"remark": "不行"}, "只能退回待审核的进展", id="return-what-is-published"),
        pytest.param(changes.submit_update, {}, "不能提交", id="submit-what-is-published"),
    ],
)
def test_a_published_update_refuses(action, staff, change, arguments, sentence):
    update = make_update(action)
    assert sentence in refusal(change, update=update, by=staff, **arguments)


def test_a_merged_action_takes_no_updates(action, staff):
    twin = make_reply().actions.get()
    changes.merge_actions(action=twin, into=action, by=staff)
    with pytest.raises(Refused, match=f"与第 {action.pk} 号举措是同一件事"):
        make_update(twin)


def test_a_letter_that_nobody_confirmed_takes_no_updates(staff):
    with pytest.raises(Refused, match="还没有确认"):
        make_update(make_reply(published=False).actions.get(), published=False)


def test_an_action_without_a_lead_takes_no_updates(action, staff):
    changes.assign_lead(action=action, organisation=None, by=staff)
    with pytest.raises(Refused, match="还没有确定主责单位"):
        make_update(action)


def test_somebody_without_rights_changes_nothing(action, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    told = refusal(
        changes.record_update,
        action=action,
        status="done",
        happened_on=date(2025, 9, 1),
        reason="已做。",
        evidence=[make_link()],
        by=reader,
    )
    assert "权限" in told
