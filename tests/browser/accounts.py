"""Accounts in Chromium: somebody is invited, chooses a password, is away too long, and gets back what they had typed."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.pages import log_in, opened, shot
from tests.browser.site import Site

NAME, PASSWORD, UNIT = "wang@example.org", "云山市水利局 2031 夏", "市场监管总局"
WORDS = "图纸还没有批下来，等省厅回函。"
# The letter went to the server's own output; the walk reads the link as the letter would have it.
LINK = """
import django; django.setup()
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from policies.office.invitations import invitation_tokens
from policies.models import Account
account = Account.objects.get(username={name!r})
print(reverse("invitation", args=[urlsafe_base64_encode(force_bytes(account.pk)), invitation_tokens.make_token(account)]))
"""
AWAY = """
import django; django.setup()
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    session = Session.get_session_store_class()(row.session_key)
    if "seen" in session:
        session["seen"] -= 2 * 60 * 60
        session.save()
"""


def invite_and_come_back_late(browser, running: Site, shots: Path | None) -> None:
    """An administrator invites; the person comes in by the link, reports too late, and loses nothing."""
    site = running.environment | {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
    running = Site(running.url, running.passwords, site)
    with opened(browser, running) as desk, opened(browser, running, width=390) as page:
        log_in(desk, running)
        desk.goto("/admin/policies/account/add/")
        desk.get_by_label("姓名").fill("王小河")
        desk.get_by_label("邮件地址").fill(NAME)
        desk.get_by_label("角色").select_option("reporter")
        desk.get_by_label("单位").fill(UNIT)
        shot(desk, shots, "account-invite")
        desk.get_by_role("button", name="建立账号，寄出邀请").click()
        expect(desk.locator("main")).to_contain_text("已邀请")
        shot(desk, shots, "account-page")

        page.goto(running.python("-c", LINK.format(name=NAME)).strip())
        shot(page, shots, "account-choose")
        for field in page.locator("[type=password]").all():
            field.fill(PASSWORD)
        page.get_by_role("button", name="设定密码").click()
        _log_in_again(page)
        page.get_by_role("link", name="我的设置").click()
        shot(page, shots, "account-mine")

        page.goto("/admin/policies/action/")
        page.locator("#result_list tbody tr", has_text=UNIT).locator("th a").first.click()
        page.locator("[name=reason]").first.fill(WORDS)
        page.locator("[name=status][value=stalled]").first.check()
        running.python("-c", AWAY)
        page.get_by_role("button", name="提交", exact=True).first.click()
        expect(page.locator("main")).to_contain_text("但没有丢")
        shot(page, shots, "account-late")
        _log_in_again(page)
        expect(page.locator("main")).to_contain_text(WORDS)
        shot(page, shots, "account-kept")
        page.get_by_role("button", name="继续提交").click()
        expect(page.locator(".messagelist")).to_contain_text("等待审核")

        log_in(desk, running)
        desk.goto("/admin/policies/account/")
        shot(desk, shots, "account-list")
        desk.goto("/admin/policies/auditentry/")
        expect(desk.locator("#result_list")).to_contain_text(re.compile("设定密码"))
        shot(desk, shots, "audit-list")


def _log_in_again(page) -> None:
    page.locator("[name=username]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
