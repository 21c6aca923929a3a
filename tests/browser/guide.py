"""The pictures of the staff's guide, taken anew: `python -m tests.browser.guide` writes docs/staff/*.png."""

import sys
import tempfile

from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.pages import FLAGS, log_in, opened
from tests.browser.site import ROOT, Site, site

FOLDER = ROOT / "docs" / "staff"
# A page of print: as wide as the text of the guide, and no longer than what the words beside it speak of.
WIDTH, HEIGHT = 1120, 620


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, site(folder) as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        running.python("-m", "tests.browser.prepare")
        with opened(browser, running, width=WIDTH) as page:
            _day_of_a_reporter(page, running)
        with opened(browser, running, width=WIDTH) as page:
            _day_of_a_reviewer(page, running)
        browser.close()
    return 0


def _day_of_a_reporter(page: Page, running: Site) -> None:
    page.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
    log_in(page, running, "reporter")
    _keep(page, "queue-reporter")
    page.locator(".queue").get_by_role("link", name="尚未反馈").click()
    listed = page.url
    page.locator("#result_list tbody th a").first.click()
    report = page.locator("form.report")
    report.locator("[name=status][value=in_progress]").check()
    report.locator("[name=reason]").fill("县里两处加固工程已于本月开工，见县政府网站。")
    report.locator("[name=evidence-0-url]").fill("https://example.org/works")
    _keep(page, "report", report)
    page.goto(listed)
    page.locator("#action-toggle").check()
    page.get_by_role("button", name="填报同一进展").click()
    page.locator("[name=status][value=in_progress]").check()
    page.locator("[name=reason]").fill("全县水利项目都已开工，见县政府网站。")
    page.locator("[name=evidence-url]").fill("https://example.org/works")
    page.get_by_role("button", name="先看一遍").click()
    _keep(page, "many", page.locator("table.many"))
    page.get_by_role("button", name="保存这").click()


def _day_of_a_reviewer(page: Page, running: Site) -> None:
    page.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
    log_in(page, running, "reviewer")
    _keep(page, "queue-reviewer")
    page.get_by_role("link", name="逐条审核").click()
    _keep(page, "review")
    page.goto("/admin/policies/reply/add/")
    page.locator("[name=text]").fill(
        (ROOT / "tests/letters/d13_linjiang_jj_redlight_substitute.txt").read_text("utf-8")
    )
    page.get_by_role("button", name="收录答复").click()
    _keep(page, "reading", page.locator("#letter"))


def _keep(page: Page, name: str, part: Locator | None = None) -> None:
    """Write what stands in the window, from a little above `part` on."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    if part is not None:
        page.evaluate("top => window.scrollTo(0, top)", part.bounding_box()["y"] + page.evaluate("scrollY") - 90)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
