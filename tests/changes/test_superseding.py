"""A promise whose place others take: superseded by one of a later letter, split once public. Nothing vanishes."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Status, Tally
from tests.factories import make_place, make_reply, make_unit, make_update

WHY = "再次答复里另有承诺"


@pytest.fixture(autouse=True)
def _kept_is_what_the_record_says(db):
    yield
    assert list(differences()) == []


@pytest.fixture(scope="module", autouse=True)
def promised(module_db) -> int:
    return make_reply(due_on=date(2025, 12, 31)).actions.get().pk


@pytest.fixture
def old(promised, db) -> Action:
    return Action.objects.get(pk=promised)


@pytest.fixture
def newer(staff):
    return make_reply(kind="renewed", issued_on=date(2026, 3, 1)).actions.get()


def now(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


def listed() -> list[Action]:
    return list(Action.objects.public().listed().order_by("pk"))


def test_what_is_superseded_is_counted_and_overdue_no_more(old, newer, staff):
    make_update(old, "in_progress")
    assert now(old).is_overdue(date(2026, 6, 1)) and old in Action.objects.listed().overdue(date(2026, 6, 1))
    changes.supersede_action(action=old, by_action=newer, reason=WHY, by=staff)
    assert listed() == [newer]
    assert (now(old).is_public, now(old).is_replaced, now(old).is_overdue(date(2026, 6, 1))) == (True, True, False)
    assert sum(Tally.objects.filter(category=None, organisation=None, status="").values_list("n", flat=True)) == 1


def test_it_begins_when_the_later_letter_is_public(old, staff):
    reply = make_reply(published=False, confirmed=True, issued_on=date(2026, 3, 1))
    changes.supersede_action(action=old, by_action=reply.actions.get(), reason=WHY, by=staff)
    assert listed() == [old] and not now(old).is_replaced
    changes.publish_reply(reply=reply, by=staff)
    assert listed() == [reply.actions.get()]


def test_what_is_superseded_takes_no_reports(old, newer, staff):
    changes.supersede_action(action=old, by_action=newer, reason=WHY, by=staff)
    with pytest.raises(Refused, match=f"已由第 {newer.pk} 号举措取代"):
        make_update(old, "done")
    make_update(newer, "done")
    assert now(newer).status == Status.DONE


def test_it_is_taken_back_with_a_reason_and_stays_on_record(old, newer, staff):
    changes.supersede_action(action=old, by_action=newer, reason=WHY, by=staff)
    with pytest.raises(Refused, match="写明理由"):
        changes.restore_action(action=old, reason=" ", by=staff)
    changes.restore_action(action=old, reason="不是同一件事", by=staff)
    assert listed() == [old, newer]
    record = old.replacements.get()
    assert (record.reason, record.undone_reason, record.undone_by) == (WHY, "不是同一件事", staff)
    with pytest.raises(Refused, match="没有被取代"):
        changes.restore_action(action=old, reason="再来一次", by=staff)
    changes.supersede_action(action=old, by_action=newer, reason="还是同一件事", by=staff)
    assert old.replacements.count() == 2


@pytest.mark.parametrize(
    "go",
    [
        pytest.param(lambda action, by: changes.remove_action(action=action, reason="不是承诺", by=by), id="removed"),
        pytest.param(
            lambda action, by: changes.withdraw_reply(reply=action.reply, reason="误发", by=by), id="withdrawn"
        ),
    ],
)
def test_when_the_later_one_goes_the_earlier_stands_again(old, newer, staff, go):
    changes.supersede_action(action=old, by_action=newer, reason=WHY, by=staff)
    go(newer, staff)
    assert listed() == [old] and now(old).superseded_by is None
    assert old.replacements.get().undone_at


def test_a_chain_is_counted_once_at_its_end(old, newer, staff):
    last = make_reply(kind="renewed", issued_on=date(2026, 9, 1)).actions.get()
    changes.supersede_action(action=old, by_action=newer, reason=WHY, by=staff)
    changes.supersede_action(action=newer, by_action=last, reason=WHY, by=staff)
    assert listed() == [last]
    changes.restore_action(action=newer, reason="不是同一件事", by=staff)
    assert listed() == [newer, last]


def refused(action, by_action, staff, reason=WHY) -> str:
    with pytest.raises(Refused) as caught:
        changes.supersede_action(action=action, by_action=by_action, reason=reason, by=staff)
    return str(caught.value)


def test_not_without_a_reason_nor_by_itself_nor_twice(old, newer, staff):
    assert "写明理由" in refused(old, newer, staff, reason="  ")
    assert "不能取代它自己" in refused(old, old, staff)
    changes.supersede_action(action=old, by_action=newer, reason=WHY, by=staff)
    assert "已由第" in refused(old, newer, staff)


def test_no_circle_not_even_by_way_of_a_merge(old, staff):
    one, two, three = (make_reply().actions.get() for _ in range(3))
    changes.supersede_action(action=one, by_action=two, reason=WHY, by=staff)
    assert "不能再反过来" in refused(two, one, staff)
    changes.merge_actions(action=two, into=three, by=staff)
    assert "不能再反过来" in refused(three, one, staff)
    assert listed() == [old, three]


def test_only_by_one_of_a_later_letter(old, newer, staff):
    beside = make_reply(actions=2)
    first, second = beside.actions.all()
    assert "同一件答复" in refused(first, second, staff)
    assert "更早的答复" in refused(newer, old, staff)


def test_not_what_is_merged_unconfirmed_removed_or_ended(old, newer, staff):
    twin, unread = make_reply().actions.get(), make_reply(published=False).actions.get()
    assert "还没有确认" in refused(old, unread, staff)
    changes.merge_actions(action=twin, into=old, by=staff)
    assert "已并入" in refused(twin, newer, staff)
    gone = make_reply().actions.get()
    changes.remove_action(action=gone, reason="不是承诺", by=staff)
    assert "已经移除" in refused(gone, newer, staff)
    make_update(old, "done")
    assert "已有结果" in refused(old, newer, staff)


def test_what_is_superseded_is_merged_no_more(old, newer, staff):
    other = make_reply().actions.get()
    changes.supersede_action(action=old, by_action=newer, reason=WHY, by=staff)
    for action, into in ((old, other), (other, old)):
        with pytest.raises(Refused, match="已被取代或拆分"):
            changes.merge_actions(action=action, into=into, by=staff)


def test_the_real_and_the_invented_stay_apart(old, staff):
    place = make_place("虚构市", is_demo=True)
    lead = make_unit("虚构市教育局", place=place)
    invented = make_reply(place=place, lead=lead, issued_on=date(2026, 3, 1)).actions.get()
    assert "演示数据和真实" in refused(old, invented, staff)
