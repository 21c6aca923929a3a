"""The whole crawl: dumps, records, lists, and whatever pages lead to besides."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from tests.same.answers import Answer, body_of
from tests.same.crawl import Crawl
from tests.same.folder import Folder
from tests.same.lists import addresses_of_lists
from tests.same.records import addresses_of_records, rows_of

# Pages without a list behind them, files, and what is no address.
PAGES = [
    *("/", "/?demo=1", "/about/", "/data/", "/api/", "/search/", "/statistics/", "/statistics/?demo=1"),
    *(
        f"/?as_of={day}{demo}"
        for day in ("2023-06-30", "2025-12-31", "2027-03-20", "gestern")
        for demo in ("", "&demo=1")
    ),
    *("/nothing/", "/actions/0/", "/actions", "/actions/x/", "/replies/x.atom", "/organisations/x/y/", "/?demo=2"),
]
FILES = [
    *("/robots.txt", "/health/", "/sitemap.xml", "/sitemap-actions-9.xml", "/sitemap-x-1.xml", "/statistics/x.csv"),
    *("/api/v1/", "/api/v1/schema/", "/api/v1/x/", "/api/v1/actions/x/", "/actions.pdf", "/workbooks/x.xlsx"),
    *("/data/x.csv", "/data/.state.json", "/data/changes.csv", "/admin/", "/en/admin/", "/favicon.ico"),
]
ROUNDS = 3
"""How often new links are followed."""


def crawl_everywhere(folder: Folder, *, records: int, combined: int) -> list[str]:
    """Fill the folder with the answers of a site. Return the addresses that answer otherwise when asked again."""
    add_export(folder)
    with dump_for_a_while():
        return _crawl(Crawl(folder), records, combined)


def _crawl(crawl: Crawl, records: int, combined: int) -> list[str]:
    rows = rows_of(crawl)
    for address in [*PAGES, *(f"/en{address}" for address in PAGES), *FILES]:
        crawl.ask(address)
    for address in addresses_of_records(rows, records):
        crawl.ask(address)
    for address, pages in addresses_of_lists(rows, combined):
        crawl.ask(address, pages)
    for _round in range(ROUNDS):
        if not crawl.follow_links():
            break
    return crawl.ask_again()


@contextmanager
def dump_for_a_while() -> Iterator[None]:
    """Publish a dump of what is crawled, and take it back afterwards: another crawl of the site makes its own."""
    home = Path(settings.DATA_DIR)
    before = {path.name for path in home.iterdir()} if home.exists() else set()
    call_command("publish_data", stdout=StringIO())
    try:
        yield
    finally:
        for path in home.iterdir():
            if path.is_dir() and path.name not in before:
                shutil.rmtree(path)


def add_export(folder: Folder) -> None:
    """Keep each file that `export_data` writes."""
    target = Path(settings.FILES) / "export"
    call_command("export_data", target, stdout=StringIO())
    for path in sorted(target.iterdir()):
        folder.add(f"export_data {path.name}", Answer(0, {}, body_of(path.read_bytes())))
    shutil.rmtree(target)
