"""Whether a page can be used by everybody, as far as a program can tell: axe-core, WCAG 2.2 A and AA, and 320 pixels."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    # A frame or a sheet of another host would have stopped the walk before.
    "preload": False,
}
AXE = Axe()


def assert_accessible(page: Page) -> None:
    """Fail with every rule that the page breaks, and where."""
    broken = AXE.run(page, options=RULES).response["violations"]
    assert not broken, [(rule["id"], rule["help"], [node["target"] for node in rule["nodes"]]) for rule in broken]


def assert_narrow(page: Page) -> None:
    """Fail where a window of 320 pixels would have to be scrolled sideways. Leaves the window as it was."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": before["height"]})
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(before)
    assert beyond <= 0, f"{page.url} is {beyond} pixels too wide at 320"
