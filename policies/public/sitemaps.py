"""What search engines are told of: every public page of the real places, in both languages.

File n of a section holds the keys (n - 1) * 10,000 + 1 to n * 10,000: one range of an index, without a count or an OFFSET,
and the same file for ever. Django's own sitemaps count and skip, and take ten seconds to write so many addresses.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from policies.exchange.feeds.moments import OF_ACTIONS, OF_REPLIES
from policies.models import Action, Category, Organisation, Proposal, Reply
from policies.queries.cache import cached_per_edition

KEYS_PER_FILE = 10_000  # in two languages 20,000 addresses, of the 50,000 that a file may hold
LISTS = ("action_list", "reply_list", "proposal_list", "organisation_list", "category_list")


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    """Of the Chinese page."""
    changed_at: datetime | None = None


class Section(ABC):
    """One kind of page."""

    @property
    @abstractmethod
    def files(self) -> int:
        """How many files it fills."""

    @abstractmethod
    def entries(self, number: int) -> list[Entry]:
        """Return what file `number` holds."""


class Pages(Section):
    """The pages that are there whatever the record holds."""

    files = 1

    def entries(self, number):
        return (
            [Entry(reverse(route)) for route in ("overview", *LISTS, "statistics", "data", "api_page", "about")]
            if number == 1
            else []
        )


class Rows(Section):
    """A page for each row that anybody may see."""

    address = "pk"
    """The field that the address names."""
    moments: tuple[str, ...] = ()
    """The fields that hold when something on its page changed; the latest counts."""

    @abstractmethod
    def rows(self) -> QuerySet:
        """Return the rows that have a page."""

    @property
    def files(self):
        """As many as the highest public key asks for: one look at the end of the index, no count."""
        highest = self.rows().order_by("-pk").values_list("pk", flat=True).first() or 0
        return -(-highest // KEYS_PER_FILE)

    def entries(self, number):
        rows = self.rows().filter(pk__gt=(number - 1) * KEYS_PER_FILE, pk__lte=number * KEYS_PER_FILE).order_by("pk")
        changed = {}
        for field in self.moments:  # one at a time: joined together they would multiply
            for pk, moment in rows.values_list("pk").annotate(Max(field)):
                changed.setdefault(pk, []).append(moment)
        before, behind = reverse(self.route, args=[0]).split("0")  # to ask for each address would take seconds
        return [
            Entry(f"{before}{quote(str(key))}{behind}", max(filter(None, changed.get(pk, ())), default=None))
            for pk, key in rows.values_list("pk", self.address)
        ]


class Actions(Rows):
    route = "action"
    moments = tuple(moment.path for moment in OF_ACTIONS)

    def rows(self):
        # Not `of_demo`: by its index SQLite would read and sort all actions for each range of keys.
        return Action.objects.public().filter(is_demo=False)


class Replies(Rows):
    route, moments = "reply", tuple(moment.path for moment in OF_REPLIES)

    def rows(self):
        return Reply.objects.public().of_demo(False)


class Proposals(Rows):
    route, moments = "proposal", ("replies__published_at", "replies__withdrawn_at")

    def rows(self):
        return Proposal.objects.public().of_demo(False)


class Organisations(Rows):
    """Of units and categories no day is told: their pages are figures, which change with every report."""

    route, address = "organisation", "slug"

    def rows(self):
        return Organisation.objects.public().of_demo(False)


class Categories(Rows):
    route, address = "category", "slug"

    def rows(self):
        return Category.objects.public().of_demo(False)


SECTIONS: dict[str, type[Section]] = {
    "pages": Pages,
    "actions": Actions,
    "replies": Replies,
    "proposals": Proposals,
    "organisations": Organisations,
    "categories": Categories,
}


@cached_per_edition
def paths() -> list[str]:
    """Return the addresses of all files."""
    return [
        reverse("sitemap", args=[name, number])
        for name, section in SECTIONS.items()
        for number in range(1, section().files + 1)
    ]


def index_xml(paths: Iterable[str]) -> Iterator[str]:
    """Write the list of the files at `paths`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for path in paths:
        yield f"<sitemap><loc>{settings.SITE_URL}{path}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def file_xml(entries: Iterable[Entry]) -> Iterator[str]:
    """Write a file: each address in each language, with the other."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    for entry in entries:
        chinese, english = f"{settings.SITE_URL}{entry.path}", f"{settings.SITE_URL}/en{entry.path}"
        day = f"<lastmod>{timezone.localdate(entry.changed_at)}</lastmod>" if entry.changed_at else ""
        both = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
            for language, address in (("zh-Hans", chinese), ("en", english), ("x-default", chinese))
        )
        for address in (chinese, english):
            yield f"<url><loc>{address}</loc>{day}{both}</url>\n"
    yield "</urlset>\n"
