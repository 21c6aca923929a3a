"""The day of a clerk and of a reviewer in Chromium: thirty promises by one form, and their updates by the keyboard."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.hand import Hand
from tests.browser.pages import log_in, opened, shot
from tests.browser.prepare import PROMISES
from tests.browser.site import Site

MOST_ACTS = 12
REVIEWED, MOST_KEYS = 20, 3


def report_on_thirty(browser, running: Site, shots: Path | None) -> None:
    """From the login on: what has passed its deadline in silence is reported on with one link, and handed in."""
    running.python("-m", "tests.browser.prepare")
    with opened(browser, running) as page:
        hand = Hand(page)
        hand.open("/admin/")
        hand.type(page.locator("[name=username]"), "reporter")
        hand.type(page.locator("[name=password]"), running.passwords["reporter"])
        hand.press(page.locator("[type=submit]"))
        shot(page, shots, "desk-queue-reporter")
        hand.press(page.locator(".queue").get_by_role("link", name="尚未反馈"))
        hand.press(page.locator("#action-toggle"))
        shot(page, shots, "desk-list")
        hand.press(page.get_by_role("button", name="填报同一进展"))
        shot(page, shots, "desk-many")
        hand.press(page.locator("[name=status][value=in_progress]"))
        hand.type(page.locator("[name=reason]"), "全县水利项目都已开工，见县政府网站。")
        hand.type(page.locator("[name=evidence-url]"), "https://example.org/works")
        hand.press(page.get_by_role("button", name="先看一遍"))
        expect(page.locator("table.many tbody tr")).to_have_count(PROMISES)
        shot(page, shots, "desk-many-preview")
        hand.press(page.get_by_role("button", name=f"保存这 {PROMISES} 条"))
        expect(page.locator(".messagelist")).to_contain_text(f"{PROMISES} 条进展已提交")
        assert hand.acts <= MOST_ACTS, f"{hand.acts} acts of hand"
        print(f"  {hand.acts} acts of hand")


def publish_by_keyboard(browser, running: Site, shots: Path | None) -> None:
    """Twenty submitted updates are published one after the other; between two of them nothing but keys is touched."""
    with opened(browser, running) as page:
        log_in(page, running, "reviewer")
        shot(page, shots, "desk-queue-reviewer")
        page.get_by_role("link", name="逐条审核").click()
        shot(page, shots, "desk-review")
        waiting = int(re.search(r"还有 (\d+) 条待审核", page.locator("main").inner_text())[1])
        keys = []
        for left in range(waiting - 1, waiting - 1 - REVIEWED, -1):
            expect(page.get_by_role("heading", name="您的决定")).to_be_focused()
            hand = Hand(page)
            hand.key("Tab")
            hand.key("Enter")
            keys.append(hand.acts)
            expect(page.locator("main")).to_contain_text(f"还有 {left} 条待审核")
        assert max(keys) <= MOST_KEYS, keys
        print(f"  {len(keys)} updates, at most {max(keys)} keys each")
