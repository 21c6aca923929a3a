"""A list changes in place with scripts, and by pages without: the same rows, address and title."""

from playwright.sync_api import Page, expect

from tests.browser.pages import opened
from tests.browser.site import Site

LIST = "/actions/?demo=1"


def change_a_list_in_place(browser, running: Site, shots) -> None:
    """Filter, sort, take a filter away and go back: nothing is loaded anew, and everything says what it shows."""
    with opened(browser, running) as page:
        page.goto(LIST)
        page.evaluate("window.stayed = true")
        _filter_by_done(page)
        expect(page.locator("#list .sentence")).to_be_focused()
        assert "已完成" in page.title() and "status=done" in page.url
        assert "status=done" in page.locator("#tongue").get_attribute("href")
        page.locator(".orders a", has_text="最近有进展的在前").click()
        expect(page.locator(".orders [aria-current]")).to_have_text("最近有进展的在前")
        expect(page.locator("#list-told")).to_contain_text("条举措")
        expect(page.locator(".orders [aria-current]")).to_be_focused()
        page.locator(".chips a", has_text="已完成").click()
        expect(page.locator(".chips a", has_text="已完成")).to_have_count(0)
        assert page.evaluate("window.stayed") is True
        page.go_back()
        expect(page.locator(".chips a", has_text="已完成")).to_have_count(1)
        assert "status=done" in page.url
    with opened(browser, running, scripts=False) as page:
        page.goto(LIST)
        _filter_by_done(page)
        assert "已完成" in page.title() and "status=done" in page.url


def _filter_by_done(page: Page) -> None:
    page.locator("#filters [name=status][value=done]").check()
    page.locator("#filters button").click()
    expect(page.locator(".chips a", has_text="已完成")).to_be_visible()
    expect(page.locator(".row-state .status:not(.s-done)")).to_have_count(0)
