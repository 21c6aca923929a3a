"""Confirming a reading: the letter with its marks, doubts that lead to their entry, corrections, without a script."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies import changes
from policies.ingest import ingest
from policies.models import Action, Doubt, Reply, Session
from tests import factories
from tests.admin.test_operations import page, told
from tests.forms import form_on
from tests.reader.test_letters import LETTERS

LISTED = "会同县财政局修建水渠3条；年底前建成泵站2座"


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def letter(staff):
    """A labelled letter as the reader left it."""
    name = "d28_linjiang_wj_bingan_0123_0456.docx"
    return ingest((LETTERS / name).read_bytes(), name=name).reply


@pytest.fixture
def listed(staff):
    return factories.make_reply(published=False, quotes=[LISTED, "适时清理河道"]).actions.order_by("start").first()


def test_everything_that_was_read_is_marked_in_the_letter(desk, letter):
    pieces = desk.get(page(letter)).context["pieces"]
    assert "".join(piece.text for piece in pieces) == letter.text
    marked = {kind: [piece.text for piece in pieces if kind in piece.kinds] for kind in ("due", "partner", "field")}
    assert marked["due"] == ["9月底前"]
    assert "区财政局" in marked["partner"]
    for words in ("临卫函〔2026〕41号", "2026年6月12日", "麦秋实"):
        assert words in marked["field"]
    begun = [piece.action for piece in pieces if piece.begins]
    assert begun == list(letter.actions.order_by("start"))


def test_a_doubt_leads_to_where_its_answer_is_entered(desk, letter):
    shown = desk.get(page(letter))
    entries = {doubt.code: entry for doubt, entry, _offers in shown.context["doubts"]}
    assert entries["place_unknown"] == f"id_edit_reply_{letter.pk}_place"
    for entry in entries.values():
        assert f'id="{entry}"' in shown.content.decode()


def test_place_and_units_are_typed_by_name(desk, letter):
    place = factories.make_place("临江区")
    unit = factories.make_unit("临江区卫生健康局", place)
    issuer = letter.issuers.first()
    form = desk.get(page(letter)).context["offers"]["edit_reply"].form
    data = {bound.html_name: form[bound.html_name].value() or "" for bound in form} | {"deed": "edit_reply"}
    refused = desk.post(page(letter), data | {"place": "临江"}).content.decode()
    assert "没有登记行政区“临江”" in refused and 'value="临江"' in refused
    desk.post(page(letter), data | {"place": "临江区", f"unit_{issuer.pk}": "临江区卫生健康局"})
    letter.refresh_from_db()
    assert (letter.place, letter.issuers.first().organisation) == (place, unit)
    assert not Doubt.objects.filter(code="place_unknown", resolved_at=None).exists()


def test_an_unknown_signer_is_registered_by_one_press(desk, letter):
    Reply.objects.update(place=factories.make_place("临江区"))
    doubt = Doubt.objects.get(code="unit_unknown", about="区财政局")
    offers = {d: offers for d, _entry, offers in desk.get(page(letter)).context["doubts"]}[doubt]
    assert [offer.deed.name for offer in offers] == ["register_unit", "resolve_doubt"]
    desk.post(page(letter), {"deed": "register_unit", "name": "区财政局"})
    assert letter.issuers.get(name="区财政局").organisation.place.name == "临江区"
    assert Doubt.objects.get(pk=doubt.pk).resolved_at


def test_an_action_is_split_by_line_breaks(desk, listed):
    offers = next(card.offers for _c, _e, cards in _commitments(desk, listed) for card in cards)
    assert offers["split_action"].form["parts"].value() == "会同县财政局修建水渠3条；\n年底前建成泵站2座"
    back = f"{page(listed.reply)}#card-{listed.pk}"
    data = {"deed": "split_action", "back": back}
    answer = desk.post(page(listed), data | {"parts": "会同县财政局修建水渠3条\r\n年底建成泵站"})
    assert "原文里接下来没有“年底建成泵站”" in answer.content.decode()
    answer = desk.post(page(listed), data | {"parts": "会同县财政局修建水渠3条；\r\n\r\n 年底前建成泵站2座 "})
    assert answer["Location"] == back
    assert [action.quote for action in Action.objects.order_by("start")] == [
        "会同县财政局修建水渠3条",
        "年底前建成泵站2座",
        "适时清理河道",
    ]


def _commitments(desk, action):
    return desk.get(page(action.reply)).context["commitments"]


def test_actions_are_joined_by_one_press(desk, listed):
    desk.post(page(listed), {"deed": "join_actions"})
    assert Action.objects.get(removed_at=None).quote == f"{LISTED}。适时清理河道"


def test_an_action_is_corrected_beside_its_letter(desk, listed):
    data = {"deed": "edit_action", "quote": "年底前建成泵站2座", "strength": "soft", "partners": ""}
    desk.post(page(listed), data | {"due_text": "年底前", "due_on": "2026-01-31"})
    listed.refresh_from_db()
    assert (listed.quote, listed.strength, listed.due_on) == ("年底前建成泵站2座", "soft", date(2026, 1, 31))
    assert listed.partners.count() == 0


def test_marked_words_become_an_action(desk, listed):
    reply = listed.reply
    start = reply.text.index("收悉")
    desk.post(page(reply), {"deed": "add_action", "quote": "收悉", "start": start})
    assert (reply.actions.get(quote="收悉").start, reply.actions.count()) == (start, 3)


def test_words_that_stand_twice_are_told_apart_by_their_place(desk):
    reply = factories.make_reply(published=False, opening="某委员：\n\n将修桥。将修桥。\n\n")
    second = reply.text.index("将修桥", reply.text.index("将修桥") + 1)
    asked = desk.post(page(reply), {"deed": "add_action", "quote": "将修桥"})
    assert "正文里这句话出现了 2 次" in asked.content.decode()
    desk.post(page(reply), {"deed": "add_action", "quote": "将修桥", "start": second + 1})
    assert reply.actions.get(quote="将修桥").start == second


def test_a_proposal_is_corrected_in_its_place(desk, letter):
    Reply.objects.update(place=factories.make_place("临江区"))
    proposal = letter.proposals.get(number="0123")
    data = {"deed": "edit_proposal", "proposal": proposal.pk, "kind": "proposal", "number": "0123", "title": "托育"}
    half = desk.post(page(letter), data | {"place": "临江区", "term": "7"})
    assert "会议要写全" in half.content.decode()
    assert 'value="托育"' in half.content.decode()
    desk.post(page(letter), data | {"place": "临江区", "term": "7", "meeting": "5"})
    proposal.refresh_from_db()
    assert (proposal.title, proposal.session) == ("托育", Session.objects.get(term=7, number=5, body="cppcc"))


def test_a_heading_is_corrected_and_actions_are_moved(desk, letter):
    first, second = letter.commitments.all()
    action = first.actions.order_by("start").last()
    desk.post(
        page(letter), {"deed": "edit_commitment", "commitment": first.pk, "number": "一、", "heading": "托育服务"}
    )
    first.refresh_from_db()
    assert first.heading == "托育服务"
    data = {"deed": "edit_commitment", "number": "", "heading": "新建社区嵌入式托育园", "actions": [action.pk]}
    desk.post(page(letter), data)
    action.refresh_from_db()
    assert action.commitment.heading == "新建社区嵌入式托育园"


def test_the_next_letter_is_one_click_away(desk, letter, listed):
    assert desk.get(page(letter)).context["next_waiting"] == listed.reply
    assert desk.get(page(listed.reply)).context["next_waiting"] == letter


def test_the_page_asks_the_database_as_often_for_many_actions(desk):
    _other, few = (factories.make_reply(published=False) for _ in range(2))
    many = factories.make_reply(published=False, quotes=[f"修建第{n}条水渠" for n in range(30)])
    desk.get(page(few))
    asked = {}
    for reply in (few, many):
        with CaptureQueriesContext(connection) as asked[reply]:
            desk.get(page(reply))
    assert len(asked[few]) == len(asked[many])


def test_several_files_at_once_lead_to_their_list(desk):
    names = ["d08_gongxin_2560_2027_news.txt", "d13_linjiang_jj_redlight_substitute.txt"]
    files = [SimpleUploadedFile(name, (LETTERS / name).read_bytes()) for name in names]
    files.append(SimpleUploadedFile("空.txt", b""))
    answer = desk.post("/admin/policies/reply/add/", {"file": files}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("admin:policies_reply_changelist")
    assert set(answer.context["cl"].queryset) == set(Reply.objects.all())
    assert told(answer) == ["新收录 2 件。下面是这一批。", "没有收录 空.txt：文件是空的，请重新保存答复函后再试。"]
    again = desk.post("/admin/policies/reply/add/", {"file": files[:2]}, follow=True)
    assert Reply.objects.count() == 2 and "没有收录" in " ".join(told(again))


def test_several_files_have_several_addresses(desk):
    files = [SimpleUploadedFile(f"{n}.txt", "将修路".encode()) for n in range(2)]
    answer = desk.post("/admin/policies/reply/add/", {"file": files, "source_url": "https://example.org/"})
    assert "几个文件不会是同一个网址" in answer.content.decode()
    files = [SimpleUploadedFile(f"{n}.txt", "将修路".encode()) for n in range(51)]
    assert "一次最多 50 个文件" in desk.post("/admin/policies/reply/add/", {"file": files}).content.decode()
    assert not Reply.objects.exists()


def shown_head(desk, letter) -> dict:
    """What a browser sends when nothing is changed on the page."""
    return form_on(desk.get(page(letter)), "edit_reply").fields


def test_an_old_page_puts_nothing_back(desk, letter):
    factories.make_place("临江区")
    mine, theirs = shown_head(desk, letter), shown_head(desk, letter)
    desk.post(page(letter), theirs | {"place": "临江区"})
    desk.post(page(letter), mine | {"title": "改过的标题"})
    letter.refresh_from_db()
    assert (letter.place.name, letter.title) == ("临江区", "改过的标题")


def test_saving_nothing_is_no_correction(desk, letter):
    answer = desk.post(page(letter), shown_head(desk, letter), follow=True)
    assert told(answer) == ["没有改动，没有保存什么。"]
    letter.refresh_from_db()
    assert letter.edited_at is None


def test_the_history_says_which_entries_were_changed(desk, letter):
    desk.post(page(letter), shown_head(desk, letter) | {"title": "改过的标题"})
    assert LogEntry.objects.first().change_message == "保存登记内容：标题"


def test_errors_stand_on_top_and_lead_to_their_entry(desk, letter):
    shown = desk.post(page(letter), shown_head(desk, letter) | {"issued_on": "三月"}).content.decode()
    assert f'<a href="#id_edit_reply_{letter.pk}_issued_on">答复日期</a>：输入一个有效的日期。' in shown
    many = desk.post(page(letter), shown_head(desk, letter) | {"addressees": "赵" * 101}).content.decode()
    assert "一个名称最多 100 个字" in many
    far = desk.post(page(letter), shown_head(desk, letter) | {"issued_on": "9999-12-31"}).content.decode()
    assert "年份要在 1949 到 2100 之间。" in far


def test_what_somebody_else_took_away_is_said_and_typing_is_kept(desk, letter):
    proposal = letter.proposals.get(number="0123")
    data = {"deed": "edit_proposal", "proposal": proposal.pk, "kind": "proposal", "number": "0123", "title": "托育服务"}
    desk.post(page(letter), {"deed": "drop_proposal", "proposal": proposal.pk})
    shown = desk.post(page(letter), data).content.decode()
    assert "这一件已经不在这件答复里了" in shown and 'value="托育服务"' in shown


def test_a_place_typed_again_fills_the_gap(desk, letter):
    factories.make_place("临江区")
    name = "d28_linjiang_wj_bingan_0123_0456.docx"
    file = SimpleUploadedFile(name, (LETTERS / name).read_bytes())
    desk.post("/admin/policies/reply/add/", {"file": file, "place": "临江区"})
    letter.refresh_from_db()
    assert letter.place.name == "临江区"
    assert {str(proposal.session) for proposal in letter.proposals.all()} == {"临江区政协7届5次会议"}


def test_categories_are_not_emptied_by_accident(desk, listed):
    category = factories.make_category("教育类")
    desk.post(page(listed), {"deed": "categorise", "categories": [category.pk]})
    desk.post(page(listed.reply), {"deed": "categorise"})
    assert list(listed.categories.all()) == [category]


def test_publishing_says_what_it_does_and_what_is_undecided(desk, letter):
    shown = desk.get(page(letter))
    assert str(shown.context["offers"]["publish_reply"].deed.label) == "确认并公开"
    assert "行政区" in shown.context["undecided"]
    assert "还没有定的：行政区" in shown.content.decode()


def test_a_withdrawn_letter_offers_nothing(desk, action, staff):
    changes.withdraw_reply(reply=action.reply, reason="寄错了单位", by=staff)
    shown = desk.get(page(action.reply))
    assert list(shown.context["offers"]) == []
    assert [card.offers for _c, _e, cards in shown.context["commitments"] for card in cards] == [{}]
