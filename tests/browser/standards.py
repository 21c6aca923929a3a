"""The public pages as an office serves them: what they weigh, whom they ask, and what the Nu checker says of them.

`python -m tests.browser.standards` opens every kind of page in both languages, of the samples and of an empty tracker.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import nu
from tests.browser.kinds import PAGES, WITHOUT_LETTERS, find_pages, status_of
from tests.browser.pages import FLAGS, opened
from tests.browser.site import Site, site
from tests.browser.weights import MOST, Scale

LANGUAGES = (("zh", ""), ("en", "/en"))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        full, empty, kept = (Path(folder) / name for name in ("full", "empty", "pages"))
        for each in (full, empty, kept):
            each.mkdir()
        with site(str(empty), debug=False, filled=False) as running:
            weights = look_at(browser, running, {f"{name}-of-nothing": PAGES[name] for name in WITHOUT_LETTERS}, kept)
        with site(str(full), debug=False) as running:
            with opened(browser, running) as page:
                pages = find_pages(page)
            weights |= look_at(browser, running, pages, kept)
            heaviest = max(weights, key=weights.get)
            assert weights[heaviest] <= MOST, {name: n for name, n in weights.items() if n > MOST}
            print(
                f"✓ {len(weights)} pages ask nobody else; the first load is {weights[heaviest]:,} bytes at most ({heaviest})"
            )
            said = nu.told_of(kept)
            assert not said, "\n".join(said)
            print(f"✓ the Nu checker has nothing to say about {len(weights)} pages")
            browser.close()
    return 0


def look_at(browser, running: Site, pages: dict[str, str], kept: Path) -> dict[str, int]:
    """Open each page in both languages as somebody who was never here; keep its document; return the weights."""
    weights = {}
    with opened(browser, running) as page:
        scale = Scale(page)
        for (name, address), (language, prefix) in product(pages.items(), LANGUAGES):
            status, document, weights[f"{name}-{language}"] = scale.weigh(prefix + address)
            assert status == status_of(name), f"{prefix}{address}: {status}"
            (kept / f"{name}-{language}.html").write_text(document, encoding="utf-8")
    return weights


if __name__ == "__main__":
    sys.exit(main())
