"""Search: how words are read and folded, and that what is found follows each change, on either database."""

from datetime import date

import pytest

from policies import changes
from policies.derived import differences, reindex
from policies.models import Action, Organisation, Proposal, Reply, Session
from policies.search import ACTIONS, PROPOSALS, REPLIES, folded, parse
from policies.search.folding import fold
from tests.factories import make_action, make_place, make_proposal, make_reply, make_unit
from tests.plain_search import expected, found, texts_of_replies

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SAME = [
    ("ＡＢｃ１２３", "abc123"),
    ("質量強國，養老服務", "质量强国,养老服务"),
    ("一\u3000二\n\n三\t四", "一 二 三 四"),
    ("〔2022〕【2022】[2022]（2022）", "(2022)(2022)(2022)(2022)"),
    ("水\u200b利\ufeff", "水利"),
    ("a\0b", "a b"),
]


@pytest.mark.parametrize(("written", "plain"), SAME)
def test_two_ways_of_writing_are_one(written, plain):
    assert fold(written) == fold(plain) == plain


@pytest.mark.parametrize("words", [
    '"', '""', "-", "--", '-"', "-  -", "*", "水*", "(", ")", "NOT", "AND", "水 OR 利", "NEAR(水 利)", "^水", "{水}:利", "tokens:水",
    "%", "_", "\\", "'", "';--", "水\0利", "\0", "\ud800", "😀", "👨‍👩‍👧", "𠮷野", "水" * 100, "水 " * 50, "-水" * 33, " ", "", "ﷺ" * 100, "é", "e\u0301",
])  # fmt: skip
def test_odd_words_are_words(words):
    reply = make_reply(quotes=["AND (水*利) é 将于年底前完成"])
    texts = texts_of_replies()
    assert found(Reply, words) == (expected(texts, words) if parse(words) else set())
    assert found(Action, words) <= {reply.actions.get().pk}


def test_words_without_end_find_nothing():
    make_reply()
    for words in ("水" * 10_000, "水 " * 5_000):
        assert found(Reply, words) == found(Action, words) == set()


def test_nothing_is_found_across_two_texts():
    make_reply(title="甲乙", document_number="丙丁", quotes=["戊己"], heading="庚辛")
    assert found(Reply, "乙丙") == found(Action, "己庚") == set()
    assert len(found(Reply, "甲乙")) == len(found(Action, "庚辛")) == 1


def test_personal_phones_are_not_found():
    make_reply(quotes=["联系电话13887654321，年底前完成"], title="电话13887654321")
    for words in ("87654321", "13887654321", "8765"):
        assert found(Reply, words) == found(Action, words) == set()
    assert len(found(Reply, "138********")) == len(found(Action, "138********")) == 1


def test_the_public_finds_only_what_is_public(staff):
    shown, dark, gone = make_reply(), make_reply(published=False), make_reply(withdrawn=True)
    changes.remove_action(action=make_reply(quotes=["第五件事将于年底前完成"]).actions.get(), reason="误读", by=staff)
    assert {shown.pk, dark.pk, gone.pk} < found(Reply, "现答复如下")
    assert [action.reply for action in Action.objects.public().search("年底前完成")] == [shown]
    assert dark not in Reply.objects.public().search("现答复如下") and gone not in Reply.objects.public().search("答复")
    changes.publish_reply(reply=dark, by=staff)
    assert {action.reply for action in Action.objects.public().search("年底前完成")} == {shown, dark}
    changes.withdraw_reply(reply=shown, reason="寄错了单位", by=staff)
    assert [action.reply for action in Action.objects.public().search("年底前完成")] == [dark]


def test_what_is_changed_is_found_by_its_new_words(staff):
    proposal = make_proposal(title="关于甲事的提案", number="0077")
    reply = make_reply(published=False, proposal=proposal, title="旧题", document_number="旧函1号")
    action = reply.actions.get()
    changes.edit_reply(reply=reply, title="新题", document_number="新函2号", by=staff)
    assert found(Reply, "旧题") == found(Action, "旧函") == set()
    assert (found(Reply, "新题"), found(Action, "新函2号")) == ({reply.pk}, {action.pk})
    changes.edit_action(action=action, start=action.start + 3, by=staff)
    assert found(Action, action.quote[:4]) == set() and found(Action, action.quote[3:]) == {action.pk}
    proposal.title, proposal.number = "关于乙事的提案", "0088"
    changes.save(obj=proposal, by=staff)
    assert found(Reply, "甲事") == found(Action, "0077") == set()
    assert (found(Reply, "88"), found(Action, "乙事")) == ({reply.pk}, {action.pk})
    start = reply.text.index("现答复")
    added = changes.add_action(reply=reply, start=start, end=start + 5, strength="soft", by=staff)
    assert found(Action, "现答复如下") == {added.pk}
    changes.edit_reply(reply=reply, proposals=[], by=staff)
    assert found(Action, "乙事") == set()
    assert list(differences()) == []


def test_a_recount_notices_a_wrong_row():
    wrong, missing, gone = make_reply(), make_reply(), make_reply()
    REPLIES.write([(wrong.pk, folded("别的话"))], REPLIES.kept([wrong.pk]))
    ACTIONS.remove([missing.actions.get().pk])
    surplus = gone.actions.get().pk
    gone.actions.all().delete()
    assert [line for line in differences() if "tally" not in line] == [
        f"reply {wrong.pk}: its words are not those by which it is found",
        f"action {missing.actions.get().pk}: its words are not those by which it is found",
        f"action {surplus}: is found, and is not there",
    ]  # fmt: skip
    reindex([wrong.pk, missing.pk])
    assert [line for line in differences() if "tally" not in line] == [f"action {surplus}: is found, and is not there"]


def test_an_action_added_to_a_letter_is_found():
    reply = make_reply()
    action = make_action(reply.commitments.get(), "现答复如下", lead=None)
    assert found(Action, "现答复") == {action.pk}


def test_a_proposal_is_found_by_its_title_its_numbers_and_its_meeting(staff):
    session = Session.objects.create(place=make_place(), body="cppcc", term=13, number=5)
    proposal = make_proposal(title="關於養老服務的提案", number="04847", session=session)
    make_reply(proposal=proposal, document_number="青民提〔2022〕168号")
    other = make_reply(document_number="青民提〔2022〕169号").proposals.get()
    for words in ("养老", "04847", "4847", "第04847号提案", "青民提[2022]168号", "十三届五次", "13届5次", "养老 -医保"):
        assert found(Proposal, words) == {proposal.pk}, words
    assert found(Proposal, "青民提") == {proposal.pk, other.pk}
    session.term = 14
    changes.save(obj=session, by=staff)
    assert found(Proposal, "十三届五次") == set() and found(Proposal, "十四届五次") == {proposal.pk}
    assert list(differences()) == []


def test_a_proposal_is_not_found_by_the_number_of_a_letter_that_is_not_public(staff):
    proposal = make_proposal()
    make_reply(proposal=proposal)
    dark = make_reply(proposal=proposal, document_number="暗函9号", published=False)
    assert found(Proposal, "暗函9号") == set()
    changes.publish_reply(reply=dark, by=staff)
    assert found(Proposal, "暗函9号") == {proposal.pk}
    changes.withdraw_reply(reply=dark, reason="寄错了", by=staff)
    assert found(Proposal, "暗函9号") == set()
    assert list(differences()) == []


def test_a_unit_is_found_by_all_its_names(staff):
    unit, other = make_unit("青原县卫生局"), make_unit("青原县教育局")
    changes.rename_unit(unit=unit, name="青原县卫生健康局", on=date(2019, 1, 1), by=staff)
    assert found(Organisation, "卫生局") == found(Organisation, "衛生健康") == {unit.pk}
    assert found(Organisation, "青原县 -卫生") == {other.pk}
    changes.erase(obj=unit.names.get(name="青原县卫生局"))
    assert found(Organisation, "卫生局") == set()
    changes.erase(obj=other)
    assert list(differences()) == []


def test_what_no_letter_answers_any_more_is_not_found(staff):
    reply = make_reply(published=False)
    first = reply.proposals.get()
    changes.edit_reply(reply=reply, proposals=[make_proposal()], by=staff)
    changes.drop_proposal(reply=reply, proposal=reply.proposals.get(), by=staff)
    assert PROPOSALS.keys() == set() and found(Proposal, first.number) == set()
    assert list(differences()) == []
