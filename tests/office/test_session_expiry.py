"""Sessions end after an hour without a page and after eight hours in all; what was typed meanwhile is not lost."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from policies.models import Update
from tests.factories import make_member, make_staff

PASSWORD = "a long password"
HOUR = 3600


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def away(client, *, seen: int = 0, began: int = 0) -> None:
    """Let the session have been seen, and have begun, so many seconds earlier."""
    session = client.session
    session["seen"] -= seen
    session["began"] -= began
    session.save()


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def hidden(page: str) -> dict[str, list[str]]:
    """Return the hidden fields of a page, by name."""
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page, re.S):
        name, value = (re.search(rf'{what}="([^"]*)"', tag, re.S) for what in ("name", "value"))
        found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    return found


def report(client, action, **fields):
    typed = {
        "deed": "record_update",
        "status": "stalled",
        "happened_on": "2025-09-01",
        "reason": "图纸没有批下来，\r\n“等”一个月 & 再报。",
        "organisation": action.lead_id,
        "then": "submit",
        "csrfmiddlewaretoken": "x",
        "evidence-TOTAL_FORMS": "0",
        "evidence-INITIAL_FORMS": "0",
    }
    return client.post(reverse("admin:policies_action_change", args=[action.pk]), typed | fields)


@pytest.mark.parametrize(
    ("seconds", "stays"),
    [
        pytest.param({"seen": HOUR - 60}, True, id="59-minutes-idle"),
        pytest.param({"seen": HOUR + 1}, False, id="an-hour-idle"),
        pytest.param({"began": 8 * HOUR - 60}, True, id="almost-8-hours"),
        pytest.param({"began": 8 * HOUR + 1}, False, id="8-hours-though-just-seen"),
    ],
)
def test_a_session_ends(desk, seconds, stays):
    away(desk, **seconds)
    assert is_in(desk) == stays


def test_every_page_prolongs_it_but_never_beyond_the_day_s_work(desk):
    for _ in range(3):
        away(desk, seen=HOUR - 60, began=HOUR - 60)
        assert is_in(desk)
    for _ in range(6):
        away(desk, seen=HOUR - 60, began=HOUR - 60)
    assert not is_in(desk)


def test_a_page_a_second_is_written_down_once_a_minute(desk):
    is_in(desk)
    before = dict(desk.session)
    assert is_in(desk) and dict(desk.session) == before


def test_an_ended_session_is_nobody_on_public_pages_and_in_other_tabs_too(desk, action):
    away(desk, seen=2 * HOUR)
    assert desk.get("/").wsgi_request.user.is_anonymous
    assert not is_in(desk)
    assert not is_in(desk)


def test_the_login_page_says_why_and_what_the_times_are(desk):
    away(desk, seen=2 * HOUR)
    page = desk.get("/admin/", follow=True).content.decode()
    assert "您有 60 分钟没有操作" in page
    assert "60 分钟没有操作，或登录满 8 小时，会自动退出" in page
    assert "没有操作，为安全起见" not in Client().get("/admin/login/").content.decode()


def test_what_was_typed_is_given_back_after_the_login_and_sent_by_one_press(desk, staff, action):
    away(desk, seen=2 * HOUR)
    asked = report(desk, action)
    assert asked.status_code == 403 and not Update.objects.exists()
    page = asked.content.decode()
    assert "您刚才填写的内容还没有提交，但没有丢" in page
    fields = hidden(page)
    answer = desk.post(
        reverse("admin:login"),
        {"username": "staff", "password": PASSWORD, "next": fields["next"][0], "kept": fields["kept"][0]},
    )
    page = answer.content.decode()
    assert "您填写的内容还在" in page and "图纸没有批下来" in page
    assert '<blockquote class="letter">{' not in page
    path = re.search(r'<form method="post" action="([^"]+)">', page)[1]
    assert path == reverse("admin:policies_action_change", args=[action.pk])
    desk.post(path, hidden(page))
    update = Update.objects.get()
    assert (update.reason, update.state, update.created_by) == (
        "图纸没有批下来，\r\n“等”一个月 & 再报。",
        "submitted",
        staff,
    )


def test_a_mistyped_password_between_keeps_it(desk, action):
    away(desk, seen=2 * HOUR)
    kept = hidden(report(desk, action).content.decode())["kept"][0]
    again = desk.post(reverse("admin:login"), {"username": "staff", "password": "wrong", "kept": kept})
    assert hidden(again.content.decode())["kept"] == [kept]


def test_another_account_does_not_see_what_was_typed(desk, action):
    away(desk, seen=2 * HOUR)
    kept = hidden(report(desk, action).content.decode())["kept"][0]
    make_staff("other")
    answer = desk.post(reverse("admin:login"), {"username": "other", "password": PASSWORD, "kept": kept}, follow=True)
    page = answer.content.decode()
    assert "属于另一个账号" in page and "图纸" not in page


@pytest.mark.parametrize("kept", ["x", "eyJ1c2VyIjoiMSJ9:1:2"])
def test_what_nobody_here_signed_is_not_offered(client, staff, kept):
    answer = client.post(reverse("admin:login"), {"username": "staff", "password": PASSWORD, "kept": kept}, follow=True)
    assert "没有带过来" in answer.content.decode()


def test_passwords_and_tokens_are_not_carried(desk, staff):
    away(desk, seen=2 * HOUR)
    typed = {"old_password": "old secret", "new_password1": "new secret", "new_password2": "new secret"}
    page = desk.post(reverse("admin:password_change"), typed).content.decode()
    assert "kept" not in hidden(page) and "new secret" not in page


def test_what_is_too_long_is_said_to_be_lost(desk, action):
    away(desk, seen=2 * HOUR)
    page = report(desk, action, reason="长" * 250_000).content.decode()
    assert "kept" not in hidden(page) and "内容太长，没有保留下来" in page


def test_a_file_is_said_to_be_lost(desk, action):
    away(desk, seen=2 * HOUR)
    asked = report(desk, action, **{"evidence-0-file": SimpleUploadedFile("照片.png", b"\x89PNG\r\n\x1a\n")})
    kept = hidden(asked.content.decode())["kept"][0]
    page = desk.post(reverse("admin:login"), {"username": "staff", "password": PASSWORD, "kept": kept}).content.decode()
    assert "选好的文件没有保留：照片.png" in page


def test_a_form_that_another_site_sends_is_refused_and_not_kept(staff, action):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff)
    away(strict, seen=2 * HOUR)
    answer = report(strict, action)
    assert answer.status_code == 403 and "kept" not in hidden(answer.content.decode())


def test_logging_in_again_in_another_tab_begins_anew(desk, staff):
    away(desk, seen=2 * HOUR, began=9 * HOUR)
    desk.post(reverse("admin:login"), {"username": "staff", "password": PASSWORD})
    assert is_in(desk)


def test_it_is_the_same_in_english(client, action):
    client.force_login(make_member("reporter", action.lead))
    away(client, seen=2 * HOUR)
    answer = client.post(f"/en/admin/policies/action/{action.pk}/change/", {"deed": "record_update", "reason": "x y"})
    fields = hidden(answer.content.decode())
    assert fields["next"] == [f"/en/admin/policies/action/{action.pk}/change/"]
    assert 'action="/en/admin/login/"' in answer.content.decode()
