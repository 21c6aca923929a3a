"""Every kind of public page, by name, with an address of the samples that shows it."""

from playwright.sync_api import Page

REAL = "第04847号（商贸监管类178号）"
PAGES = {
    "overview": "/",
    "demo": "/?demo=1",
    "actions": "/actions/",
    "actions-demo": "/actions/?demo=1&status=in_progress&status=stalled",
    "actions-empty": "/actions/?status=dropped",
    "actions-wrong": "/actions/?status=finished",
    "workbook": "/actions/workbook/",
    "replies": "/replies/",
    "proposals": "/proposals/?demo=1",
    "organisations": "/organisations/",
    "categories": "/categories/",
    "about": "/about/",
    "data": "/data/",
    "api": "/api/",
    "actions-found": "/actions/?demo=1&q=养老&due_before=2030-01-01",
    "replies-found": "/replies/?demo=1&q=养老",
    "search": "/search/",
    "search-found": "/search/?demo=1&q=养老",
    "search-nothing": "/search/?q=没有这句话",
    "proposals-found": "/proposals/?demo=1&q=养老",
    "statistics": "/statistics/?demo=1",
    "statistics-real": "/statistics/",
    "actions-then": "/actions/?demo=1&as_of=2025-12-31",
    "overview-then": "/?demo=1&as_of=2025-12-31",
    "missing": "/actions/999999/",
}
# What a tracker without a single letter shows.
WITHOUT_LETTERS = (
    "overview",
    "demo",
    "actions",
    "replies",
    "proposals",
    "organisations",
    "categories",
    "statistics",
    "search",
    "about",
    "data",
    "api",
)


def find_pages(page: Page) -> dict[str, str]:
    """Return the addresses of all kinds; `page` finds those of one thing on the way that a visitor goes."""
    pages = dict(PAGES)
    page.goto("/replies/")
    page.get_by_role("link", name=REAL).first.click()
    pages["reply"] = _path(page)
    page.locator("#letter a[href^='/actions/']").first.click()
    pages["action"] = _path(page)
    pages["action-history"] = f"{pages['action']}history/"
    pages["action-card"] = f"{pages['action']}embed/"
    pages["correction"] = f"{pages['action']}correction/"
    for name, link in (("proposal", "proposals"), ("organisation", "organisations"), ("category", "categories")):
        pages[name] = page.locator(f"main a[href^='/{link}/']:not([href='/{link}/'])").first.get_attribute("href")
    page.goto(pages["proposal"])
    pages["proposer"] = page.locator("main a[href^='/proposers/']").first.get_attribute("href")
    page.goto("/actions/?demo=1&order=updated")
    page.locator("main a[href*='/actions/']:not([href*='?'])").first.click()
    pages["action-demo"] = _path(page)
    return pages


def status_of(name: str) -> int:
    return 404 if name == "missing" else 200


def _path(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3]
