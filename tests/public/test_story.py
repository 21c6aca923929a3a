"""The story of a proposal: in order, whole, and nothing in it that is not public; what letters and actions say of each other."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies import changes
from policies.models import Action, Handling, OutcomeClass, Proposal, Reply, Satisfaction
from tests import factories
from tests.pages import addresses_on, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def written(module_db) -> dict[str, int]:
    """A proposal with a lead and a helper, an answer, a dissatisfied proposer, a renewed answer, a satisfied one."""
    proposal = factories.make_proposal(title="关于修渠的提案", category=factories.make_category())
    proposal.proposers.create(name="张委员")
    first = factories.make_reply(proposal=proposal, quotes=["修渠三条"], outcome_mark="B", issued_on=date(2025, 6, 30))
    renewed = factories.make_reply(
        proposal=proposal,
        quotes=["再修渠两条"],
        kind="renewed",
        issued_on=date(2025, 8, 20),
        document_number="青水函〔2025〕9号",
    )
    changes.follow_reply(reply=renewed, follows=first, by=factories.make_staff())
    OutcomeClass.objects.create(place=first.place, mark="B", meaning="正在解决", state="in_progress")
    lead, helper = first.issuers.get().organisation, factories.make_unit("青原县财政局")
    days = {"assigned_on": date(2025, 3, 1), "due_on": date(2025, 6, 30)}
    Handling.objects.create(proposal=proposal, organisation=lead, role="lead", reply=first, **days)
    Handling.objects.create(proposal=proposal, organisation=helper, role="co", **days)
    given = {"proposal": proposal, "reply": first, "opinion": "dissatisfied", "given_on": date(2025, 7, 10)}
    Satisfaction.objects.create(round=1, **given)
    Satisfaction.objects.create(
        round=2, **given | {"reply": renewed, "opinion": "satisfied", "given_on": date(2025, 9, 1)}
    )
    factories.make_update(first.actions.get(), "in_progress", date(2025, 7, 1), reason="已经开工")
    factories.make_update(first.actions.get(), "done", date(2025, 12, 1), reason="三条都通水了")
    return {"proposal": proposal.pk, "first": first.pk, "renewed": renewed.pk}


@pytest.fixture
def proposal(written, db) -> Proposal:
    return Proposal.objects.get(pk=written["proposal"])


@pytest.fixture
def told(written, db) -> dict[str, Reply]:
    return {name: Reply.objects.get(pk=written[name]) for name in ("first", "renewed")}


def page(client, proposal) -> str:
    return text_of(client.get(f"/proposals/{proposal.pk}/"))


def in_order(text: str, *words: str) -> bool:
    """Say whether the words stand in the text, each behind the one before it."""
    at = 0
    for word in words:
        at = text.find(word, at) + 1
        if at == 0:
            return False
    return True


def test_the_page_tells_the_whole_story_in_order(client, proposal, told):
    text = page(client, proposal)
    assert in_order(
        text, "关于修渠的提案", "2025年3月1日", "主办", "会办", "2025年6月30日", "正在解决", "修渠三条", "三条都通水了",
        "2025年7月10日", "不满意", "2025年8月20日", "再次答复 青水函〔2025〕9号", "再修渠两条", "2025年9月1日",
    )  # fmt: skip
    assert "张委员" in text and "青原县财政局" in text
    assert "已经开工" not in text  # the newest news alone; the action's page has the rest


def test_what_is_not_public_is_not_told(client, proposal, told, staff):
    hidden = factories.make_reply(
        proposal=proposal,
        published=False,
        quotes=["暗修渠"],
        lead=factories.make_unit("暗局"),
        document_number="暗函1号",
    )
    opinion = factories.make_reply(
        published=False, proposal=proposal, lead=factories.make_unit("暗会办局"), kind="opinion"
    )
    for reply, role in ((hidden, "separate"), (opinion, "co")):
        unit = reply.issuers.get().organisation
        Handling.objects.create(
            proposal=proposal, organisation=unit, role=role, reply=reply, assigned_on=date(2025, 4, 4)
        )
    silent = factories.make_unit("未答局")
    Handling.objects.create(proposal=proposal, organisation=silent, role="separate", due_on=date(2025, 4, 5))
    Satisfaction.objects.create(proposal=proposal, reply=hidden, round=3, opinion="mostly", given_on=date(2025, 4, 6))
    factories.make_update(told["first"].actions.get(), "done", date(2025, 12, 5), reason="暗进展", published=False)
    text = page(client, proposal)
    leaks = ["暗修渠", "暗局", "暗函", "暗会办局", "未答局", "暗进展", "2025年4月", "基本满意"]
    assert [word for word in leaks if word in text] == []
    changes.publish_reply(reply=hidden, by=staff)
    changes.publish_reply(reply=opinion, by=staff)
    text = page(client, proposal)
    assert [word for word in ("暗修渠", "暗局", "暗函", "暗会办局", "基本满意") if word not in text] == []


def test_days_that_nobody_wrote_down_break_nothing(client, proposal, told):
    Handling.objects.update(assigned_on=None)
    Satisfaction.objects.update(given_on=None)
    Reply.objects.filter(pk=told["renewed"].pk).update(issued_on=None)
    text = page(client, proposal)
    assert in_order(text, "主办", "修渠三条", "不满意", "再修渠两条")
    assert "日期不详" in text


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_page_asks_as_often_for_three_letters_as_for_one(client, staff):
    counts = []
    for n in (1, 3):
        proposal = factories.make_proposal()
        for _ in range(n):
            reply = factories.make_reply(proposal=proposal, actions=n, outcome_mark="A")
            for action in reply.actions.all():
                factories.make_update(action)
        counts.append(queries(client, f"/proposals/{proposal.pk}/"))
    assert counts[0] == counts[1]


def test_the_admin_tells_it_with_what_is_not_public(client, proposal, told, staff):
    hidden = factories.make_reply(proposal=proposal, published=False, quotes=["暗修渠"], document_number="暗函1号")
    client.force_login(staff)
    shown = text_of(client.get(reverse("admin:policies_proposal_change", args=[proposal.pk])))
    assert "暗函1号" in shown and "暗修渠" in shown and "已读取" in shown and "没有公开" in shown
    assert hidden.document_number not in page(client, proposal)
    assert client.get(reverse("admin:policies_proposal_add")).status_code == 200


def test_a_letter_names_the_one_before_and_the_one_after(client, told, staff):
    first, renewed = told["first"], told["renewed"]
    assert f"/replies/{renewed.pk}/" in addresses_on(client.get(f"/replies/{first.pk}/"))
    assert "后一件" in text_of(client.get(f"/replies/{first.pk}/"))
    assert f"/replies/{first.pk}/" in addresses_on(client.get(f"/replies/{renewed.pk}/"))
    hidden = factories.make_reply(published=False)
    changes.follow_reply(reply=hidden, follows=renewed, by=staff)
    assert f"/replies/{hidden.pk}/" not in addresses_on(client.get(f"/replies/{renewed.pk}/"))


def test_what_is_superseded_says_by_which_and_the_later_says_which(client, told, staff):
    old = Action.objects.get(quote="再修渠两条")
    newer = factories.make_reply(quotes=["后修渠一条"], issued_on=date(2026, 1, 1)).actions.get()
    changes.supersede_action(action=old, by_action=newer, reason="改为一条", by=staff)
    shown = client.get(f"/actions/{old.pk}/")
    assert f"/actions/{newer.pk}/" in addresses_on(shown)
    assert "由后来的答复里的一条取代" in text_of(shown) and "改为一条" in text_of(shown)
    assert f"/actions/{old.pk}/" in addresses_on(client.get(f"/actions/{newer.pk}/"))
    assert str(staff) not in text_of(shown)
    assert f"/actions/{old.pk}/" not in addresses_on(client.get("/actions/"))
    changes.restore_action(action=old, reason="不是同一件事", by=staff)
    shown = text_of(client.get(f"/actions/{old.pk}/"))
    assert "由后来的答复里的一条取代" not in shown and "不是同一件事" in shown
    assert f"/actions/{old.pk}/" in addresses_on(client.get("/actions/"))


def test_what_is_superseded_by_something_hidden_says_nothing_of_it(client, told, staff):
    old = Action.objects.get(quote="再修渠两条")
    hidden = factories.make_reply(
        published=False, confirmed=True, quotes=["暗修渠"], issued_on=date(2026, 1, 1)
    ).actions.get()
    changes.supersede_action(action=old, by_action=hidden, reason="暗由", by=staff)
    shown = client.get(f"/actions/{old.pk}/")
    assert "暗" not in text_of(shown) and "取代" not in text_of(shown)
    assert f"/actions/{old.pk}/" in addresses_on(client.get("/actions/"))


def test_parts_show_what_was_reported_before_the_split(client, staff):
    quote = "新建水渠3条；修复泵站2座"
    reply = factories.make_reply(quotes=[quote])
    whole = reply.actions.get()
    factories.make_update(whole, "in_progress", reason="水渠动工了")
    at = whole.start + quote.index("；")
    parts = changes.split_published_action(
        action=whole, parts=[(whole.start, at), (at + 1, whole.end)], reason="两件事", by=staff
    )
    for part in parts:
        shown = client.get(f"/actions/{part.pk}/")
        assert "拆分前的进展" in text_of(shown) and "水渠动工了" in text_of(shown)
        assert f"/actions/{whole.pk}/" in addresses_on(shown)
        assert "尚未反馈" in text_of(shown)
    shown = client.get(f"/actions/{whole.pk}/")
    assert "拆分成以下几条" in text_of(shown) and {f"/actions/{part.pk}/" for part in parts} <= addresses_on(shown)
    letter = client.get(f"/replies/{reply.pk}/").content.decode()
    assert f'id="action-{whole.pk}"' not in letter and f'id="action-{parts[1].pk}"' in letter


def test_corrections_show_what_stood_there_before(client, staff):
    reply = factories.make_reply(quotes=["年底前新建水渠3条"], document_number="旧函1号")
    action = reply.actions.get()
    changes.correct_span(action=action, start=action.start + 3, end=action.end, reason="多取了三个字", by=staff)
    changes.correct_reply(reply=reply, document_number="新函1号", kind="renewed", reason="扫描不清", by=staff)
    shown = text_of(client.get(f"/actions/{action.pk}/"))
    assert in_order(shown, "原文更正", "年底前新建水渠3条", "多取了三个字")
    shown = text_of(client.get(f"/replies/{reply.pk}/"))
    assert in_order(shown, "登记更正", "旧函1号", "新函1号", "扫描不清") and "再次答复" in shown
    assert str(staff) not in shown


def test_the_page_counts_what_became_of_the_promises_once_each(client, staff):
    proposal = factories.make_proposal()
    first, second = factories.make_reply(proposal=proposal, actions=2), factories.make_reply(proposal=proposal)
    done = first.actions.first()
    factories.make_update(done, "done")
    changes.merge_actions(action=second.actions.get(), into=done, by=staff)
    bar = client.get(f"/proposals/{proposal.pk}/").context["bar"]
    assert bar.counts == {"done": 1, "unreported": 1}
