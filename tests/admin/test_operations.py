"""What staff do to letters and actions in the admin: pressed, refused with a sentence, never by looking."""

from datetime import date

import pytest
from django.urls import reverse

from policies import changes
from policies.ingest import ingest
from policies.models import Action, Doubt, Reply
from tests import factories
from tests.admin.test_pages import LETTER

pytestmark = pytest.mark.usefixtures("module_action")


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def letter(staff):
    """A letter as the reader left it, nobody having looked at it."""
    return ingest(LETTER.encode(), name="letter.txt").reply


def page(row) -> str:
    return reverse(f"admin:policies_{row._meta.model_name}_change", args=[row.pk])


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_letter_stands_beside_its_commitments_with_each_action_marked(desk, action):
    shown = desk.get(page(action.reply)).content.decode()
    assert (
        f'<mark class="action" id="action-{action.pk}"><a href="#card-{action.pk}">{action.quote}</a></mark>' in shown
    )
    assert '<mark class="heading" title="承诺事项">加快水利建设</mark>' in shown
    assert f'<li id="card-{action.pk}"' in shown
    assert page(action) in shown
    assert reverse("action", args=[action.pk]) in shown


def test_letter_is_escaped(desk, staff):
    reply = factories.make_reply(quotes=["将修好<script>alert(1)</script>路"])
    shown = desk.get(page(reply)).content.decode()
    assert "<script>alert(1)" not in shown
    assert "将修好&lt;script&gt;alert(1)&lt;/script&gt;路" in shown


def test_reading_is_confirmed_published_and_withdrawn(desk, staff, letter):
    changes.edit_reply(reply=letter, place=factories.make_place(), by=staff)
    assert told(desk.post(page(letter), {"deed": "confirm_reading"}, follow=True)) == ["读取已确认。"]
    assert told(desk.post(page(letter), {"deed": "publish_reply"}, follow=True)) == ["答复已公开，其中的举措一并公开。"]
    assert desk.get(reverse("reply", args=[letter.pk])).status_code == 200
    asked = desk.post(page(letter), {"deed": "withdraw_reply", "reason": "  "})
    assert "撤回答复要写明理由" in asked.content.decode()
    assert Reply.objects.get(pk=letter.pk).is_public
    desk.post(page(letter), {"deed": "withdraw_reply", "reason": "公开错了版本。"})
    letter.refresh_from_db()
    assert (letter.withdrawn_reason, letter.withdrawn_by) == ("公开错了版本。", staff)
    assert "公开错了版本。" in desk.get(page(letter)).content.decode()


def test_a_letter_of_an_unknown_place_is_not_published(desk, letter):
    Reply.objects.filter(pk=letter.pk).update(place=None)
    answer = desk.post(page(letter), {"deed": "publish_reply"}).content.decode()
    assert "还不知道这是哪个行政区的答复" in answer
    letter.refresh_from_db()
    assert (letter.confirmed_at, letter.published_at) == (None, None)


@pytest.mark.parametrize("deed", ["confirm_reading", "publish_reply", "withdraw_reply"])
def test_looking_changes_nothing(desk, letter, deed):
    desk.get(page(letter), {"deed": deed, "reason": "看看"})
    letter.refresh_from_db()
    assert (letter.confirmed_at, letter.published_at, letter.withdrawn_at) == (None, None, None)


def test_a_second_press_is_refused_with_a_sentence(desk, action):
    answer = desk.post(page(action.reply), {"deed": "publish_reply"})
    assert "这件答复已经公开。" in answer.content.decode()


def test_an_unknown_deed_is_refused(desk, action):
    assert desk.post(page(action.reply), {"deed": "delete_everything"}).status_code == 400


def test_a_form_without_its_token_is_refused(action, staff):
    from django.test import Client  # the only test that wants a strict one

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff)
    assert strict.post(page(action.reply), {"deed": "withdraw_reply", "reason": "外站"}).status_code == 403
    assert Reply.objects.get(pk=action.reply_id).is_public


def test_doubts_stand_on_top_and_are_resolved(desk, staff, letter):
    doubt = letter.readings.get().doubts.first()
    assert str(doubt) in desk.get(page(letter)).content.decode()
    answer = desk.post(page(doubt), {"deed": "resolve_doubt", "back": f"{page(letter)}#doubts"})
    assert answer["Location"] == f"{page(letter)}#doubts"
    assert Doubt.objects.get(pk=doubt.pk).resolved_by == staff
    assert [shown for shown, *_ in desk.get(page(letter)).context["doubts"] if shown == doubt] == []


def head(letter, **fields) -> dict:
    form = {"deed": "edit_reply", "kind": "original", "form": "full", "title": letter.title, "source_url": ""}
    form |= {"addressee_count": "1", "issuers": "、".join(issuer.name for issuer in letter.issuers.all())}
    return form | {"document_number": letter.document_number, "issued_on": "2026-03-02"} | fields


def test_head_of_a_letter_is_corrected_until_it_is_public(desk, staff, letter):
    unit = factories.make_unit("青原县教育局")
    issuer = letter.issuers.get()
    fields = {"document_number": "青教函〔2026〕9号", "place": unit.place.name, f"unit_{issuer.pk}": unit.name}
    desk.post(page(letter), head(letter, **fields))
    letter.refresh_from_db()
    assert (letter.document_number, letter.place, letter.issuers.get().organisation) == (
        "青教函〔2026〕9号",
        unit.place,
        unit,
    )
    assert letter.actions.get().lead == unit
    assert letter.edited_at is not None

    changes.publish_reply(reply=letter, by=staff)
    answer = desk.post(page(letter), head(letter, document_number="青教函〔2026〕10号"))
    assert "这件答复已经公开，不再改动。" in answer.content.decode()
    letter.refresh_from_db()
    assert letter.document_number == "青教函〔2026〕9号"


def test_wrong_head_is_told_and_kept(desk, letter):
    answer = desk.post(page(letter), head(letter, issued_on="三月", document_number="青教函〔2026〕9号"))
    shown = answer.content.decode()
    assert "输入一个有效的日期。" in shown
    assert "青教函〔2026〕9号" in shown
    letter.refresh_from_db()
    assert letter.document_number == ""


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        pytest.param("我们将造一座桥", "正文里没有这句话", id="not-in-the-letter"),
        pytest.param("提案", "请多复制几个字", id="more-than-once"),
    ],
)
def test_a_missed_sentence_must_be_found(desk, letter, quote, sentence):
    commitment = letter.commitments.get()
    data = {"deed": "add_action", "commitment": commitment.pk, "quote": quote, "strength": "firm"}
    assert sentence in desk.post(page(letter), data).content.decode()


def test_a_missed_sentence_is_added_and_published_by_itself(desk, action):
    commitment = action.commitment
    data = {"deed": "add_action", "commitment": commitment.pk, "quote": "现答复如下", "strength": "soft"}
    desk.post(page(action.reply), data)
    added = Action.objects.get(quote="现答复如下")
    assert not added.is_public
    desk.post(page(added), {"deed": "publish_action"})
    assert Action.objects.get(pk=added.pk).is_public


def test_quote_is_shown_in_its_context(desk, action):
    shown = desk.get(page(action)).content.decode()
    assert f"<mark>{action.quote}</mark>" in shown
    assert "（一）加快水利建设。" in shown


def test_reading_of_an_action_is_corrected(desk, action):
    category, unit = factories.make_category("教育类"), factories.make_unit("青原县教育局")
    desk.post(page(action), {"deed": "assign_lead", "lead": unit.name})
    desk.post(page(action), {"deed": "edit_action", "strength": "soft", "due_text": "年底前"})
    desk.post(page(action), {"deed": "categorise", "categories": [category.pk]})
    action = Action.objects.get(pk=action.pk)
    assert (action.lead, action.strength, action.due_text) == (unit, "soft", "")
    assert list(action.categories.all()) == [category]


def test_the_words_of_a_deadline_are_corrected_until_they_are_public(desk, staff):
    action = factories.make_reply(published=False).actions.get()
    data = {"deed": "edit_action", "quote": action.quote, "strength": "firm", "due_text": "年底前"}
    desk.post(page(action), data | {"due_on": "2025-12-31"})
    action = Action.objects.get(pk=action.pk)
    assert (action.due_text, action.due_on, action.due_on_first) == ("年底前", date(2025, 12, 31), date(2025, 12, 31))


def test_deadline_moves_with_a_reason_and_leaves_a_record(desk, staff):
    action = factories.make_reply(due_on=date(2026, 6, 30)).actions.get()
    asked = desk.post(page(action), {"deed": "revise_deadline", "due_on": "2027-06-30", "reason": ""})
    assert "变更期限要写明理由" in asked.content.decode()
    assert "2027-06-30" in asked.content.decode()
    desk.post(page(action), {"deed": "revise_deadline", "due_on": "2027-06-30", "reason": "工期顺延。"})
    action = Action.objects.get(pk=action.pk)
    assert (action.due_on, action.due_on_first) == (date(2027, 6, 30), date(2026, 6, 30))
    assert "工期顺延。" in desk.get(page(action)).content.decode()


def test_merging_asks_for_a_number_that_exists(desk, action):
    answer = desk.post(page(action), {"deed": "merge_actions", "into": "999999"})
    assert "没有第 999999 号举措。" in answer.content.decode()


def test_an_action_is_merged_into_another(desk, action):
    other = factories.make_reply().actions.get()
    factories.make_update(action)
    shown = desk.post(page(action), {"deed": "merge_actions", "into": other.pk})
    assert other.quote in shown.content.decode() and Action.objects.get(pk=action.pk).same_as is None
    seen = shown.context["offers"]["merge_actions"].form["seen"].value()
    desk.post(page(action), {"deed": "merge_actions", "into": action.pk, "seen": seen})
    assert Action.objects.get(pk=action.pk).same_as is None
    desk.post(page(action), {"deed": "merge_actions", "into": other.pk, "seen": seen})
    assert Action.objects.get(pk=action.pk).same_as == other
    assert other.updates.count() == 1
    assert page(other) in desk.get(page(action)).content.decode()


def test_an_action_is_removed_with_a_reason(desk, action):
    assert "移除举措要写明理由。" in desk.post(page(action), {"deed": "remove_action", "reason": ""}).content.decode()
    desk.post(page(action), {"deed": "remove_action", "reason": "说的是已经做完的事。"})
    assert Action.objects.get(pk=action.pk).removed_reason == "说的是已经做完的事。"
    assert list(desk.get(page(action)).context["offers"]) == []
    assert "说的是已经做完的事。" in desk.get(page(action.reply)).content.decode()


@pytest.mark.parametrize(
    "back", ["abc", "#x", "?x", "action", "//example.org/", "https://example.org/", "\\\\example.org"]
)
def test_a_deed_leads_back_only_to_our_own_pages(desk, action, back):
    answer = desk.post(page(action), {"deed": "edit_action", "strength": "soft", "back": back})
    assert (answer.status_code, answer["Location"]) == (302, page(action))
    assert Action.objects.get(pk=action.pk).strength == "soft"


@pytest.mark.parametrize("number", ["9" * 4500, "²", "x", "-1"])
def test_a_number_that_names_no_update_corrects_none(desk, action, number):
    assert desk.get(page(action), {"replaces": number}).context["offers"]["record_update"].form.correcting is None
    assert desk.post(page(action), {"deed": "record_update", "replaces": number}).status_code == 200


def test_a_merge_is_taken_apart(desk, action):
    twin = factories.make_reply().actions.get()
    desk.post(page(twin), {"deed": "merge_actions", "into": action.pk, "seen": action.pk})
    assert Action.objects.get(pk=twin.pk).same_as == action
    desk.post(page(twin), {"deed": "separate_action"})
    assert Action.objects.get(pk=twin.pk).same_as is None
