"""What reviewers press on the pages of actions and letters: replaced, split, corrected, put behind another letter."""

from datetime import date

import pytest
from django.urls import reverse

from policies import changes
from policies.models import Action, Reply
from tests import factories

QUOTE = "年底前新建水渠3条；修复泵站2座"


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def first(staff):
    return factories.make_reply(quotes=[QUOTE], proposal=factories.make_proposal())


@pytest.fixture
def later(first):
    proposal = first.proposals.get()
    return factories.make_reply(kind="renewed", proposal=proposal, issued_on=date(2026, 3, 1), quotes=["新建水渠5条"])


def page(row) -> str:
    return reverse(f"admin:policies_{row._meta.model_name}_change", args=[row.pk])


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_an_action_is_superseded_by_one_that_the_form_offers_and_restored(desk, first, later):
    old, newer = first.actions.get(), later.actions.get()
    assert f'<option value="{newer.pk} · 新建水渠5条">' in desk.get(page(old)).content.decode()
    asked = {"deed": "supersede_action", "by_action": f"{newer.pk} · 新建水渠5条", "reason": ""}
    assert "取代要写明理由" in desk.post(page(old), asked).content.decode()
    assert "没有第 99999 号举措" in desk.post(page(old), asked | {"by_action": "99999"}).content.decode()
    answer = desk.post(page(old), asked | {"reason": "改为五条"}, follow=True)
    assert told(answer) == [f"已由第 {newer.pk} 号举措取代；这一条的页面和记录都还在。"]
    shown = answer.content.decode()
    assert page(newer) in shown and "改为五条" in shown and "record_update" not in answer.context["offers"]
    assert page(old) in desk.get(page(newer)).content.decode()
    desk.post(page(old), {"deed": "restore_action", "reason": "不是同一件事"})
    shown = desk.get(page(old))
    assert "不是同一件事" in shown.content.decode() and "supersede_action" in shown.context["offers"]


def test_hidden_letters_of_other_units_are_not_offered(client, first):
    other = factories.make_unit("青原县教育局")
    hidden = factories.make_reply(
        published=False, proposal=first.proposals.get(), lead=other, quotes=["暗建学校"], document_number="暗函1号"
    )
    client.force_login(factories.make_member("reviewer", factories.make_unit()))
    for row in (first, first.actions.get()):
        shown = client.get(page(row)).content.decode()
        assert "暗建学校" not in shown and "暗函1号" not in shown
    changes.publish_reply(reply=hidden, by=factories.make_staff())
    assert "暗建学校" in client.get(page(first.actions.get())).content.decode()


def test_a_public_action_is_split_by_line_breaks(desk, first):
    whole = first.actions.get()
    asked = {"deed": "split_published_action", "parts": "年底前新建水渠3条\n修复泵站2座", "reason": "两家分别做"}
    answer = desk.post(page(whole), asked, follow=True)
    parts = list(Action.objects.filter(split_from=whole).order_by("start"))
    assert [part.quote for part in parts] == ["年底前新建水渠3条", "修复泵站2座"]
    assert [page(part) in answer.content.decode() for part in parts] == [True, True]
    letter = desk.get(page(first)).content.decode()
    assert f'id="card-{parts[0].pk}"' in letter and f'id="card-{whole.pk}"' not in letter
    assert page(whole) in desk.get(page(parts[0])).content.decode()


def test_a_public_quote_is_corrected(desk, first):
    action = first.actions.get()
    asked = {"deed": "correct_span", "quote": "年底前新建水渠3条", "reason": "多取了半句"}
    assert "正文里没有这句话" in desk.post(page(action), asked | {"quote": "新建大桥"}).content.decode()
    answer = desk.post(page(action), asked, follow=True)
    assert told(answer) == ["原文已更正；原来的引文留在记录里，一并公开。"]
    assert Action.objects.get(pk=action.pk).quote == "年底前新建水渠3条"
    assert QUOTE in answer.content.decode() and "多取了半句" in answer.content.decode()


def head(reply, **fields) -> dict:
    """What the browser sends of the form of a public letter: each field, with what it showed."""
    page_of = {"deed": "correct_reply", "reason": ""}
    shown = {"title": reply.title, "document_number": reply.document_number, "issued_on": "2025-06-30", "kind": "original",
             "form": "full", "outcome_mark": ""}  # fmt: skip
    shown |= {f"unit_{issuer.pk}": issuer.organisation.name for issuer in reply.issuers.all()}
    return page_of | {f"initial-{name}": value for name, value in shown.items()} | shown | fields


def test_a_public_head_is_corrected(desk, first):
    asked = head(first, document_number="青水函〔2025〕8号")
    assert "要写明理由" in desk.post(page(first), asked).content.decode()
    answer = desk.post(page(first), asked | {"reason": "扫描不清"}, follow=True)
    assert told(answer) == ["已更正 1 项；原来的内容和理由一并公开。"]
    assert Reply.objects.get(pk=first.pk).document_number == "青水函〔2025〕8号"
    assert "扫描不清" in answer.content.decode()


def test_a_renewed_answer_proposes_the_first(desk, first, later):
    shown = desk.get(page(later))
    form = shown.context["offers"]["follow_reply"].form
    assert form["follows"].value() == str(first.pk)
    assert f"先前的答复是第 {first.pk} 号" in shown.content.decode()
    desk.post(page(later), {"deed": "follow_reply", "follows": str(first.pk)})
    assert Reply.objects.get(pk=later.pk).follows == first
    assert page(later) in desk.get(page(first)).content.decode()
    answer = desk.post(page(first), {"deed": "follow_reply", "follows": str(later.pk)})
    assert "会成为一个圈" in answer.content.decode()
    desk.post(page(later), {"deed": "follow_reply", "follows": ""})
    assert Reply.objects.get(pk=later.pk).follows is None


def test_a_first_answer_proposes_nothing(desk, first, later):
    form = desk.get(page(first)).context["offers"]["follow_reply"].form
    assert form["follows"].value() is None


def test_reporters_are_offered_none_of_it(client, first):
    client.force_login(factories.make_member("reporter", factories.make_unit()))
    offered = {*client.get(page(first)).context["offers"], *client.get(page(first.actions.get())).context["offers"]}
    assert (
        offered & {"supersede_action", "split_published_action", "correct_span", "correct_reply", "follow_reply"}
        == set()
    )
