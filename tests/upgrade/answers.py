"""What the public is answered: rows of the API, files, feeds, calendar, figures; of every page, that it is there."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from tests.same.answers import Answer, answer_of
from tests.same.crawl import Crawl
from tests.same.folder import Folder
from tests.same.lists import FORMS
from tests.same.records import NOUNS

# An address, and why it may answer otherwise than the releases whose dumps are here.
MEANT: dict[str, str] = {}

OF_PAGES = ("actions", "replies", "proposals", "organisations", "categories")
LOC = re.compile(r"<loc>([^<]+)</loc>")
Rows = dict[str, list[dict]]


def keep_answers(folder: Folder) -> None:
    """Fill the folder with all answers that are compared, of the real records and the invented ones."""
    crawl = Crawl(folder)
    rows = {noun: sorted(crawl.rows(noun), key=lambda row: row["id"]) for noun in NOUNS}
    for noun, each in rows.items():
        folder.add(f"/api/v1/{noun}/", Answer(200, {}, json.dumps(each, ensure_ascii=False).encode()))
    client = Client(raise_request_exception=False, SERVER_NAME=crawl.host)
    for address in files(rows):
        answer = answer_of(client.get(address, secure=True))
        folder.add(address, Answer(answer.status, {"Content-Type": answer.headers["Content-Type"]}, answer.body))
    for address in pages(client, rows):
        folder.add(address, Answer(client.get(address, secure=True).status_code, {}, b""))
    for address in MEANT.keys() & folder.index.keys():
        del folder.index[address]


def files(rows: Rows) -> Iterator[str]:
    for address in (address for forms in FORMS.values() for address in forms):
        if address.endswith((".csv", ".json", ".ndjson", ".atom", ".ics")):
            yield from (address, f"{address}?demo=1")
    yield from (f"/actions/{row['id']}.atom" for row in rows["actions"])


def pages(client: Client, rows: Rows) -> list[str]:
    """Return every page that search engines are told of, and those of invented records."""
    found = {urlsplit(row["url"]).path for noun in OF_PAGES for row in rows[noun]}
    for part in _locations(client, "/sitemap.xml"):
        found.update(_locations(client, part))
    return sorted(found)


def _locations(client: Client, address: str) -> list[str]:
    found = LOC.findall(client.get(address, secure=True).getvalue().decode())
    assert found and all(each.startswith(settings.SITE_URL) for each in found), address
    return [each.removeprefix(settings.SITE_URL) for each in found]
