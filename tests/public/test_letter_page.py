"""The page of a letter as a document: its table of contents, addresses within it, full text or summary, notes."""

import re

import pytest

from policies.models import Reply
from tests.factories import make_reply
from tests.pages import text_of

pytestmark = pytest.mark.django_db
OPENING = "某委员：\n\n您提出的提案收悉。现答复如下：\n\n一、已做的工作\n\n（一）兴修水渠，保障供水。去年起水量充足。\n\n二、下一步工作\n\n"


def page_of(reply: Reply, client):
    return client.get(f"/replies/{reply.pk}/")


def ids(page) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', page.content.decode())


def test_the_table_of_contents_leads_to_each_heading(client):
    reply = make_reply(actions=2, opening=OPENING)
    page = page_of(reply, client)
    told = [(entry.depth, entry.words, len(entry.actions)) for entry in page.context["contents"]]
    assert told == [
        (0, "一、已做的工作", 0),
        (1, "（一）兴修水渠，保障供水", 0),
        (0, "二、下一步工作", 0),
        (1, "（一）加快水利建设", 2),
    ]
    for entry in page.context["contents"]:
        assert ids(page).count(f"at-{entry.at}") == 1
        assert reply.text[entry.at :].startswith(entry.words)


def test_addresses_in_the_letter_are_places_in_its_text_and_unique(client):
    page = page_of(make_reply(actions=3, opening=OPENING), client)
    assert len(ids(page)) == len(set(ids(page)))
    text = page.context["reply"].text
    for at in (int(name[3:]) for name in ids(page) if name.startswith("at-")):
        assert at == 0 or text[at - 1] == "\n"


def test_words_of_the_letter_stay_as_they_are(client):
    reply = make_reply(actions=2, opening=OPENING + "电话13887654321。\n")
    page = page_of(reply, client)
    shown = "".join(piece.text for paragraph in page.context["paragraphs"] for piece in paragraph.pieces)
    assert shown == reply.shown_text.replace("\n", "") and "13887654321" not in shown


def test_a_commitments_heading_that_the_reader_does_not_find_is_there_too(client):
    reply = make_reply(opening=OPENING)
    commitment = reply.commitments.get()
    commitment.number, commitment.heading = "", "去年起水量充足"
    commitment.save()
    assert "去年起水量充足" in [entry.words for entry in page_of(reply, client).context["contents"]]


def test_a_letter_without_headings_has_no_contents(client):
    reply = make_reply(heading="", opening="没有标题的一封信。\n")
    page = page_of(reply, client)
    assert page.context["contents"] == [] and "目录" not in text_of(page)


@pytest.mark.parametrize(("form", "words"), [("full", "全文"), ("abstract", "摘要")])
def test_full_text_or_summary_is_said(client, form, words):
    text = text_of(page_of(make_reply(form=form), client))
    assert f"答复 · {words}" in text
    assert ("不是全文" in text) is (form == "abstract")


def test_on_paper_each_promise_has_a_note(client):
    page = page_of(make_reply(actions=2), client)
    assert re.findall(r'<sup class="on-paper">(\d)</sup>', page.content.decode()) == ["1", "2"]
    for action in page.context["reply"].actions.all():
        assert re.search(rf"注 \d · 举措 {action.pk} ", text_of(page))


@pytest.mark.parametrize(("closing", "rest"), [("。", ""), ("。”", ""), ("；", "各部门配合。"), ("", "各部门配合。")])
def test_a_status_is_told_behind_the_mark_that_closes_its_sentence(client, closing, rest):
    reply = make_reply(quotes=["年底前修好水渠"])
    Reply.objects.filter(pk=reply.pk).update(text=reply.text.replace("水渠。", f"水渠{closing}{rest}"))
    page = page_of(reply, client).content.decode()
    assert re.search(
        rf'年底前修好水渠</mark><span class="told">{closing}<a class="promise-tag".*?</a></span>{rest}', page
    )


def test_the_letter_stands_before_its_record(client):
    reply = make_reply()
    page = page_of(reply, client).content.decode()
    head, letter, record = (page.index(words) for words in ('class="row-meta"', 'id="letter"', 'id="registered"'))
    assert head < letter < record
    above = page[head:letter]
    assert reply.document_number in above and "青原县水利局" in above and "2025年6月30日" in above
    assert "收录的是" in page[record:] and "收录的是" not in above
