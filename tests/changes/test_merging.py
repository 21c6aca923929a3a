"""The same promise in two letters: what may be merged, and what becomes of both."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Status
from tests.factories import make_place, make_reply, make_unit, make_update

pytestmark = pytest.mark.usefixtures("module_action")


@pytest.fixture(autouse=True)
def _kept_is_what_the_record_says(db):
    yield
    assert list(differences()) == []


@pytest.fixture
def twin(action):
    return make_reply().actions.get()


def now(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


def test_updates_move_and_both_show_the_status(action, twin, staff):
    make_update(twin, "done")
    changes.merge_actions(action=twin, into=action, by=staff)
    assert (now(action).status, now(twin).status) == (Status.DONE, Status.DONE)
    assert action.updates.count() == 1
    make_update(action, "stalled", date(2025, 12, 1))
    assert (now(action).status, now(twin).status) == (Status.STALLED, Status.STALLED)


def test_lists_hold_the_canonical_one_alone(action, twin, staff):
    changes.merge_actions(action=twin, into=action, by=staff)
    assert list(Action.objects.public().listed()) == [action]


def test_what_was_merged_before_comes_along(action, twin, staff):
    third = make_reply().actions.get()
    changes.merge_actions(action=third, into=twin, by=staff)
    changes.merge_actions(action=twin, into=action, by=staff)
    assert now(third).same_as == action


def test_when_the_canonical_letter_is_withdrawn_the_other_stands_for_itself(action, twin, staff):
    make_update(action, "done")
    changes.merge_actions(action=twin, into=action, by=staff)
    changes.withdraw_reply(reply=action.reply, reason="误发", by=staff)
    assert list(Action.objects.public().listed()) == [twin]
    assert now(twin).status == Status.UNREPORTED
    make_update(twin, "in_progress")
    assert now(twin).status == Status.IN_PROGRESS


def test_when_the_canonical_action_is_removed_the_other_is_released(action, twin, staff):
    changes.merge_actions(action=twin, into=action, by=staff)
    changes.remove_action(action=action, reason="不是承诺", by=staff)
    assert (now(twin).same_as, now(twin).is_listed) == (None, True)


def refused(action, into, staff) -> str:
    with pytest.raises(Refused) as caught:
        changes.merge_actions(action=action, into=into, by=staff)
    assert now(action).same_as is None
    return str(caught.value)


def test_nothing_merges_into_itself(action, staff):
    assert "不能并入它自己" in refused(action, action, staff)


def test_nothing_merges_into_what_is_removed(action, twin, staff):
    changes.remove_action(action=twin, reason="不是承诺", by=staff)
    assert "已经移除" in refused(action, twin, staff)


def test_what_is_public_merges_only_into_what_is_public(action, staff):
    assert "只能并入公开的举措" in refused(action, make_reply(published=False).actions.get(), staff)


def test_the_real_and_the_invented_stay_apart(action, staff):
    place = make_place("虚构市", is_demo=True)
    invented = make_reply(place=place, lead=make_unit("虚构市教育局", place=place)).actions.get()
    assert "演示数据和真实的举措不能合并" in refused(action, invented, staff)


def test_nothing_merges_into_what_is_merged(action, twin, staff):
    third = make_reply().actions.get()
    changes.merge_actions(action=twin, into=action, by=staff)
    assert "请并入那一条" in refused(third, twin, staff)


def test_a_merge_is_an_edit_by_staff(action, twin, staff):
    changes.merge_actions(action=twin, into=action, by=staff)
    assert now(twin).reply.edited_at and now(action).reply.edited_at


def test_what_is_taken_apart_gets_back_what_it_brought(action, twin, staff):
    brought = make_update(twin, "done")
    changes.merge_actions(action=twin, into=action, by=staff)
    corrected = make_update(action, "in_progress", replaces=brought)
    own = make_update(action, "stalled")
    changes.separate_action(action=twin, by=staff)
    assert set(twin.updates.all()) == {brought, corrected}
    assert list(action.updates.all()) == [own]
    assert (now(twin).status, now(action).status) == (Status.IN_PROGRESS, Status.STALLED)
    assert now(twin).is_listed


@pytest.mark.parametrize(
    "go",
    [
        pytest.param(lambda action, by: changes.remove_action(action=action, reason="不是承诺", by=by), id="removed"),
        pytest.param(
            lambda action, by: changes.withdraw_reply(reply=action.reply, reason="误发", by=by), id="withdrawn"
        ),
    ],
)
def test_published_updates_do_not_go_with_the_action_they_were_moved_to(action, twin, staff, go):
    make_update(twin, "done")
    changes.merge_actions(action=twin, into=action, by=staff)
    go(action, staff)
    assert (now(twin).status, now(twin).is_listed, now(twin).same_as) == (Status.DONE, True, None)


def test_what_is_not_merged_is_not_taken_apart(action, staff):
    with pytest.raises(Refused, match="没有并入别的举措"):
        changes.separate_action(action=action, by=staff)
