"""A public sentence split into parts: the whole keeps its page and its updates, the parts are what counts."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Status
from tests.factories import make_category, make_reply, make_update

QUOTE = "2026年底前新建水渠3条；修复泵站2座"
WHY = "两件事由两家分别做"


@pytest.fixture(autouse=True)
def _kept_is_what_the_record_says(db):
    yield
    assert list(differences()) == []


@pytest.fixture
def whole(staff):
    return make_reply(quotes=[QUOTE], category=make_category()).actions.get()


def places(action: Action) -> list[tuple[int, int]]:
    at = action.start + QUOTE.index("；")
    return [(action.start, at), (at + 1, action.end)]


def split(action: Action, staff, **asked) -> list[Action]:
    asked = {"parts": places(action), "reason": WHY} | asked
    return changes.split_published_action(action=action, by=staff, **asked)


def now(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


def listed() -> list[Action]:
    return list(Action.objects.public().listed().order_by("pk"))


def test_the_parts_are_public_and_count_and_the_whole_stays_as_a_page(whole, staff):
    make_update(whole, "in_progress")
    parts = split(whole, staff)
    assert [part.quote for part in parts] == ["2026年底前新建水渠3条", "修复泵站2座"]
    assert listed() == parts
    assert {(part.split_from, part.lead, part.status) for part in parts} == {(whole, whole.lead, Status.UNREPORTED)}
    assert [list(part.categories.all()) for part in parts] == [[make_category()]] * 2
    kept = now(whole)
    assert (kept.is_public, kept.is_replaced, kept.quote, kept.status) == (True, True, QUOTE, Status.IN_PROGRESS)
    assert whole.replacements.get().reason == WHY


def test_a_deadline_that_was_moved_is_moved_for_the_part_that_has_it(staff):
    action = make_reply(quotes=[QUOTE], due_on=date(2026, 12, 31)).actions.get()
    changes.revise_deadline(action=action, due_on=date(2027, 6, 30), reason="汛期延后", by=staff)
    parts = split(action, staff)
    assert [(part.due_on, part.due_on_first) for part in parts] == [
        (date(2027, 6, 30), date(2026, 12, 31)),
        (None, None),
    ]


def test_reports_go_to_the_parts(whole, staff):
    first, _second = split(whole, staff)
    with pytest.raises(Refused, match="已经拆分"):
        make_update(whole)
    make_update(first, "done")
    assert now(first).status == Status.DONE


def test_removing_the_last_part_brings_the_whole_back(whole, staff):
    first, second = split(whole, staff)
    changes.remove_action(action=first, reason="不是承诺", by=staff)
    assert listed() == [second]
    changes.remove_action(action=second, reason="拆错了", by=staff)
    assert listed() == [whole]
    assert whole.replacements.get().undone_at
    assert len(split(whole, staff)) == 2


def test_a_part_of_a_split_is_found_by_its_own_words(whole, staff):
    _first, second = split(whole, staff)
    assert second in Action.objects.public().listed().search("修复泵站")
    assert list(Action.objects.public().listed().search("水渠3条；修复")) == []


def test_not_without_a_reason_nor_into_one(whole, staff):
    with pytest.raises(Refused, match="写明理由"):
        split(whole, staff, reason="")
    with pytest.raises(Refused, match="还是一条"):
        split(whole, staff, parts=[(whole.start, whole.end)])
    assert listed() == [whole]


def test_not_what_is_not_public_merged_ended_or_waiting(whole, staff):
    hidden = make_reply(quotes=[QUOTE], published=False, confirmed=True).actions.get()
    with pytest.raises(Refused, match="还没有公开"):
        split(hidden, staff)
    twin = make_reply(quotes=[QUOTE]).actions.get()
    changes.merge_actions(action=twin, into=whole, by=staff)
    for merged in (twin, whole):
        with pytest.raises(Refused, match="合并在一起"):
            split(merged, staff)
    changes.separate_action(action=twin, by=staff)
    make_update(whole, "in_progress", published=False)
    with pytest.raises(Refused, match="待审核的进展"):
        split(whole, staff)
    make_update(twin, "done")
    with pytest.raises(Refused, match="已有结果"):
        split(twin, staff)


def test_a_whole_is_split_and_superseded_once(whole, staff):
    split(whole, staff)
    later = make_reply(issued_on=date(2026, 3, 1)).actions.get()
    with pytest.raises(Refused, match="已经拆分"):
        split(whole, staff)
    with pytest.raises(Refused, match="已经拆分"):
        changes.supersede_action(action=whole, by_action=later, reason=WHY, by=staff)
