"""The main path in Chromium: what a visitor sees, what a clerk records, and that the one becomes the other.

`python -m tests.browser.walk [FOLDER]` writes screenshots to FOLDER where one is named.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.access import assert_accessible, assert_narrow
from tests.browser.accounts import invite_and_come_back_late
from tests.browser.clerk import correct_a_reading_without_scripts, mark_words_in_the_letter, take_in_a_letter
from tests.browser.desk import publish_by_keyboard, report_on_thirty
from tests.browser.in_place import change_a_list_in_place
from tests.browser.kinds import REAL, find_pages, status_of
from tests.browser.pages import FLAGS, log_in, log_out, opened, shot
from tests.browser.site import Site, site

REASON = "示范平台已开始建设，见网页。"
WITHDRAWN = "网页已经改版，链接失效。"
# Every one with every other where pictures are asked for; else wide and light, narrow and dark, for the sake of time.
WIDTHS, SCHEMES, LANGUAGES = (1280, 390), ("light", "dark"), (("zh", ""), ("en", "/en"))
# The last of the columns that are wider than the screen ends where their frame ends.
NEWEST_IN_SIGHT = """(() => {
  const frame = document.querySelector("#status-by-month .scrolls");
  const [outer, inner] = [frame, frame.firstElementChild].map(each => each.getBoundingClientRect());
  return Math.abs(inner.right - outer.right) < 1;
})()"""
ACCESSIBLE = {(1280, "zh"), (390, "en")}


def main() -> int:
    shots = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder, site(folder) as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for step in STEPS:
            step(browser, running, shots)
            print(f"✓ {step.__name__.replace('_', ' ')}")
        browser.close()
    print(f"{len(STEPS)} passed, 0 failed")
    return 0


def look_at_every_page(browser, running: Site, shots: Path | None) -> None:
    """Every kind of page, wide and narrow, light and dark, in both languages: a title, no sideways scrolling, no error."""
    with opened(browser, running) as page:
        pages = find_pages(page)
    for width, scheme in product(WIDTHS, SCHEMES) if shots else zip(WIDTHS, SCHEMES, strict=True):
        with opened(browser, running, width=width, scheme=scheme) as page:
            for (name, address), (language, prefix) in product(pages.items(), LANGUAGES):
                _look(page, prefix + address, status_of(name))
                if shots or (width, language) in ACCESSIBLE:
                    assert_accessible(page)
                if width == min(WIDTHS):
                    assert_narrow(page)
                    assert name != "statistics" or page.evaluate(NEWEST_IN_SIGHT), f"{address}: begins with old months"
                if shots:
                    page.screenshot(path=shots / f"{name}-{width}-{scheme}-{language}.png", full_page=True)


def follow_a_promise(browser, running: Site, shots: Path | None) -> None:
    """A clerk reports on an action of the real letter; page, list, bars and letter show it; withdrawn, it is unreported."""
    with opened(browser, running) as public, opened(browser, running) as staff:
        public.goto("/replies/")
        public.get_by_role("link", name=REAL).first.click()
        expect(public.locator("#letter [id^='action-']")).to_have_count(13)
        letter = public.url
        public.locator("#letter a[href^='/actions/']").first.click()
        action = public.url
        number = action.rstrip("/").rsplit("/", 1)[1]

        log_in(staff, running, "reporter")
        staff.goto(f"/admin/policies/action/{number}/change/")
        shot(staff, shots, "admin-action")
        report = staff.locator("form.report")
        report.locator("[name=status][value=in_progress]").check()
        report.locator("[name=reason]").fill(REASON)
        report.locator("[name=evidence-0-url]").fill("https://example.org/platform")
        report.get_by_role("button", name="提交", exact=True).click()
        expect(staff.locator(".messagelist")).to_contain_text("等待审核")

        log_out(staff)
        log_in(staff, running, "reviewer")
        staff.goto(f"/admin/policies/action/{number}/change/")
        staff.get_by_role("button", name="公开", exact=True).click()
        expect(staff.locator(".messagelist")).to_contain_text("进展已公开")

        _shows(public, action, "推进中", shots, "action-after")
        expect(public.locator(".timeline")).to_contain_text(REASON)
        _shows(public, letter, "推进中", shots, "reply-after")
        public.goto("/actions/?status=in_progress")
        expect(public.locator(f"main a[href='/actions/{number}/']").first).to_be_visible()
        _shows(public, "/", "推进中", shots, "overview-after")

        staff.get_by_text("撤回…").first.click()
        staff.locator("form:has([name=deed][value=withdraw_update]) [name=reason]").fill(WITHDRAWN)
        staff.locator("form:has([name=deed][value=withdraw_update]) [type=submit]").click()
        expect(staff.locator(".messagelist")).to_contain_text("撤回")

        _shows(public, action, "尚未反馈", shots, "action-withdrawn")
        for words in (REASON, WITHDRAWN, "已撤回"):
            expect(public.locator(".timeline")).to_contain_text(words)
        public.goto("/actions/?status=in_progress")
        expect(public.locator(f"main a[href='/actions/{number}/']")).to_have_count(0)
        for address in ("policies/reply/", "policies/action/", "policies/update/"):
            staff.goto(f"/admin/{address}")
            shot(staff, shots, "admin-" + address.split("/")[1] + "-list")


def _shows(page: Page, address: str, words: str, shots: Path | None, name: str) -> None:
    page.goto(address)
    expect(page.locator("main").get_by_text(words).first).to_be_visible()
    shot(page, shots, name)


def _look(page: Page, address: str, status: int) -> None:
    response = page.goto(address)
    assert response.status == status, f"{address}: {response.status}"
    assert page.title().strip(), f"{address}: no title"
    scrolls = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not scrolls, f"{address}: scrolls sideways at {page.viewport_size['width']} pixels"


STEPS = (
    look_at_every_page,
    change_a_list_in_place,
    follow_a_promise,
    take_in_a_letter,
    correct_a_reading_without_scripts,
    mark_words_in_the_letter,
    report_on_thirty,
    publish_by_keyboard,
    invite_and_come_back_late,
)


if __name__ == "__main__":
    sys.exit(main())
