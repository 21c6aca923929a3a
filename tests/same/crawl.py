"""Ask a site for its addresses as an anonymous reader, and keep what it answers."""

import json
import re
from collections import defaultdict
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from django.conf import settings
from django.test import Client

from tests.same.answers import answer_of
from tests.same.compare import kind_of
from tests.same.folder import Folder

HREF = re.compile(r'\bhref="([^"]+)"|<loc>([^<]+)</loc>')
NEXT = re.compile(r'<(?:a|link)\b[^>]*\brel="next"[^>]*\bhref="([^"]+)"')
# No public answers: the desk of staff, and files that are the same for every record.
ELSEWHERE = re.compile(r"/(en/)?(admin|static)/")
PAGES = 2
"""How many further pages of a list are turned."""
PER_SHAPE = 4
"""How many addresses of one shape are followed from links."""
EACH_AGAIN = 10
"""One address of so many is asked for twice: the second answer comes from what is kept."""


class Crawl:
    def __init__(self, folder: Folder):
        self.folder = folder
        self.host = urlsplit(settings.SITE_URL).netloc
        self.client = Client(raise_request_exception=False, SERVER_NAME=self.host)
        self.links: dict[str, set[str]] = defaultdict(set)
        """The addresses to which pages lead, by shape."""

    def ask(self, address: str, pages: int = 0) -> None:
        """Keep the answer of an address, and of the `pages` that follow it."""
        body = self.fetch(address)
        for page in range(2, pages + 2):
            link = next_page(body)
            if link is None:
                return
            # Named by where it stands: how a cursor is written is nobody's business.
            body = self.fetch(self.resolve(link, address), f"{address} page {page}")

    def fetch(self, address: str, name: str = "") -> str:
        """Ask for an address once, keep the answer under `name`, and return its body."""
        name = name or address
        if name not in self.folder.index:
            response = self._get(address)
            answer = answer_of(response)
            if tag := response.headers.get("ETag"):
                answer.headers["If-None-Match"] = str(self._get(address, {"if-none-match": tag}).status_code)
            self.folder.add(name, answer)
            self._note_links(address, answer.headers.get("Content-Type", ""), answer.body)
        return self.folder.body(name).decode("utf-8", "backslashreplace")

    def rows(self, noun: str) -> list[dict]:
        """Return all public rows of a resource of the API, the invented ones behind the real ones."""
        found = []
        for start in (f"/api/v1/{noun}/?limit=100", f"/api/v1/{noun}/?limit=100&demo=1"):
            address = start
            while address:
                page = json.loads(self._get(address).content)
                found += page["results"]
                address = page["next"] and self.resolve(page["next"], start)
        # Categories are the same on both sides.
        return list({row["id"]: row for row in found}.values())

    def follow_links(self) -> int:
        """Ask for some addresses of each shape to which pages lead; return how many there were."""
        asked = defaultdict(int)
        for address in self.folder.index:
            asked[shape_of(address)] += 1
        chosen = []
        for shape, addresses in sorted(self.links.items()):
            # By digest, so that one link more on a page does not move the choice.
            unknown = sorted(
                (a for a in addresses if a not in self.folder.index), key=lambda a: sha256(a.encode()).digest()
            )
            chosen += unknown[: max(PER_SHAPE - asked[shape], 0)]
        for address in chosen:
            self.fetch(address)
        return len(chosen)

    def ask_again(self) -> list[str]:
        """Ask for some addresses once more; return those that answer otherwise the second time."""
        asked = [address for address in sorted(self.folder.index)[::EACH_AGAIN] if address.startswith("/")]
        return [
            address
            for address in asked
            if " page " not in address and answer_of(self._get(address)).sha256 != self.folder.index[address]["sha256"]
        ]

    def resolve(self, link: str, address: str) -> str | None:
        """Return where a link on a page leads within the site, written as all addresses are; None for elsewhere."""
        parts = urlsplit(urljoin(f"https://{self.host}{address}", link))
        if parts.netloc != self.host or parts.scheme != "https" or ELSEWHERE.match(parts.path):
            return None
        return write_address(unquote(parts.path), parse_qsl(parts.query, keep_blank_values=True))

    def _get(self, address: str, headers: dict | None = None):
        self.client.cookies.clear()
        return self.client.get(address, secure=True, headers=headers)

    def _note_links(self, address: str, content_type: str, body: bytes) -> None:
        if not re.search("html|xml", content_type):
            return
        for match in HREF.finditer(body.decode("utf-8", "backslashreplace")):
            link = self.resolve(unescape(match[1] or match[2]), address)
            if link and "cursor=" not in link:
                self.links[shape_of(link)].add(link)


def write_address(path: str, query=()) -> str:
    """Return a path and its parameters as an address."""
    return quote(path) + (f"?{urlencode(query, doseq=True)}" if query else "")


def shape_of(address: str) -> str:
    """Return what many addresses have in common: the kind of page, and the name of the parameter, or that it has several."""
    names = list(parse_qs(urlsplit(address).query, keep_blank_values=True))
    return f"{kind_of(address)}?{names[0] if len(names) == 1 else '&' * len(names)}"


def next_page(body: str) -> str | None:
    """Return the link to the next page of a list, of a page or of the API."""
    if body.startswith('{"next":'):
        return json.loads(body)["next"]
    found = NEXT.search(body)
    return unescape(found[1]) if found else None
