"""What is public, put right: the quote's borders, the letter's head; what stood there before stays for all to see."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Reply
from tests.factories import make_reply, make_unit

QUOTE = "2026年底前新建水渠3条"
WHY = "断句时少取了半句"


@pytest.fixture(autouse=True)
def _kept_is_what_the_record_says(db):
    yield
    assert list(differences()) == []


@pytest.fixture
def action(staff):
    """The reader took half of the sentence: the letter goes on with what 县财政局 does."""
    opening = "某委员：\n\n来信收悉。县水利局将会同县财政局于2026年底前新建水渠3条，全部通水。\n\n"
    return make_reply(quotes=["县水利局将会同县财政局于2026年底前新建水渠"], opening=opening).actions.get()


def span(action: Action, words: str) -> dict:
    start = action.reply.text.index(words)
    return {"start": start, "end": start + len(words)}


def now(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


WHOLE = "县水利局将会同县财政局于2026年底前新建水渠3条，全部通水"


def test_the_quote_is_other_words_of_the_letter_and_the_former_stay(action, staff):
    before = action.quote
    record = changes.correct_span(action=action, reason=WHY, by=staff, **span(action, WHOLE))
    assert now(action).quote == WHOLE
    assert (record.before, record.after, record.reason) == (before, WHOLE, WHY)
    assert list(Action.objects.public().search("全部通水")) == [action]
    assert [partner.name for partner in action.partners.all()] == ["县财政局"]


def test_a_deadline_read_in_the_new_words_is_a_deadline_change(action, staff):
    assert (action.due_text, action.due_on) == ("", None)
    changes.correct_span(action=action, reason=WHY, by=staff, **span(action, WHOLE))
    change = action.deadline_changes.get()
    assert (now(action).due_text, now(action).due_on) == ("2026年底前", date(2026, 12, 31))
    assert (change.before, change.after, change.reason) == (None, date(2026, 12, 31), f"随原文更正：{WHY}")
    assert now(action).due_on_first is None


def test_a_deadline_that_was_moved_stays_moved(staff):
    action = make_reply(quotes=["年底前新建水渠3条；明年修路"], due_on=date(2025, 12, 31)).actions.get()
    changes.revise_deadline(action=action, due_on=date(2026, 6, 30), reason="汛期延后", by=staff)
    changes.correct_span(action=action, reason=WHY, by=staff, **span(action, "明年修路"))
    assert now(action).due_on == date(2026, 6, 30)


def refused(action, staff, **asked) -> str:
    with pytest.raises(Refused) as caught:
        changes.correct_span(action=action, by=staff, **{"reason": WHY} | asked)
    return str(caught.value)


def test_not_without_a_reason_nor_without_a_difference(action, staff):
    assert "写明理由" in refused(action, staff, reason=" ", **span(action, WHOLE))
    assert "引文没有变" in refused(action, staff, **span(action, action.quote))
    assert "没有选中" in refused(action, staff, start=action.start, end=action.start)
    assert action.quote_changes.count() == 0


def test_not_over_another_action_nor_before_it_is_public(staff):
    first, second = make_reply(quotes=["年底前新建水渠3条", "年底前修泵站"]).actions.order_by("start")
    assert f"第 {second.pk} 号举措" in refused(first, staff, start=first.start, end=second.end)
    hidden = make_reply(published=False).actions.get()
    assert "还没有公开" in refused(hidden, staff, start=hidden.start, end=hidden.end - 1)


def test_a_letter_s_head_is_corrected_with_what_stood_there_before(staff):
    reply = make_reply(document_number="青水函〔2031〕1号")
    fields = {"document_number": "青水函〔2031〕10号", "issued_on": date(2025, 7, 1), "kind": "original"}
    changes.correct_reply(reply=reply, reason="扫描件不清", by=staff, **fields)
    kept = Reply.objects.get(pk=reply.pk)
    assert (kept.document_number, kept.issued_on) == ("青水函〔2031〕10号", date(2025, 7, 1))
    told = [(each.label, each.before, each.after, each.reason) for each in reply.head_changes.all()]
    assert told == [
        ("文号", "青水函〔2031〕1号", "青水函〔2031〕10号", "扫描件不清"),
        ("答复日期", "2025-06-30", "2025-07-01", "扫描件不清"),
    ]
    assert list(Reply.objects.public().search("青水函〔2031〕10号")) == [reply]


def test_a_signer_is_another_unit(staff):
    reply = make_reply()
    other = make_unit("青原县水务局")
    issuer = reply.issuers.get()
    changes.correct_reply(reply=reply, reason="登记错了单位", units={issuer.pk: other}, by=staff)
    assert reply.issuers.get().organisation == other
    assert reply.head_changes.get().after == "青原县水利局 = 青原县水务局"


def test_a_head_is_not_corrected_without_reason_or_difference_nor_before_it_is_public(staff):
    reply = make_reply()
    for reply_, asked, why in (
        (reply, {"reason": "", "title": "另题"}, "写明理由"),
        (reply, {"reason": WHY, "title": reply.title}, "内容没有变"),
        (make_reply(published=False), {"reason": WHY, "title": "另题"}, "直接更正"),
        (make_reply(withdrawn=True), {"reason": WHY, "title": "另题"}, "已经撤回"),
    ):
        with pytest.raises(Refused, match=why):
            changes.correct_reply(reply=reply_, by=staff, **asked)
    with pytest.raises(TypeError):
        changes.correct_reply(reply=reply, reason=WHY, text="别的", by=staff)
    with pytest.raises(Refused, match="年份要在"):
        changes.correct_reply(reply=reply, reason=WHY, issued_on=date(225, 6, 30), by=staff)
    assert reply.head_changes.count() == 0
