"""Pages of a running site in Chromium: opened, logged in, looked at."""

import re
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.site import Site

# Without them the browser calls its maker's hosts; as root it needs no-sandbox.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A browser remarks on every page that says no, with the status: not found, not logged in (any more), too often.
SAYS_NO = re.compile(r"status of (403|404|429)")


@contextmanager
def opened(browser, running: Site, *, width: int = 1280, scheme: str = "light", scripts: bool = True):
    """A page of the site; afterwards: nothing went wrong in it, and it asked no other host for anything."""
    context = browser.new_context(
        base_url=running.url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale="zh-CN",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: line.type == "error" and not SAYS_NO.search(line.text) and wrong.append(line.text))
    page.on("request", lambda asked: asked.url.startswith(running.url) or wrong.append(f"asked {asked.url}"))
    yield page
    context.close()
    assert not wrong, wrong


def log_in(page: Page, running: Site, name: str = "admin") -> None:
    page.goto("/admin/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(running.passwords[name])
    page.locator("[type=submit]").click()


def log_out(page: Page) -> None:
    page.locator("#logout-form button").click()


def shot(page: Page, shots: Path | None, name: str) -> None:
    """Keep a picture of the whole page where pictures are asked for."""
    if shots:
        page.screenshot(path=shots / f"{name}.png", full_page=True)
