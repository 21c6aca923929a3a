"""A copy of what the API tells, kept by harvesting: it equals a fresh download, whatever happened in between."""

import json

from django.test import Client

from policies.exchange.api.resources import RESOURCES

Copy = dict[str, dict[int, dict]]
"""Rows by resource and number."""
NOUNS = [each.noun for each in RESOURCES]


def download(client: Client, more: str = "") -> tuple[Copy, str]:
    """Read all lists whole; return the rows, and from when on to ask for changes."""
    copy, since = {}, ""
    for noun in NOUNS:
        pages = list(_pages(client, f"/api/v1/{noun}/?limit=100{more}"))
        since = since or pages[0]["updated_until"]
        copy[noun] = {row["id"]: row for page in pages for row in page["results"]}
    return copy, since


def bring_up_to_date(client: Client, copy: Copy, since: str, more: str = "", nouns=NOUNS) -> None:
    """Take into a copy whatever changed since."""
    for noun in nouns:
        for page in _pages(client, f"/api/v1/{noun}/?limit=7&updated_after={since}{more}"):
            copy[noun] |= {row["id"]: row for row in page["results"]}
            for row in page["withdrawn"]:
                copy[noun].pop(row["id"], None)


def differing(copy: Copy, fresh: Copy) -> list[tuple]:
    """Return what a copy says otherwise than a fresh one, as (resource, number, ours, theirs)."""
    return [
        (noun, key, copy[noun].get(key), fresh[noun].get(key))
        for noun in NOUNS
        for key in sorted(copy[noun].keys() | fresh[noun].keys())
        if copy[noun].get(key) != fresh[noun].get(key)
    ]


def _pages(client: Client, address: str):
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.content.decode()
        page = json.loads(response.content)
        yield page
        address = page["next"] and "/" + page["next"].split("/", 3)[3]
