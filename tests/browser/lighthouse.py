"""Lighthouse, as a telephone sees the site: access, practice and search engines at least 98, speed at least 95.

`python -m tests.browser.lighthouse` measures each page five times and takes the median; `--thrifty` is content with one
run of a page where that is good. Nothing else should run meanwhile: it would be measured too.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.kinds import find_pages
from tests.browser.pages import FLAGS, opened
from tests.browser.site import Site, site

PROGRAM = Path(".cache/browser/node_modules/lighthouse/cli/index.js")
LEAST = {"accessibility": 98, "best-practices": 98, "seo": 98, "performance": 95}
PAGES = ("overview", "actions", "action", "reply")
RUNS = 5
ATTEMPTS = 4


def measure(running: Site, address: str, folder: Path) -> dict[str, int]:
    """Return the marks of one run, by category. A run that the browser did not record says nothing, and is made anew."""
    for _ in range(ATTEMPTS - 1):
        with suppress(subprocess.CalledProcessError):
            return _measure(running, address, folder)
    return _measure(running, address, folder)


def _measure(running: Site, address: str, folder: Path) -> dict[str, int]:
    report = folder / "report.json"
    # A profile of its own: what the last run's browser left may be in use still.
    flags = ["--headless", *FLAGS, f"--user-data-dir={tempfile.mkdtemp(dir=folder)}"]
    command = ["node", str(PROGRAM), running.url + address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [
        f"--only-categories={','.join(LEAST)}",
        "--disable-full-page-screenshot",
        f"--chrome-flags={' '.join(flags)}",
    ]
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": "/usr/bin/chromium"})
    said = json.loads(report.read_text(encoding="utf-8"))
    return {name: round(100 * category["score"]) for name, category in said["categories"].items()}


def medians(runs: list[dict[str, int]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in LEAST}


def too_low(runs: list[dict[str, int]]) -> bool:
    return any(median < LEAST[name] for name, median in medians(runs).items())


def measured(running: Site, address: str, folder: Path, *, thrifty: bool) -> list[dict[str, int]]:
    """Return the marks of five runs; of one alone where that is good enough and `thrifty`."""
    runs = [measure(running, address, folder)]
    if thrifty and not too_low(runs):
        return runs
    return runs + [measure(running, address, folder) for _ in range(RUNS - 1)]


def main() -> int:
    thrifty = "--thrifty" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, site(folder, debug=False) as running:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            with opened(browser, running) as page:
                pages = find_pages(page)
            browser.close()
        wrong = 0
        for name in PAGES:
            runs = measured(running, pages[name], Path(folder), thrifty=thrifty)
            wrong += too_low(runs)
            marks = {each: [run[each] for run in runs] for each in LEAST}
            print("✗" if too_low(runs) else "✓", "lighthouse:", name, marks, flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
