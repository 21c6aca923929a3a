"""The addresses of single records, of those that nobody may see too."""

from collections.abc import Iterator

from tests.same.crawl import Crawl, write_address
from tests.secrets_site import HIDDEN

NOUNS = (
    "places",
    "sessions",
    "proposals",
    "replies",
    "commitments",
    "actions",
    "updates",
    "evidence",
    "organisations",
    "categories",
)
BY_SLUG = ("organisations", "categories")
# The pages of one record, in both languages.
PAGES = {
    "actions": ("", "history/", "embed/", "correction/", "correction/received/"),
    "replies": ("", "history/"),
    "proposals": ("", "history/"),
    "organisations": ("", "history/", "?as_of=2025-12-31", "?demo=1"),
    "categories": ("", "history/", "?as_of=2025-12-31", "?demo=1"),
}

Rows = dict[str, list[dict]]


def rows_of(crawl: Crawl) -> Rows:
    """Return the public rows of every resource of the API."""
    return {noun: crawl.rows(noun) for noun in NOUNS}


def addresses_of_records(rows: Rows, most: int) -> Iterator[str]:
    """Yield the addresses of at most `most` public records of each kind, and of as many that are not public."""
    for noun in NOUNS:
        for key in [*keys_of(rows, noun, most), *hidden_keys(rows, noun, most)]:
            for page in PAGES.get(noun, ()):
                path = write_address(f"/{noun}/{key}/") + page
                yield from (path, f"/en{path}")
            yield write_address(f"/api/v1/{noun}/{key}/")
            if noun == "actions":
                yield f"/actions/{key}.atom"
            if noun == "evidence":
                yield f"/evidence/{key}/"
    for place, name in proposers_of(rows, most):
        path = write_address(f"/proposers/{place}/{name}/")
        yield from (path, f"/en{path}")


def keys_of(rows: Rows, noun: str, most: int) -> list:
    """Return the keys of `most` records: the real ones, which tests made, and invented ones, evenly spread."""
    keys = {demo: [] for demo in (False, True)}
    for row in rows[noun]:
        keys[bool(row.get("is_demo"))].append(row["slug" if noun in BY_SLUG else "id"])
    real = sorted(keys[False])[:most]
    return real + spread(sorted(keys[True]), most - len(real))


def hidden_keys(rows: Rows, noun: str, most: int) -> list:
    """Return keys of records that are not public, and one that no record has."""
    if noun in BY_SLUG:
        return [*(word for word in HIDDEN if word.endswith(("局", "类"))), "没有"]
    known = {row["id"] for row in rows[noun]}
    last = max(known, default=0) + 1
    return spread([key for key in range(last) if key not in known], most // 2) + [last]


def proposers_of(rows: Rows, most: int) -> list[tuple[int, str]]:
    """Return whose pages there are, as the number of the place and the name, and some that there are not."""
    places = {row["name"]: row["id"] for row in rows["places"]}
    sessions = {row["id"]: places.get(row["place"], 0) for row in rows["sessions"]}
    found = {(sessions.get(row["session"], 0), name) for row in rows["proposals"] for name in row["proposers"]}
    hidden = [(place, name) for place in sorted(places.values()) for name in ("暗员", "默员")]
    return spread(sorted(found), most) + hidden


def spread(items: list, most: int) -> list:
    """Return at most `most` of the items, evenly spread."""
    return items[:: max(-(-len(items) // most), 1)] if most > 0 else []
