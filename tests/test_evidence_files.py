"""A file of evidence leaves only where staff ticked it and its update stands, and then as a download."""

import pytest
from django.core.files.base import ContentFile

from policies import changes
from policies.models import Evidence, Update
from tests.factories import make_reply, make_update

pytestmark = pytest.mark.django_db


def file_of(action, *, public: bool, **options) -> Evidence:
    evidence = Evidence(kind="file", title="验收报告", file_is_public=public)
    evidence.file.save("report.pdf", ContentFile(b"%PDF-1.7 report"), save=False)
    make_update(action, evidence=[evidence], **options)
    return evidence


def answer(client, evidence: Evidence) -> tuple[int, bytes]:
    response = client.get(f"/evidence/{evidence.pk}/")
    return response.status_code, b"".join(response.streaming_content) if response.streaming else b""


def test_a_ticked_file_is_a_download_that_no_browser_executes(client, action):
    evidence = file_of(action, public=True)
    response = client.get(f"/evidence/{evidence.pk}/")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 report"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert f'href="/evidence/{evidence.pk}/"' in client.get(f"/actions/{action.pk}/").content.decode()


def test_an_unticked_file_stays(client, action):
    assert answer(client, file_of(action, public=False)) == (404, b"")


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
