"""The API: what it tells of each kind of thing, pages by cursor, and what it answers where it has nothing to tell."""

import pytest

from policies.api.resources import RESOURCES
from tests.dark import build_site

pytestmark = pytest.mark.django_db
NOUNS = [each.noun for each in RESOURCES]


@pytest.fixture(scope="module")
def site(module_db):
    return build_site()


def rows(client, noun, **params) -> list[dict]:
    return client.get(f"/api/v1/{noun}/", params).json()["results"]


@pytest.mark.parametrize("noun", NOUNS)
def test_each_list_and_each_of_its_rows_can_be_read(site, client, noun):
    page = client.get(f"/api/v1/{noun}/")
    assert page.status_code == 200, page.content.decode()
    print(page.content.decode())
    told = page.json()
    assert told["results"] and told["total"] == len(told["results"])
    for row in told["results"]:
        key = row.get("slug") or row["id"]
        one = client.get(f"/api/v1/{noun}/{key}/")
        assert one.status_code == 200
        assert one.json() | row == one.json()


@pytest.mark.parametrize("noun", NOUNS)
def test_changes_since_the_beginning_are_the_list(site, client, noun):
    page = client.get(f"/api/v1/{noun}/", {"updated_after": "2020-01-01"})
    assert page.status_code == 200, page.content.decode()
    print(page.content.decode())
    told = page.json()
    listed = rows(client, noun)
    by_id = {row["id"]: row for row in told["results"]}
    assert by_id == {row["id"]: row for row in listed}
    assert all(each.keys() == {"id", "url", "withdrawn_at"} for each in told["withdrawn"])
