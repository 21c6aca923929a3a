"""A file of evidence: stored once and under a name nobody guesses; it leaves only where ticked, and as a download."""

import re
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from policies import changes
from policies.models import Evidence, Update, seen
from tests.factories import make_member, make_reply, make_unit, make_update
from tests.pages import stray_chinese, text_of
from tests.sample_files import office, pdf, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_action")]
PDF = pdf()


def piece_of(content: bytes = PDF, name: str = "验收 报告.pdf", **fields) -> Evidence:
    return Evidence(kind="file", file=SimpleUploadedFile(name, content), **{"title": "验收报告"} | fields)


def file_of(action, *, public: bool, name: str = "验收 报告.pdf", content: bytes = PDF, **options) -> Evidence:
    update = make_update(action, evidence=[piece_of(content, name, file_is_public=public)], **options)
    return update.evidence.get()


def get(client, address: str):
    """Return the answer with its body. Read to its end, it closes its file, and not the connection to the database."""
    response = client.get(address)
    response.body = b"".join(response.streaming_content) if response.streaming else b""
    return response


def answer(client, evidence: Evidence) -> tuple[int, bytes]:
    response = get(client, f"/evidence/{evidence.pk}/")
    return response.status_code, response.body


def stored_files(settings) -> list[str]:
    return sorted(str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*.*"))


def test_a_ticked_file_is_a_download_that_no_browser_executes(client, action):
    evidence = file_of(action, public=True)
    response = get(client, f"/evidence/{evidence.pk}/")
    assert response.body == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('验收 报告.pdf')}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-cache"
    assert f'href="/evidence/{evidence.pk}/"' in client.get(f"/actions/{action.pk}/").content.decode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PDF.replace(b"\n", b"\n<script>alert(1)</script>\n", 1) + b"<script>alert(1)</script>", id="pdf"),
        pytest.param(picture("GIF") + b"*/=1;alert(document.domain)", id="gif"),
        pytest.param(office(**{"word/page.html": "<script>alert(1)</script>"}), id="docx"),
    ],
)
def test_what_is_two_things_at_once_is_only_ever_saved(client, action, content):
    """It is a whole picture, PDF or document, and a page or script for whoever takes it for one: nobody is let."""
    evidence = file_of(action, public=True, content=content, name="page.html")
    response = get(client, f"/evidence/{evidence.pk}/")
    assert response["Content-Type"] in ("application/pdf", "image/gif") or "officedocument" in response["Content-Type"]
    assert response["Content-Disposition"].startswith("attachment")
    assert "html" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox;")


def test_the_name_on_the_disk_tells_and_gives_away_nothing(settings, action):
    names = {file_of(action, public=True, content=picture("PNG", 8, n), name="../批复.exe").file.name for n in (3, 4)}
    assert len(names) == 2
    assert all(re.fullmatch(r"evidence/\d{4}/[\w-]{32}\.png", name) for name in names)
    assert stored_files(settings) == sorted(names)


def test_what_may_not_be_evidence_is_refused_by_the_change_too(action, staff):
    with pytest.raises(changes.Refused, match="这个文件是网页"):
        make_update(action, evidence=[piece_of(b"<script>", "批复.pdf")])
    assert not Evidence.objects.exists() and not Update.objects.exists()


@pytest.mark.parametrize(
    "door", ["/evidence/{pk}/", "/en/evidence/{pk}/", "/evidence/{pk}", "/media/{name}", "/{name}"]
)
def test_an_unticked_file_leaves_by_no_door(client, action, door):
    evidence = file_of(action, public=False)
    response = client.get(door.format(pk=evidence.pk, name=evidence.file.name), follow=True)
    assert response.status_code == 404


def test_of_an_unticked_file_the_page_tells_that_it_is_not_public(client, action):
    evidence = file_of(action, public=False, name="内部.pdf")
    response = client.get(f"/actions/{action.pk}/")
    page = response.content.decode()
    assert "文件未公开" in text_of(response)
    for secret in ("内部", evidence.sha256, evidence.sha256[:12], evidence.file.name, f"/evidence/{evidence.pk}/"):
        assert secret not in page


def test_of_a_ticked_file_the_page_tells_name_size_and_digest(client, action):
    evidence = file_of(action, public=True)
    response = client.get(f"/actions/{action.pk}/")
    assert "验收 报告.pdf" in text_of(response) and f"{evidence.size}" in text_of(response)
    assert evidence.sha256 in text_of(response) and f"SHA-256 {evidence.sha256[:12]}…" in text_of(response)
    assert "文件未公开" not in text_of(response)
    assert stray_chinese(client.get(f"/en/actions/{action.pk}/")) == []


def test_a_link_tells_where_it_leads(client, action):
    make_update(action, evidence=[Evidence(kind="link", url="https://www.example.org/news/1", title="开工")])
    assert "example.org" in text_of(client.get(f"/actions/{action.pk}/"))


def test_a_file_of_what_is_not_published_stays(client, action):
    assert answer(client, file_of(action, public=True, published=False)) == (404, b"")


def test_a_file_goes_with_its_withdrawn_update(client, action, staff):
    evidence = file_of(action, public=True)
    changes.withdraw_update(update=Update.objects.get(), reason="报告有误", by=staff)
    assert answer(client, evidence) == (404, b"")


def test_a_file_goes_with_its_withdrawn_letter(client, staff):
    reply = make_reply()
    evidence = file_of(reply.actions.get(), public=True)
    changes.withdraw_reply(reply=reply, reason="寄错了", by=staff)
    assert answer(client, evidence) == (404, b"")


def test_staff_take_a_file_that_no_cache_keeps(client, action, staff):
    evidence = file_of(action, public=False)
    client.force_login(staff)
    response = get(client, reverse("admin:policies_evidence_file", args=[evidence.pk]))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Disposition"].startswith("attachment")


def test_the_same_file_is_stored_once_and_serves_several_updates(settings, action):
    first, again = (file_of(action, public=True) for _ in range(2))
    assert first == again and first.updates.count() == 2
    assert len(stored_files(settings)) == 1


def test_the_same_file_with_another_tick_is_a_piece_of_its_own(settings, client, action):
    hidden, shown = file_of(action, public=False), file_of(action, public=True)
    assert hidden != shown and hidden.file.name == shown.file.name
    assert len(stored_files(settings)) == 1
    assert [answer(client, piece)[0] for piece in (hidden, shown)] == [404, 200]


def test_the_file_of_a_unit_whose_record_one_does_not_see_is_not_taken_over(settings):
    units = [make_unit("青原县水利局"), make_unit("青原县教育局")]
    pieces = []
    for unit in units:
        action = make_reply(lead=unit).actions.get()
        by = make_member("reporter", unit)
        update = make_update(action, evidence=[piece_of()], by=by, published=False)
        pieces.append(update.evidence.get())
    assert pieces[0] != pieces[1] and pieces[0].sha256 == pieces[1].sha256
    assert len(stored_files(settings)) == 2


def test_evidence_that_one_does_not_see_is_not_reported_with(action):
    others = file_of(make_reply(lead=make_unit("青原县教育局")).actions.get(), public=False, published=False)
    reporter = make_member("reporter", action.lead)
    with pytest.raises(changes.Refused, match="选用的佐证已经不在了，或者它属于别的单位"):
        make_update(action, evidence=[others], by=reporter)


def test_what_is_on_record_is_not_changed_by_who_uses_it_again(action):
    evidence = file_of(action, public=False)
    evidence.title, evidence.file_is_public = "另一个名称", True
    other = make_update(action, evidence=[evidence]).evidence.get()
    kept = Evidence.objects.get(title="验收报告")
    assert (kept.file_is_public, other.file_is_public) == (False, True)
    assert (kept.file.name, kept.updates.count()) == (other.file.name, 1)


def test_what_nobody_finished_is_seen_by_who_handed_it_in_alone(client, action):
    one, other = (make_member("reporter", action.lead, username=name) for name in ("one", "other"))
    piece = changes.add_evidence(evidence=piece_of(), by=one)
    assert [seen(by, Evidence.objects.all()).exists() for by in (one, other)] == [True, False]
    address = reverse("admin:policies_evidence_file", args=[piece.pk])
    for by, status in ((one, 200), (other, 404)):
        client.force_login(by)
        assert get(client, address).status_code == status
    client.logout()
    assert answer(client, piece) == (404, b"")
