"""Reading a feed as strictly as RFC 4287 has it: by its schema, and by what no schema can say."""

from datetime import datetime
from pathlib import Path

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def read_feed(response) -> etree._Element:
    """Return the feed of an answer; it is valid."""
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = etree.fromstring(response.content)
    assert faults(feed) == []
    return feed


def faults(feed: etree._Element) -> list[str]:
    """Return what is wrong with a feed."""
    if not SCHEMA.validate(feed):
        return [str(error) for error in SCHEMA.error_log] or ["not valid"]
    found = []
    # Section 4.1.1: the feed has an author, or each entry has.
    if feed.find(f"{ATOM}author") is None and any(each.find(f"{ATOM}author") is None for each in entries(feed)):
        found.append("by nobody")
    names = [text(entry, "id") for entry in entries(feed)]
    found += [f"twice: {name}" for name in set(names) if names.count(name) > 1]
    for part in (feed, *entries(feed)):
        # Section 4.1.1: no two alternates of one type and language. Section 4.1.2: an entry has one, or says all itself.
        kinds = [(each.get("type"), each.get("hreflang")) for each in links(part, "alternate")]
        found += [f"two alternates: {kind}" for kind in set(kinds) if kinds.count(kind) > 1]
        if not kinds and part.find(f"{ATOM}content") is None:
            found.append("neither alternate nor content")
    for entry in entries(feed):
        if entry.find(f"{ATOM}published") is not None and moment(entry, "published") > moment(entry, "updated"):
            found.append(f"published after it was updated: {text(entry, 'id')}")
        if not html.fragment_fromstring(text(entry, "content"), create_parent="div").text_content():
            found.append(f"says nothing: {text(entry, 'id')}")
    return found


def entries(feed) -> list[etree._Element]:
    return feed.findall(f"{ATOM}entry")


def links(part, rel: str) -> list[etree._Element]:
    return [each for each in part.findall(f"{ATOM}link") if each.get("rel", "alternate") == rel]


def address(part, rel: str) -> str | None:
    """Return where the first link of a kind leads."""
    return next((each.get("href") for each in links(part, rel)), None)


def text(part, name: str) -> str:
    return part.findtext(f"{ATOM}{name}")


def moment(part, name: str) -> datetime:
    return datetime.fromisoformat(text(part, name))


def ids(feed) -> list[str]:
    return [text(entry, "id") for entry in entries(feed)]
