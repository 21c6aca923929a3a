"""Two at once: whoever saves second is told what changed meanwhile, field by field, and loses no typing."""

import json
from datetime import date

import pytest

from policies import changes
from policies.models import DeadlineChange, Update
from tests import factories
from tests.admin.edit_conflicts.desks import page, reread
from tests.forms import form_on
from tests.pages import text_of


def test_whoever_saves_second_is_told_and_loses_no_typing(one, two, letter):
    mine, theirs = (form_on(desk.get(page(letter)), "edit_reply") for desk in (one, two))
    theirs.press(two, document_number="青水函〔2031〕8001号")
    answer = mine.press(one, document_number="青水函〔2031〕9001号", subject="水利")
    shown = text_of(answer)
    before = letter.document_number
    assert "您打开这一页后，李二于" in shown
    assert f"把“文号”由“{before}”改为“青水函〔2031〕8001号”。您填的是“青水函〔2031〕9001号”。" in shown
    assert (reread(letter).document_number, reread(letter).subject) == ("青水函〔2031〕8001号", "")
    kept = form_on(answer, "edit_reply")
    assert (kept.fields["document_number"], kept.fields["subject"]) == (["青水函〔2031〕9001号"], ["水利"])
    assert kept.press(one).status_code == 302  # seen, and saved all the same
    assert (reread(letter).document_number, reread(letter).subject) == ("青水函〔2031〕9001号", "水利")


def test_what_the_other_wrote_may_be_taken_and_the_rest_saved(one, two, letter):
    mine, theirs = (form_on(desk.get(page(letter)), "edit_reply") for desk in (one, two))
    theirs.press(two, document_number="青水函〔2031〕8001号")
    kept = form_on(mine.press(one, document_number="青水函〔2031〕9001号", subject="水利"), "edit_reply")
    assert ("theirs", "document_number") in kept.buttons
    assert kept.press(one, ("theirs", "document_number")).status_code == 302
    assert (reread(letter).document_number, reread(letter).subject) == ("青水函〔2031〕8001号", "水利")


def test_what_was_not_touched_here_follows_the_other_without_a_word(one, two, letter):
    mine, theirs = (form_on(desk.get(page(letter)), "edit_reply") for desk in (one, two))
    theirs.press(two, document_number="青水函〔2031〕8001号")
    assert mine.press(one, subject="水利").status_code == 302
    assert (reread(letter).document_number, reread(letter).subject) == ("青水函〔2031〕8001号", "水利")


def test_the_same_entry_of_both_is_no_conflict(one, two, letter):
    mine, theirs = (form_on(desk.get(page(letter)), "edit_reply") for desk in (one, two))
    theirs.press(two, document_number="青水函〔2031〕8001号")
    assert mine.press(one, document_number="青水函〔2031〕8001号").status_code == 302


def test_a_wrong_entry_does_not_make_the_page_forget_what_it_showed(one, two, letter):
    mine, theirs = (form_on(desk.get(page(letter)), "edit_reply") for desk in (one, two))
    theirs.press(two, document_number="青水函〔2031〕8001号")
    told = mine.press(one, document_number="青水函〔2031〕9001号", issued_on="三月")
    assert "由“" in text_of(told)
    fresh = form_on(one.get(page(letter)), "edit_reply")
    wrong = fresh.press(one, document_number="青水函〔2031〕9001号", issued_on="三月")
    form_on(two.get(page(letter)), "edit_reply").press(two, document_number="青水函〔2031〕7001号")
    again = form_on(wrong, "edit_reply").press(one, issued_on="2025-06-30")
    assert "改为“青水函〔2031〕7001号”" in text_of(again)


def test_a_third_change_is_told_too(one, two, letter):
    mine = form_on(one.get(page(letter)), "edit_reply")
    form_on(two.get(page(letter)), "edit_reply").press(two, subject="甲")
    told = mine.press(one, subject="丙")
    form_on(two.get(page(letter)), "edit_reply").press(two, subject="乙")
    again = form_on(told, "edit_reply").press(one)
    assert "由“甲”改为“乙”" in text_of(again)
    assert reread(letter).subject == "乙"


def test_a_sentence_of_several_lines_is_not_taken_for_changed(one, unit):
    action = factories.make_reply(published=False, lead=unit, quotes=["将修好水渠，\n并加固堤坝"]).actions.get()
    form = form_on(one.get(page(action)), "edit_action")
    sent = {name: [value.replace("\n", "\r\n") for value in values] for name, values in form.fields.items()}
    assert one.post(form.action, sent | {"strength": "soft"}).status_code == 302
    assert (reread(action).strength, reread(action).quote) == ("soft", action.quote)


def test_what_can_no_longer_be_changed_here_is_told_with_what_was_typed(one, two, letter):
    action = letter.actions.order_by("pk").first()
    form = form_on(one.get(page(action)), "edit_action")
    changes.publish_reply(reply=letter, by=factories.make_staff())
    answer = form.press(one, due_text="年底", strength="soft")
    assert "“期限（原文）”已经不能在这里改了；您填的是“年底”。" in text_of(answer)
    assert reread(action).strength == "firm"
    assert form_on(answer, "edit_action").press(one).status_code == 302
    assert reread(action).strength == "soft"


def test_categories_and_leads_are_told_by_name(one, two, letter, unit):
    action = letter.actions.order_by("pk").first()
    water, school = factories.make_category("农业水利类"), factories.make_category("教育类")
    mine, theirs = (form_on(desk.get(page(action)), "categorise") for desk in (one, two))
    theirs.press(two, categories=[str(water.pk)])
    assert "“类别”由“空”改为“农业水利类”。您填的是“教育类”。" in text_of(mine.press(one, categories=[str(school.pk)]))
    below, other = (factories.make_unit(f"青原县{name}所", parent=unit) for name in ("河道", "水库"))
    mine, theirs = (form_on(desk.get(page(action)), "assign_lead") for desk in (one, two))
    theirs.press(two, lead=below.name)
    assert "您填的是“青原县水库所”" in text_of(mine.press(one, lead=other.name))
    assert reread(action).lead == below


def test_a_draft_that_two_rewrite_keeps_both_words(one, two, draft):
    mine, theirs = (form_on(desk.get(page(draft)), "edit_update") for desk in (one, two))
    theirs.press(two, ("then", "draft"), reason="第一标段开工。")
    answer = mine.press(one, ("then", "draft"), reason="第二标段开工。")
    assert "“说明”由“刚开工。”改为“第一标段开工。”。您填的是“第二标段开工。”。" in text_of(answer)
    assert reread(draft).reason == "第一标段开工。"
    kept = form_on(answer, "edit_update")
    assert kept.fields["reason"] == ["第二标段开工。"]
    kept.press(one, ("then", "draft"))
    assert reread(draft).reason == "第二标段开工。"
    mine = form_on(one.get(page(draft)), "edit_update")
    form_on(two.get(page(draft)), "edit_update").press(two, ("then", "draft"), status="stalled")
    mine.press(one, ("then", "draft"), reason="都开工了。")
    assert (reread(draft).reason, reread(draft).status) == ("都开工了。", "stalled")


def test_a_proposal_of_the_letter_is_compared_with_itself(one, two, letter):
    proposal = letter.proposals.get()
    mine, theirs = (form_on(desk.get(page(letter)), "edit_proposal", proposal=str(proposal.pk)) for desk in (one, two))
    theirs.press(two, title="关于兴修水利的提案")
    answer = mine.press(one, title="关于水利的提案")
    assert "改为“关于兴修水利的提案”。您填的是“关于水利的提案”。" in text_of(answer)
    assert form_on(answer, "edit_proposal", proposal=str(proposal.pk)).press(one).status_code == 302
    assert reread(proposal).title == "关于水利的提案"


def test_who_reports_is_told_when_another_unit_leads_now(one, two, unit, draft):
    action, below = draft.action, factories.make_unit("青原县河道所", parent=unit)
    mine = form_on(one.get(page(action)), "record_update")
    form_on(two.get(page(action)), "assign_lead").press(two, lead=below.name)
    answer = mine.press(one, ("then", "submit"), status="stalled", reason="等图纸。")
    assert "“主责单位”由“青原县水利局”改为“青原县河道所”" in text_of(answer)
    assert form_on(answer, "record_update").fields["reason"] == ["等图纸。"]
    assert not Update.objects.filter(reason="等图纸。").exists()


def test_a_deadline_that_moved_meanwhile_is_not_moved_unseen(one, two, draft):
    action = draft.action
    mine, theirs = (form_on(desk.get(page(action)), "revise_deadline") for desk in (one, two))
    theirs.press(two, due_on="2026-12-31", reason="工期顺延。")
    answer = mine.press(one, due_on="2027-06-30", reason="缺材料。")
    assert "“期限”由“2026年6月30日”改为“2026年12月31日”" in text_of(answer)
    assert DeadlineChange.objects.count() == 1
    form_on(answer, "revise_deadline").press(one)
    assert reread(action).due_on == date(2027, 6, 30)


@pytest.mark.parametrize("shown", ["", "{", "[]", '{"at": 1}', '{"at": "2026-01-01T00:00:00+08:00", "fields": 3}'])
def test_what_no_page_of_ours_sent_is_compared_with_nothing(one, letter, shown):
    form = form_on(one.get(page(letter)), "edit_reply")
    assert form.press(one, shown=shown, subject="水利").status_code == 302
    assert reread(letter).subject == "水利"


def test_a_page_made_by_hand_is_told_no_names_that_it_may_not_see(one, draft):
    """Numbers of another unit's evidence, said to have been shown, come back as numbers."""
    other = factories.make_reply(lead=factories.make_unit("青原县教育局")).actions.get()
    secret = factories.make_update(other, published=False).evidence.get()
    secret.title = "别的单位的纪要"
    changes.save(obj=secret, by=factories.make_staff())
    form = form_on(one.get(page(draft)), "edit_update")
    shown = json.loads(form.fields["shown"][0])
    shown["fields"]["kept"][1] = [str(secret.pk)]
    answer = form.press(one, ("then", "draft"), shown=json.dumps(shown), kept=[])
    assert f"“沿用的佐证”由“第 {secret.pk} 号”改成了“开工的消息”" in text_of(answer)
    assert secret.title not in text_of(answer)


def test_who_changed_it_is_not_guessed(one, two, letter):
    """Somebody changed one entry outside the admin, two people others in it: nobody is named for the first."""
    mine = form_on(one.get(page(letter)), "edit_reply")
    for desk, subject in ((one, "甲"), (two, "乙")):
        form_on(desk.get(page(letter)), "edit_reply").press(desk, subject=subject)
    changes.edit_reply(reply=letter, document_number="青水函〔2031〕8001号", by=factories.make_staff())
    shown = text_of(mine.press(one, document_number="青水函〔2031〕9001号", subject="丙"))
    assert "您打开这一页后，“文号”由" in shown
    assert "李二于" in shown and "把“主题分类”由“空”改为“乙”" in shown
