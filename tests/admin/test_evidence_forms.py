"""Evidence in the report form: several pieces, what was uploaded kept, what is on record used again, and a bound."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from policies import changes
from policies.models import Evidence, State, Update
from tests import factories
from tests.sample_files import pdf, picture

pytestmark = pytest.mark.usefixtures("module_action")

# Forms and what is kept of them between two answers; what is stored is tried on both elsewhere.

LINK = {"kind": "link", "url": "https://example.org/news/1", "title": "开工的消息"}
PAPER = {"kind": "document", "title": "《青原县供水条例》"}


@pytest.fixture
def desk(client, action):
    client.force_login(factories.make_member("reporter", action.lead))
    return client


@pytest.fixture
def page(action):
    return reverse("admin:policies_action_change", args=[action.pk])


def file(name: str = "批复.pdf", content: bytes | None = None, **fields) -> dict:
    return {"kind": "file", "file": SimpleUploadedFile(name, content or pdf()), "title": "批复"} | fields


def report(action, *pieces: dict, rows: int = 3, **fields) -> dict:
    """What the browser sends; `then` or `more` is the button that was pressed."""
    data = {
        "deed": "record_update",
        "status": "in_progress",
        "happened_on": timezone.localdate().isoformat(),
        "reason": "已经开工。",
        "organisation": action.lead_id,
        "evidence-TOTAL_FORMS": str(rows),
        "evidence-INITIAL_FORMS": "0",
    }
    data |= {f"evidence-{i}-kind": "link" for i in range(rows)}
    data |= {f"evidence-{i}-{name}": value for i, piece in enumerate(pieces) for name, value in piece.items()}
    return data | ({} if "more" in fields else {"then": "submit"}) | fields


def carried(answer) -> dict[str, str]:
    """The tickets of what was uploaded, as the page holds them hidden."""
    found = re.findall(r'name="(evidence-\d-stored)" value="([^"]+)"', answer.content.decode())
    return dict(found)


def form_of(answer):
    return answer.context["offers"]["record_update"].form


def test_several_pieces_of_each_kind_are_reported_by_one_press(desk, action, page):
    desk.post(page, report(action, LINK, file(), PAPER))
    update = Update.objects.get()
    assert update.state == State.SUBMITTED
    assert sorted(piece.kind for piece in update.evidence.all()) == ["document", "file", "link"]
    assert all(piece.added_by.username.startswith("reporter") and piece.recorded_at for piece in update.evidence.all())


def test_only_the_first_row_is_open_at_first(desk, page):
    shown = desk.get(page).content.decode()
    rows = shown[shown.index('id="evidence"') : shown.index('name="more"')]
    assert rows.count("<details>") == 2 and "<details open>" not in rows


def test_one_more_row_keeps_everything_and_complains_of_nothing(desk, action, page):
    answer = desk.post(page, report(action, LINK, file(), reason="", happened_on="", more="1"))
    shown = answer.content.decode()
    assert len(form_of(answer).rows.forms) == 4
    assert "https://example.org/news/1" in shown and "已收到文件“批复.pdf”" in shown
    assert "errornote" not in shown and "errorlist" not in shown
    assert Update.objects.count() == 0
    file_row = {f"evidence-1-{name}": value for name, value in {"kind": "file", "title": "批复"}.items()}
    desk.post(page, report(action, LINK, {}, {}, PAPER, rows=4) | file_row | carried(answer))
    assert Update.objects.get().evidence.count() == 3


def test_rows_have_an_end(desk, action, page):
    answer = desk.post(page, report(action, rows=8, more="1"))
    assert len(form_of(answer).rows.forms) == 8
    assert 'name="more"' not in answer.content.decode()
    answer = desk.post(page, report(action, rows=1, more="1", **{"evidence-TOTAL_FORMS": "many"}))
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"happened_on": "昨天"}, id="an-entry"),
        pytest.param({"reason": ""}, id="what-the-change-refuses"),
        pytest.param(
            {"evidence-1-kind": "file", "evidence-1-file": SimpleUploadedFile("a.html", b"<p>")}, id="another-row"
        ),
    ],
)
def test_an_upload_outlives_a_refusal(desk, action, page, wrong):
    answer = desk.post(page, report(action, file(file_is_public="on"), **wrong))
    assert Update.objects.count() == 0
    assert "已收到文件“批复.pdf”" in answer.content.decode()
    assert 'name="evidence-0-file_is_public"' in answer.content.decode()
    again = {"kind": "file", "title": "批复的扫描件", "file_is_public": "on"}
    desk.post(page, report(action, again) | carried(answer))
    piece = Evidence.objects.get()
    assert (piece.title, piece.file_is_public, piece.download_name) == ("批复的扫描件", True, "批复.pdf")
    assert list(Update.objects.get().evidence.all()) == [piece]


def test_a_refused_file_is_said_and_not_kept(desk, action, page):
    answer = desk.post(page, report(action, file("批复.pdf", b"<script>alert(1)</script>")))
    assert "这个文件是网页或 SVG、XML" in answer.content.decode()
    assert carried(answer) == {} and not Evidence.objects.exists()


def test_a_kept_file_may_be_left_out_or_put_in_the_place_of_another(desk, action, page):
    answer = desk.post(page, report(action, file(), reason=""))
    stays = {"kind": "file", "title": "批复", "left_out": "on"}
    desk.post(page, report(action, stays, LINK) | carried(answer))
    assert [piece.kind for piece in Update.objects.get().evidence.all()] == ["link"]
    answer = desk.post(page, report(action, file(), reason=""))
    desk.post(page, report(action, file("照片.png", picture("PNG")), reason="换了一个。") | carried(answer))
    assert Update.objects.get(reason="换了一个。").evidence.get().download_name == "照片.png"


def test_a_ticket_serves_nobody_else(client, desk, action, page):
    answer = desk.post(page, report(action, file(), reason=""))
    client.force_login(factories.make_member("reporter", action.lead, username="another"))
    refused = client.post(page, report(action, {"kind": "file", "title": "批复"}) | carried(answer))
    assert "刚才的佐证已经不在了；请再加一次。" in refused.content.decode()
    assert "批复.pdf" not in refused.content.decode()
    forged = client.post(page, report(action, {"kind": "file", "stored": "1:forged"}))
    assert "刚才的佐证已经不在了" in forged.content.decode()
    assert not Update.objects.exists()


def test_what_is_on_record_is_used_again_without_a_second_upload(desk, action, page):
    earlier = factories.make_update(action, evidence=[Evidence(kind="document", title="《青原县供水条例》")])
    piece = earlier.evidence.get()
    assert list(form_of(desk.get(page)).fields["known"].queryset) == [piece]
    desk.post(page, report(action, known=[piece.pk], reason="勾选的。"))
    desk.post(page, report(action, named=f"第{piece.pk}号", reason="写号数的。"))
    desk.post(page, report(action, named="供水条例", reason="写名称的。"))
    assert piece.updates.count() == 4
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("999999", "没有号数或名称是“999999”的佐证"),
        ("没有的", "没有号数或名称是“没有的”的佐证"),
        ("消息", "名称里有“消息”的佐证不止一件，请写号数：第 "),
    ],
)
def test_a_name_that_means_nothing_or_several_is_said(desk, action, page, named, sentence):
    factories.make_update(action, evidence=[factories.make_link(), factories.make_link(title="完工的消息")])
    answer = desk.post(page, report(action, LINK, named=named))
    assert sentence in answer.content.decode()
    assert f'value="{named}"' in answer.content.decode()
    assert Update.objects.count() == 1


def test_evidence_of_another_unit_is_neither_offered_nor_found(desk, action, page):
    other = factories.make_reply(lead=factories.make_unit("青原县教育局")).actions.get()
    piece = factories.make_update(other).evidence.get()
    assert not form_of(desk.get(page)).fields["known"].queryset.exists()
    for asked in ({"known": [piece.pk]}, {"named": str(piece.pk)}):
        desk.post(page, report(action, LINK, **asked))
    assert piece.updates.count() == 1


def test_a_returned_update_takes_more_evidence_and_keeps_what_it_had(desk, action, staff):
    update = factories.make_update(action, published=False, by=factories.make_member("reporter", action.lead))
    had = update.evidence.get()
    changes.return_update(update=update, remark="请附批复。", by=staff)
    own = reverse("admin:policies_update_change", args=[update.pk])
    asked = {"deed": "edit_update", "kept": [had.pk], "reason": "补上批复。"}
    answer = desk.post(own, report(action, file(), more="1", **asked))
    row = {"kind": "file", "title": "批复"}
    desk.post(own, report(action, row, PAPER, rows=4, **asked) | carried(answer))
    update.refresh_from_db()
    assert (update.state, update.evidence.count()) == (State.SUBMITTED, 3)


@pytest.mark.parametrize(
    ("length", "logged_in", "status"),
    [(60_000, True, 413), (30_000, True, 400), (30_000, False, 413), (9_000, False, 302)],
)
def test_a_request_larger_than_any_form_is_refused(client, desk, page, settings, length, logged_in, status):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.MOST_UPLOADED_BYTES = 10_000, 50_000
    if not logged_in:
        client.logout()
    answer = client.post(page, {"deed": "none", "file": SimpleUploadedFile("批复.pdf", bytes(length))})
    assert answer.status_code == status
    assert ("一次最多能提交" in answer.content.decode()) is (status == 413)
    assert ("登录已经过期" in answer.content.decode()) is (status == 413 and not logged_in)


def test_more_files_than_a_form_takes_have_a_sentence(desk, action, page, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    answer = desk.post(page, report(action, file(), file(), file()))
    assert answer.status_code == 400
    assert "一次提交的文件太多" in answer.content.decode()
