"""Nothing is published or confirmed that changed since it was read: told piece by piece, and pressed again."""

import pytest
from django.urls import reverse

from policies import changes
from policies.models import State, Update
from tests import factories
from tests.admin.edit_conflicts.desks import page, reread
from tests.forms import form_on
from tests.pages import text_of


@pytest.fixture
def submitted(unit, draft):
    return changes.submit_update(update=draft, by=factories.make_member("reporter", unit))


def rewritten(update, unit, reason: str) -> Update:
    """Let the update come back to the reviewer with other words than it had."""
    reporter, reviewer = (factories.make_member(role, unit) for role in ("reporter", "reviewer"))
    changes.return_update(update=update, remark="写清楚。", by=reviewer)
    fields = {"status": update.status, "happened_on": update.happened_on, "organisation": update.organisation}
    changes.edit_update(update=update, reason=reason, evidence=update.evidence.all(), by=reporter, **fields)
    return changes.submit_update(update=update, by=reporter)


@pytest.mark.parametrize("where", ["review", "update", "action"])
def test_nothing_is_published_that_was_not_read(one, unit, submitted, where):
    address = {"review": reverse("admin:policies_update_review"), "update": page(submitted)}
    form = form_on(one.get(address.get(where, page(submitted.action))), "publish_update")
    rewritten(submitted, unit, "其实还没有开工。")
    answer = form.press(one)
    assert "“说明”由“刚开工。”改成了“其实还没有开工。”。" in text_of(answer)
    assert reread(submitted).state == State.SUBMITTED
    again = form_on(answer, "publish_update")
    assert again.press(one).status_code == 302
    assert reread(submitted).state == State.PUBLISHED


def test_what_the_other_has_published_is_not_asked_for_again(one, two, submitted):
    form = form_on(one.get(page(submitted)), "publish_update")
    form_on(two.get(page(submitted)), "publish_update").press(two)
    shown = text_of(form.press(one))
    assert "“审核”由“待审核”改为“已公开”。" in shown
    assert "现在已经不能再“公开”了。" in shown
    assert "再按一次" not in shown


def test_evidence_that_came_meanwhile_is_read_first(one, submitted):
    form = form_on(one.get(page(submitted)), "publish_update")
    submitted.evidence.get().delete()
    assert "“佐证”由“网页 开工的消息 https://example.org/news/1”改成了“空”。" in text_of(form.press(one))
    assert reread(submitted).state == State.SUBMITTED


def test_a_letter_is_published_as_it_was_read(one, two, letter):
    form = form_on(one.get(page(letter)), "publish_reply")
    first, last = letter.actions.order_by("start")
    form_on(two.get(page(first)), "edit_action").press(two, strength="soft")
    form_on(two.get(page(last)), "remove_action").press(two, reason="说的是已经做完的事。")
    answer = form.press(one)
    shown = text_of(answer)
    assert f"把“第 {first.pk} 号举措 · 力度”由“具体”改为“原则性”。" in shown
    assert f"“第 {last.pk} 号举措 · 原文”由“{last.quote}”改" in shown
    assert reread(letter).published_at is None
    assert form_on(answer, "publish_reply").press(one).status_code == 302
    assert reread(letter).is_public


def test_a_reading_is_confirmed_as_it_was_read(one, two, letter):
    form = form_on(one.get(page(letter)), "confirm_reading")
    form_on(two.get(page(letter)), "edit_reply").press(two, issued_on="2025-07-01")
    assert "“答复日期”由“2025年6月30日”改为“2025年7月1日”" in text_of(form.press(one))
    assert reread(letter).confirmed_at is None


def test_a_letter_that_nobody_changed_is_published_by_one_press(one, letter):
    assert form_on(one.get(page(letter)), "publish_reply").press(one).status_code == 302
    assert reread(letter).is_public
