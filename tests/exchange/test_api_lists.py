"""Lists of the API: filters, pages, what a reader holds already, and what changed; each test with a record of its own."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from policies import changes
from policies.exchange.api.resources import RESOURCES
from policies.models import Action, Handling
from policies.queries.cache import clear_cache
from policies.queries.filters import find_actions
from tests.factories import make_category, make_proposal, make_reply, make_staff, make_unit, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOUNS = [each.noun for each in RESOURCES]


def told(client, noun, query="") -> dict:
    return client.get(f"/api/v1/{noun}/{query}").json()


def ids(page: dict) -> list[int]:
    return [row["id"] for row in page["results"]]


def test_the_filters_of_the_pages_find_the_same(client):
    for number in range(3):
        make_reply(actions=2, category=make_category(f"类{number}"), lead=make_unit(f"第{number}局"))
    make_update(Action.objects.first(), "done")
    for query in (
        "status=done",
        "category=类1",
        "organisation=第2局&status=unreported",
        "q=第",
        "order=due",
        "due=none",
    ):
        expected = list(find_actions(QueryDict(query)).qs.values_list("pk", flat=True))
        page = told(client, "actions", f"?{query}&limit=100")
        assert sorted(ids(page)) == sorted(expected) and page["total"] == len(expected) > 0


def test_parts_are_found_by_what_they_belong_to(client):
    one, other = make_reply(actions=2), make_reply()
    first, second = one.actions.order_by("pk")
    update = make_update(first, "done")
    make_update(other.actions.get(), "in_progress")
    piece = update.evidence.get().pk
    assert ids(told(client, "updates", f"?action={first.pk}")) == [update.pk]
    assert ids(told(client, "updates", f"?reply={one.pk}&status=done&status=stalled")) == [update.pk]
    assert ids(told(client, "updates", f"?action={second.pk}")) == []
    assert ids(told(client, "evidence", f"?action={first.pk}")) == ids(told(client, "evidence", f"?update={update.pk}"))
    assert ids(told(client, "evidence", f"?update={update.pk}")) == [piece]
    proposal = one.proposals.get()
    assert ids(told(client, "commitments", f"?proposal={proposal.pk}")) == [one.commitments.get().pk]
    assert ids(told(client, "commitments", f"?reply={other.pk}")) == [other.commitments.get().pk]


def test_each_row_is_met_once_page_by_page(client):
    letters = {make_reply().pk for _ in range(5)}
    for query in ("?limit=2", "?limit=2&order=oldest", "?limit=2&updated_after=2020-01-01"):
        address, met, back = f"/api/v1/replies/{query}", [], []
        while address:
            page = client.get(address).json()
            met += ids(page)
            last, address = page, page["next"]
        while last["previous"]:
            last = client.get(last["previous"]).json()
            back = ids(last) + back
        assert (len(met), set(met), back) == (5, letters, met[:4])


def test_whoever_holds_what_stands_is_told_so(client, staff):
    reply = make_reply()
    first = client.get("/api/v1/replies/")
    tag = {"if-none-match": first["ETag"]}
    with CaptureQueriesContext(connection) as asked:
        known = client.get("/api/v1/replies/", headers=tag)
    assert (known.status_code, known.content, known["ETag"], len(asked)) == (304, b"", first["ETag"], 1)
    packed = client.get("/api/v1/replies/", headers={"accept-encoding": "gzip"})
    assert client.get("/api/v1/replies/", headers={"if-none-match": packed["ETag"]}).status_code == 304
    assert client.get("/api/v1/actions/", headers=tag).status_code == 200
    assert client.get("/api/v1/replies/?limit=x", headers={"if-none-match": "*"}).status_code == 400
    changes.correct_reply(reply=reply, title="另一个标题", reason="抄错了。", by=staff)
    changed = client.get("/api/v1/replies/", headers=tag)
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


def test_a_list_asks_as_often_for_three_rows_as_for_one(client):
    def grow(number: int) -> None:
        unit = make_unit(f"第{number}局", parent=make_unit("上级局"))
        category = make_category(f"类{number}", make_category("大类"))
        proposal = make_proposal(category=category)
        proposal.proposers.create(name=f"委员{number}")
        reply = make_reply(lead=unit, category=category, proposal=proposal, actions=2, outcome_mark="A")
        reply.addressees.create(name=f"委员{number}")
        Handling.objects.create(proposal=proposal, organisation=unit, role="lead", reply=reply)
        Handling.objects.create(proposal=proposal, organisation=make_unit(f"第{number}会办局"), role="co")
        first = make_update(reply.actions.first(), "in_progress", date(2025, 9, number))
        make_update(reply.actions.first(), "done", date(2025, 9, number), replaces=first, organisation=unit)

    def asked() -> dict[str, int]:
        counted = {}
        for noun in NOUNS:
            for query in ("", "?updated_after=2020-01-01"):
                clear_cache()
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(f"/api/v1/{noun}/{query}").status_code == 200
                counted[noun + query] = len(queries)
        return counted

    grow(1)
    few = asked()
    grow(2)
    grow(3)
    assert asked() == few and max(few.values()) <= 20


def test_a_split_or_removed_action_leaves_the_list_for_whoever_keeps_a_copy(client):
    reply = make_reply(actions=2)
    kept, dropped = reply.actions.order_by("pk")
    since = told(client, "actions")["updated_until"].replace("+", "%2B")
    changes.remove_action(action=dropped, reason="不是承诺。", by=make_staff())
    page = told(client, "actions", f"?updated_after={since}")
    assert ids(page) == [kept.pk]
    [gone] = page["withdrawn"]
    assert (gone["id"], gone["url"][-len(f"/actions/{dropped.pk}/") :]) == (dropped.pk, f"/actions/{dropped.pk}/")
    assert gone["withdrawn_at"] and gone.keys() == {"id", "url", "withdrawn_at"}
    # A + that an address turned into a space is meant as one.
    again = told(client, "actions", f"?updated_after={page['updated_until']}")
    assert ids(again) == [kept.pk]
