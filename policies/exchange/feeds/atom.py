"""Atom documents: Django's, with what it leaves out of RFC 4287, and the links between pages of RFC 5005."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from policies.exchange.feeds.ids import english, feed_tag, whole
from policies.exchange.feeds.words import said

CONTENT_TYPE = Atom1Feed.content_type
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed changed in which nothing has ever stood."""


@dataclass(frozen=True, slots=True)
class Category:
    term: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    path: str
    """Of its page in Chinese; below /en/ it is in English."""
    updated: datetime
    html: str
    author: str
    """A unit; empty where none is known."""
    published: datetime | None = None
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed. `query` finds its rows, in one writing; `next_query` the page behind, empty on the last one."""

    title: str
    subtitle: str
    path: str
    page: str
    """The path of the page in Chinese that shows the same."""
    query: str = ""
    here: str = ""
    """The query of this page of the feed."""
    next_query: str = ""


def atom(feed: Feed, entries: Iterable[Entry]) -> str:
    """Write a page of a feed."""
    licence, licence_address = settings.DATA_LICENCE
    document = _Atom(
        title=said(feed.title),
        link=whole(feed.page + feed.query),
        description=None,
        subtitle=said(feed.subtitle),
        language="zh-Hans",
        author_name=said(settings.SITE_OWNER) or _("答复承诺追踪"),
        author_link=whole("/"),
        feed_url=whole(feed.path + feed.here),
        feed_guid=feed_tag(feed.path, feed.query),
        feed_copyright=licence or None,
        links=[
            ("related", english(feed.page + feed.query), "en"),
            *_pages(feed),
            *([("license", licence_address, "")] if licence_address else []),
        ],
    )
    for entry in entries:
        document.add_item(
            title=said(entry.title),
            link=whole(entry.path),
            description=None,
            unique_id=entry.id,
            author_name=entry.author or None,
            pubdate=entry.published,
            updateddate=entry.updated,
            content=entry.html,
            links=[("related", english(entry.path), "en")],
            labelled=entry.categories,
        )
    return document.writeString("utf-8")


def _pages(feed: Feed) -> list[tuple[str, str, str]]:
    """Return the links between pages; a feed of one page has none."""
    next_page = [("next", whole(feed.path + feed.next_query), "")] if feed.next_query else []
    is_alone = not next_page and feed.here == feed.query
    return [] if is_alone else [("first", whole(feed.path + feed.query), ""), *next_page]


class _Atom(Atom1Feed):
    """The page in English is `related`: of two alternates some readers open the first, others the last."""

    def root_attributes(self):
        return super().root_attributes() | {"xml:base": whole("/")}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        _add_links(handler, self.feed["links"])
        handler.addQuickElement("generator", _("答复承诺追踪"), {"uri": whole("/")})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        _add_links(handler, item["links"])
        for each in item["labelled"]:
            named = {"term": said(each.term), "scheme": each.scheme, "label": said(each.label)}
            handler.addQuickElement("category", "", named)
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self):
        """Django would say now: the same page would be another each time that somebody asks."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


def _add_links(handler, links: Iterable[tuple[str, str, str]]) -> None:
    for rel, address, language in links:
        handler.addQuickElement(
            "link", "", {"rel": rel, "href": address, **({"hreflang": language} if language else {})}
        )
