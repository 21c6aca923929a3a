"""History in words: fields by their labels, values as people read them, always in as many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies import changes
from policies.models import Session
from policies.queries.history import Difference, events_of, public_rows_of, rows_of, shortened
from tests.factories import make_category, make_place, make_reply, make_unit

pytestmark = pytest.mark.django_db


def told(obj, *, public: bool = False) -> list[list[Difference]]:
    rows = public_rows_of(obj) if public else rows_of(obj)
    return [event.differences for event in events_of(obj, rows, public=public)]


def test_fields_are_told_by_their_labels_and_values_in_words(staff):
    action = make_reply(published=False, category=make_category("甲类"), due_on=date(2026, 1, 31)).actions.get()
    changes.edit_action(
        action=action, strength="soft", due_on=None, categories=[make_category("乙类"), make_category("丙类")], by=staff
    )
    changes.assign_lead(action=action, organisation=None, by=staff)
    lead, edited, first = told(action)
    assert lead == [Difference("主责单位", "青原县水利局", "")]
    assert edited == [
        Difference("力度", "具体", "原则性"),
        Difference("期限", "2026年1月31日", ""),
        Difference("最初的期限", "2026年1月31日", ""),
        Difference("类别", "甲类", "乙类、丙类"),
    ]
    assert first == []


def test_who_and_when_stand_beside_the_first_state(staff):
    action = make_reply(published=False).actions.get()
    changes.assign_lead(action=action, organisation=None, by=staff)
    change, first = events_of(action, rows_of(action))
    assert (change.by, change.is_first, first.by, first.is_first) == (staff, False, None, True)
    assert first.at == action.reply.read_at < change.at


def test_a_moved_quote_is_told_in_its_words(staff):
    reply = make_reply(published=False, quotes=["年底前建成水库并通水"])
    action = reply.actions.get()
    changes.edit_action(action=action, start=action.start + 3, end=action.end - 3, by=staff)
    assert told(action)[0][0] == Difference("原文", "年底前建成水库并通水", "建成水库")


def test_a_proposal_names_its_session(staff):
    proposal = make_reply(published=False).proposals.get()
    proposal.session = Session.objects.create(place=make_place(), body="cppcc", term=11, number=1)
    proposal.kind = "suggestion"
    changes.save(obj=proposal, by=staff)
    assert told(proposal)[0] == [
        Difference("会议", "青原县政协10届2次会议", "青原县政协11届1次会议"),
        Difference("种类", "提案", "建议"),
    ]


def test_the_public_sees_what_changed_while_it_was_public(staff):
    action = make_reply(published=False).actions.get()
    changes.assign_lead(action=action, organisation=make_unit("青原县甲局"), by=staff)
    assert not public_rows_of(action).exists()
    changes.publish_reply(reply=action.reply, by=staff)
    assert not public_rows_of(action).exists()
    changes.assign_lead(action=action, organisation=make_unit("青原县乙局"), by=staff)
    assert told(action, public=True) == [[Difference("主责单位", "青原县甲局", "青原县乙局")]]
    assert [event.by for event in events_of(action, public_rows_of(action), public=True)] == [None]
    assert len(told(action)) == 4


def test_the_public_sees_no_name_of_what_is_not_public(staff):
    action = make_reply().actions.get()
    other = make_reply().actions.get()
    changes.merge_actions(action=action, into=other, by=staff)
    assert told(action, public=True) == [[Difference("同于", "", f"举措 {other.pk}")]]
    changes.withdraw_reply(reply=other.reply, reason="寄错了单位", by=staff)
    assert told(action, public=True) == [
        [Difference("同于", "（未公开）", "")],
        [Difference("同于", "", "（未公开）")],
    ]
    assert told(action)[0] == [Difference("同于", f"举措 {other.pk}", "")]


def test_phone_numbers_are_masked_for_the_public_alone(staff):
    proposal = make_reply().proposals.get()
    proposal.title = "关于热线13887654321的提案"
    changes.save(obj=proposal, by=staff)
    assert told(proposal, public=True)[0][0].after == "关于热线138********的提案"
    assert told(proposal)[0][0].after == "关于热线13887654321的提案"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        pytest.param("短", "长", ("短", "长"), id="short-ones-are-whole"),
        pytest.param(
            "前" * 200 + "甲" + "后" * 200,
            "前" * 200 + "乙" + "后" * 200,
            ("…" + "前" * 20 + "甲" + "后" * 20 + "…", "…" + "前" * 20 + "乙" + "后" * 20 + "…"),
            id="alike-but-for-the-middle",
        ),
        pytest.param("", "字" * 300, ("", "字" * 120 + "…" + "字" * 120), id="all-new"),
        pytest.param("字" * 200, "字" * 150, ("…" + "字" * 70, "…" + "字" * 20), id="cut-short"),
    ],
)
def test_long_texts_are_cut_to_what_differs(before, after, shown):
    assert shortened(before, after) == shown


@pytest.mark.parametrize("public", [False, True])
def test_a_long_history_asks_as_often_as_a_short_one(staff, public):
    asked = []
    for n in (2, 12):
        action = make_reply().actions.get()
        for i in range(n):
            category, lead = make_category(f"第{i}类"), make_unit(f"青原县第{i}局")
            changes.edit_action(action=action, categories=[category], strength=["soft", "firm"][i % 2], by=staff)
            changes.assign_lead(action=action, organisation=lead, by=staff)
        with CaptureQueriesContext(connection) as queries:
            assert len(told(action, public=public)) >= 2 * n
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 9
