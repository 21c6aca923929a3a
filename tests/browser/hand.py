"""What a hand does to a page, counted."""

from pathlib import Path

from playwright.sync_api import Locator, Page


class Hand:
    """Does what a hand does, and counts it."""

    def __init__(self, page: Page):
        self.page, self.acts = page, 0

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.acts += 1

    def type(self, field: Locator, words: str) -> None:
        field.fill(words)
        self.acts += 1

    def press(self, button: Locator) -> None:
        button.click()
        self.acts += 1

    def choose(self, field: Locator, path: Path) -> None:
        field.set_input_files(path)
        self.acts += 1

    def break_line(self, field: Locator, before: str) -> None:
        """Click before the words and press Enter."""
        field.click()
        field.evaluate("(box, words) => box.setSelectionRange(...Array(2).fill(box.value.indexOf(words)))", before)
        field.press("Enter")
        self.acts += 2

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.acts += 1
