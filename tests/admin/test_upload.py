"""收录答复: what is taken, what is refused with a sentence, and that nothing is half-written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from policies import changes
from policies.models import Proposal, Reading, Reply
from tests import factories
from tests.admin.test_pages import LETTER
from tests.reader.test_letters import LETTERS

UPLOAD = "/admin/policies/reply/add/"


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def file(content: bytes, name: str = "答复.txt") -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def test_the_list_offers_it(desk):
    shown = desk.get(reverse("admin:policies_reply_changelist")).content.decode()
    assert f'<a href="{UPLOAD}" class="addlink">收录答复</a>' in shown


def test_a_letter_is_read_and_shown_with_its_doubts(desk, staff):
    place = factories.make_place()
    data = file(LETTER.encode()) | {"place": place.name, "source_url": "https://example.org/letter/1"}
    answer = desk.post(UPLOAD, data, follow=True)
    reply = Reply.objects.get()
    assert answer.request["PATH_INFO"] == reverse("admin:policies_reply_change", args=[reply.pk])
    assert (reply.place, reply.source_url, reply.actions.count()) == (place, "https://example.org/letter/1", 1)
    said = str(list(answer.context["messages"])[0])
    assert said == f"已收录：1 项承诺，1 条举措，{len(answer.context['doubts'])} 个疑点。"
    assert not reply.is_public


def test_pasted_text_is_read_too(desk):
    desk.post(UPLOAD, {"text": LETTER})
    assert Reply.objects.get().title == "关于市政协十届二次会议第0021号提案的答复函"


@pytest.mark.parametrize("name", ["d07_weijian_4409_2028.pdf", "d28_linjiang_wj_bingan_0123_0456.docx"])
def test_other_kinds_of_file_are_read_and_kept(desk, name):
    data = (LETTERS / name).read_bytes()
    desk.post(UPLOAD, file(data, name))
    reply = Reply.objects.get()
    assert reply.proposals.exists() and reply.source_file.name.endswith(name[-4:])
    assert b"".join(desk.get(reverse("admin:policies_reply_file", args=[reply.pk])).streaming_content) == data


def test_an_old_word_file_is_refused_with_what_to_do(desk):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "WordDocument".encode("utf-16-le")
    assert "请另存为 .docx 后再试" in desk.post(UPLOAD, file(old, "答复.doc")).content.decode()
    assert not Reply.objects.exists()


def test_the_same_letter_twice_is_one(desk):
    desk.post(UPLOAD, file(LETTER.encode()))
    answer = desk.post(UPLOAD, {"text": LETTER.replace("\n", "\r\n")}, follow=True)
    assert [str(message) for message in answer.context["messages"]][-1] == "这件答复已经收录，没有改动。"
    assert Reply.objects.count() == 1


def test_the_letters_own_file_is_for_staff(desk, client):
    desk.post(UPLOAD, file(LETTER.encode()))
    url = reverse("admin:policies_reply_file", args=[Reply.objects.get().pk])
    assert b"".join(desk.get(url).streaming_content) == LETTER.encode()
    client.logout()
    assert client.get(url)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(lambda: file(b""), "文件是空的", id="empty-file"),
        pytest.param(lambda: file(b"\x89PNG\r\n\x1a\n" + bytes(100)), "认不出文件的格式", id="binary-file"),
        pytest.param(lambda: file("今天天气很好。".encode()), "这段文字没有答复的样子", id="no-letter"),
        pytest.param(lambda: file("好".encode() * 1_700_000), "文件过大", id="over-5-MB"),
        pytest.param(lambda: file(b"a" * 4_900_000), "文件过大", id="one-character-very-often"),
        pytest.param(
            lambda: file(LETTER.encode(), "答复.xlsx"), "请选择 .docx、.htm、.html、.pdf、.txt 文件", id="another-kind"
        ),
        pytest.param(lambda: {"text": "  "}, "请选择一个文件，或粘贴答复函的全文。", id="nothing"),
        pytest.param(lambda: file(LETTER.encode()) | {"text": LETTER}, "只要一样", id="both"),
        pytest.param(lambda: {"text": LETTER, "source_url": "no address"}, "输入一个有效的 URL。", id="no-address"),
    ],
)
def test_what_is_no_letter_is_refused_with_a_sentence(desk, data, sentence):
    answer = desk.post(UPLOAD, {"source_url": "https://example.org/from"} | data())
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert sentence in shown
    assert data().get("source_url", "https://example.org/from") in shown
    assert (Reply.objects.count(), Proposal.objects.count(), Reading.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        pytest.param(UPLOAD, "文件是空的，请重新保存答复函后再试。", id="chinese"),
        pytest.param(f"/en{UPLOAD}", "The file is empty: save the letter again and retry.", id="english"),
    ],
)
def test_staff_are_told_in_the_language_of_the_page(desk, address, sentence):
    answer = desk.post(address, {"text": " \n "} | file(b" \n", "空.txt"))
    assert sentence in str(answer.context["form"].errors)
    assert not Reply.objects.exists()


def test_a_letter_that_was_withdrawn_is_said_to_be(desk, staff):
    factories.make_place()
    desk.post(UPLOAD, file(LETTER.encode()) | {"place": "青原县"})
    changes.withdraw_reply(
        reply=changes.publish_reply(reply=Reply.objects.get(), by=staff), reason="寄错了单位", by=staff
    )
    answer = desk.post(UPLOAD, file(LETTER.encode()), follow=True)
    assert [str(message) for message in answer.context["messages"]][-1] == (
        "这件答复收录过，公开后又撤回了（寄错了单位）；没有改动。"
    )
