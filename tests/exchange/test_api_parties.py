"""Who handles a proposal, and whom a letter answers, as the API tells it: no more than the public pages do."""

from datetime import date

import pytest

from policies import changes
from policies.models import Handling
from tests.factories import make_proposal, make_reply, make_unit

pytestmark = pytest.mark.django_db


def told(client, noun, query="") -> dict:
    return client.get(f"/api/v1/{noun}/{query}").json()


def handling(unit: str, **told) -> dict:
    return {
        "name": unit,
        "organisation": None,
        "role": "lead",
        "assigned_on": None,
        "due_on": None,
        "reply": None,
    } | told


def test_who_handles_a_proposal_is_told_as_on_its_page(client, staff):
    asked = make_proposal()
    days = {"assigned_on": date(2025, 3, 1), "due_on": date(2025, 6, 1)}
    first = make_reply(proposal=asked, lead=make_unit("主局"))
    hidden = make_reply(proposal=asked, lead=make_unit("暗局"), published=False)
    for name, role, reply in (
        ("主局", "lead", first),
        ("会局", "co", None),
        ("暗局", "separate", hidden),
        ("未答局", "separate", None),
    ):
        Handling.objects.create(proposal=asked, organisation=make_unit(name), role=role, reply=reply, **days)
    shown = {"assigned_on": "2025-03-01", "due_on": "2025-06-01"}
    lead = handling("主局", organisation="主局", reply=first.pk, **shown)
    helper = handling("会局", role="co", **shown)  # has no page: nothing public is led or signed by it
    [row] = told(client, "proposals")["results"]
    assert row["handlings"] == told(client, "proposals", f"{asked.pk}/")["handlings"] == [lead, helper]
    page = client.get(f"/proposals/{asked.pk}/").content.decode()
    assert all(name in page for name in ("主局", "会局")) and not any(name in page for name in ("暗局", "未答局"))
    changes.publish_reply(reply=hidden, by=staff)
    own = handling("暗局", organisation="暗局", role="separate", reply=hidden.pk, **shown)
    assert told(client, "proposals")["results"][0]["handlings"] == [lead, helper, own]


def test_addressees_are_told_unless_the_place_says_nothing_of_proposers(client, staff):
    reply = make_reply()
    reply.addressees.create(name="林溪，13812345678")
    assert [row["addressees"] for row in told(client, "replies")["results"]] == [["林溪，138********"]]
    place = reply.place
    place.names_proposers = False
    changes.save(obj=place, by=staff)
    assert [row["addressees"] for row in told(client, "replies")["results"]] == [[]]
    assert told(client, "replies", f"{reply.pk}/")["addressees"] == []
