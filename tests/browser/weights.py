"""What the first visit to a page brings over the line, as Chromium counts it: everything, headers and all."""

from playwright.sync_api import Page

MOST = 60_000


class Scale:
    """Counts the bytes that somebody receives who was never here: nothing is taken from what came with another page."""

    def __init__(self, page: Page):
        self.page, self.received = page, 0
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        line.on("Network.loadingFinished", self._add)

    def weigh(self, address: str) -> tuple[int, str, int]:
        """Open the page; return its status, its document and the bytes that it took."""
        before = self.received
        response = self.page.goto(address)
        return response.status, response.text(), self.received - before

    def _add(self, loaded: dict) -> None:
        self.received += int(loaded["encodedDataLength"])
