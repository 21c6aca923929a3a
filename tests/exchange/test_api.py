"""The API: what it tells of each kind of thing, by which filters, page by page, and what it answers where it tells nothing."""

import pytest

from policies.exchange.api.examples import EXAMPLES
from policies.exchange.api.resources import RESOURCES
from policies.exchange.exports import NAMES, Rows, as_dict
from policies.models import Action, Evidence, Proposal, Reply
from tests.secrets_site import build_site

pytestmark = pytest.mark.django_db
NOUNS = [each.noun for each in RESOURCES]
# What a list shows of the site around which there is so much that nobody may see.
SHOWN = {
    "places": ["青原县"],
    "sessions": ["青原县政协10届2次会议"],
    "proposals": ["明案", "明员", "明局"],
    "replies": ["明题", "明函1号", "明局", "明员", "138********"],
    "commitments": ["明标"],
    "actions": ["明引", "明标", "明因", "明局", "明类", "明函1号"],
    "updates": ["明因", "误报", "填错了"],
    "evidence": ["明佐"],
    "organisations": ["明局"],
    "categories": ["明类"],
}


@pytest.fixture(scope="module")
def site(module_db):
    return build_site()


def told(client, noun, query="", **headers) -> dict:
    return client.get(f"/api/v1/{noun}/{query}", **headers).json()


@pytest.mark.database
@pytest.mark.parametrize("noun", NOUNS)
def test_each_list_and_each_of_its_rows_can_be_read(site, client, noun):
    response = client.get(f"/api/v1/{noun}/")
    page, words = response.json(), response.content.decode()
    assert [word for word in SHOWN[noun] if word not in words] == []
    assert (page["total"], page["total_is_exact"]) == (len(page["results"]), True)
    for row in page["results"]:
        assert list(row) == list(EXAMPLES[noun])
        one = told(client, noun, f"{row.get('slug') or row['id']}/")
        assert one | row == one


def test_there_is_an_example_of_each_resource_with_all_that_it_tells():
    for each in RESOURCES:
        assert list(EXAMPLES[each.noun]) == list(each.shape().fields)
        whole = each.whole_shape or each.shape
        assert list(EXAMPLES[each.noun] | each.whole_example) == list(whole().fields)


def test_the_first_page_says_what_there_is(client):
    index = client.get("/api/v1/").json()
    assert list(index["resources"]) == NOUNS
    assert [client.get(address).status_code for address in index["resources"].values()] == [200] * len(NOUNS)
    assert client.get(index["schema"]).json()["openapi"].startswith("3.1")


def test_an_action_is_told_in_the_row_of_every_door(site, client):
    action = Action.objects.public().get()
    [row] = told(client, "actions")["results"]
    assert [row] == [as_dict(each) for each in Rows().of([action.pk])] and tuple(row) == NAMES
    one = told(client, "actions", f"{action.pk}/")
    assert (one["reply"], one["start"], one["end"]) == (action.reply_id, action.start, action.end)


def test_the_text_of_a_letter_is_told_with_the_letter_alone(site, client):
    reply = Reply.objects.public().get()
    one = told(client, "replies", f"{reply.pk}/")
    assert one["text"] == reply.shown_text and "138********" in one["text"] and "text" not in told(client, "replies")


def test_a_withdrawn_update_says_so_and_a_draft_is_not_there(site, client):
    states = [(row["state"], row["reason"], row["evidence"]) for row in told(client, "updates")["results"]]
    shown = Evidence.objects.get(title="明佐").pk
    assert states == [("withdrawn", "误报", []), ("published", "又明因", []), ("published", "明因", [shown])]


def test_what_is_gone_answers_410_and_what_was_never_there_404(site, client):
    gone = Reply.objects.get(title="撤题")
    action = gone.actions.get()
    removed = Action.objects.get(removed_at__isnull=False)
    answers = [
        client.get(f"/api/v1/replies/{gone.pk}/"),
        client.get(f"/api/v1/actions/{action.pk}/"),
        client.get(f"/api/v1/actions/{removed.pk}/"),
        client.get(f"/api/v1/proposals/{Proposal.objects.get(title='撤案').pk}/"),
    ]
    assert [answer.status_code for answer in answers] == [410] * 4
    assert all(answer.json().keys() == {"type", "title", "status", "detail", "withdrawn_at"} for answer in answers)
    dark = Reply.objects.get(title="暗题")
    for address in (
        f"replies/{dark.pk}",
        f"actions/{dark.actions.get().pk}",
        "organisations/暗局",
        "updates/9999",
        "x",
        "actions/a%0Ab",
    ):
        answer = client.get(f"/api/v1/{address}/")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


MEANINGLESS = [
    pytest.param("actions", "?status=finished", "status", id="status"),
    pytest.param("actions", "?organisation=没有这个局", "organisation", id="unit"),
    pytest.param("actions", "?organistion=x", "organistion", id="unknown"),
    pytest.param("updates", "?q=水", "q", id="of-another-list"),
    pytest.param("updates", "?as_of=2025-01-01", "as_of", id="past-day"),
    pytest.param("actions", "?status=", "status", id="empty"),
    pytest.param("evidence", "?action=1&action=2", "action", id="twice"),
    pytest.param("replies", "?limit=101", "limit", id="limit"),
    pytest.param("replies", "?limit=ten", "limit", id="no-number"),
    pytest.param("replies", "?cursor=x", "cursor", id="cursor"),
    pytest.param("replies", "?cursor=x&updated_after=2025-01-01", "cursor", id="cursor-of-changes"),
    pytest.param("replies", "?updated_after=yesterday", "updated_after", id="moment"),
    pytest.param("replies", "?updated_after=2025-01-01T10:00:00", "updated_after", id="no-time-zone"),
    pytest.param("replies", "?updated_after=2025-01-01&order=newest", "order", id="order-of-changes"),
]


@pytest.mark.parametrize(("noun", "query", "named"), MEANINGLESS)
def test_what_means_nothing_is_said(site, client, noun, query, named):
    answer = client.get(f"/api/v1/{noun}/{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert (problem["status"], problem["title"]) == (400, "Bad Request") and f"“{named}”" in problem["detail"]


def test_several_mistakes_are_told_one_by_one_in_the_language_asked_for(client):
    chinese = client.get("/api/v1/actions/?status=x&due=y")
    assert len(chinese.json()["errors"]) == 2 and chinese["Content-Language"] == "zh-hans"
    english = client.get("/api/v1/actions/?status=x", headers={"accept-language": "en-GB,en;q=0.8"})
    assert english["Content-Language"] == "en"


def test_values_are_the_same_in_every_language(site, client):
    english = {"accept-language": "en"}
    for noun in NOUNS:
        assert told(client, noun) == told(client, noun, headers=english)


def test_it_is_read_only_and_speaks_json(client):
    refused = [client.post("/api/v1/actions/"), client.delete("/api/v1/actions/1/"), client.put("/api/v1/")]
    assert [(each.status_code, each["Allow"]) for each in refused] == [(405, "GET, HEAD, OPTIONS")] * 3
    assert client.get("/api/v1/actions/", headers={"accept": "text/csv"}).status_code == 406
    head = client.head("/api/v1/actions/")
    assert (head.status_code, head.content, "ETag" in head) == (200, b"", True)


def test_a_forgotten_slash_is_added(client):
    moved = client.get("/api/v1/actions?status=done")
    assert (moved.status_code, moved["Location"]) == (301, "/api/v1/actions/?status=done")


def test_one_address_may_not_ask_without_end(client, settings):
    settings.API_PER_MINUTE = 3
    asked = [client.get("/api/v1/places/", REMOTE_ADDR="192.0.2.7") for _ in range(4)]
    assert [each.status_code for each in asked] == [200, 200, 200, 429]
    assert [each["RateLimit"].split(";")[1] for each in asked] == ["r=2", "r=1", "r=0", "r=0"]
    assert {each["RateLimit-Policy"] for each in asked} == {'"address";q=3;w=60'}
    assert 1 <= int(asked[3]["Retry-After"]) <= 60 and asked[3].json()["status"] == 429
    assert client.get("/api/v1/places/", REMOTE_ADDR="192.0.2.8").status_code == 200
    # One household has a whole network of IPv6.
    assert client.get("/api/v1/places/", REMOTE_ADDR="2001:db8::1")["RateLimit"].split(";")[1] == "r=2"
    assert client.get("/api/v1/places/", REMOTE_ADDR="2001:db8::2")["RateLimit"].split(";")[1] == "r=1"


def test_scripts_of_other_sites_may_read_the_api_and_nothing_else(client):
    for address in ("/api/v1/", "/api/v1/places/", "/api/v1/places/?x=1", "/api/v1/nothing/", "/api/v1/schema/"):
        answer = client.get(address, headers={"origin": "https://example.org"})
        assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
    preflight = client.options("/api/v1/places/", headers=asked)
    assert preflight.status_code == 204 and "If-None-Match" in preflight["Access-Control-Allow-Headers"]
    assert not client.get("/api/", headers=asked).has_header("Access-Control-Allow-Origin")
