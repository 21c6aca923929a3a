"""The whole site at once: what its pages cost, where its links lead, and the language of its words."""

from datetime import timedelta
from urllib.parse import parse_qsl

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies import changes
from policies.models import Action, Handling, OutcomeClass, Reply
from policies.queries.filters import find_actions, find_organisations, find_proposals, find_replies
from tests.factories import (
    make_category,
    make_correction,
    make_proposal,
    make_reply,
    make_staff,
    make_unit,
    make_update,
)
from tests.pages import addresses_on, stray_chinese

FINDERS = {
    "": find_actions,
    "actions": find_actions,
    "replies": find_replies,
    "proposals": find_proposals,
    "organisations": find_organisations,
    **{f"actions.{kind}": find_actions for kind in ("atom", "ics", "csv", "xlsx", "json")},
    "actions/workbook": find_actions,
    "statistics": find_actions,
    "replies.atom": find_replies,
    "proposals.atom": find_proposals,
}
# Parameters with a few values that the program knows, each of which has its own branch.
FIXED = ("status", "due", "kind", "order")


def _site(count: int) -> dict[str, str]:
    """A site of `count` things of every kind, all on the pages whose addresses are returned."""
    category, unit, proposal = make_category(), make_unit(), make_proposal(category=make_category())
    staff_day = timezone.localdate() - timedelta(days=10)
    replies = [make_reply(actions=count, category=category, lead=unit, proposal=proposal)]
    for i in range(1, count):
        below = make_category(f"类{i}", parent=category)
        replies.append(make_reply(category=below, lead=make_unit(f"青原县{i}局", parent=unit), proposal=proposal))
        proposal.proposers.create(position=i, name=f"委员{i}")
        twice = make_proposal(category=category)
        twice.proposers.create(name="委员0")
        replies[-1].proposals.add(twice)
    proposal.proposers.create(name="委员0")
    first = replies[0].actions.first()
    for i in range(count):
        partner = make_unit(f"青原县{i}协")
        first.partners.create(position=i, name=partner.name, organisation=partner)
        make_update(first, "in_progress", staff_day)
        asked = make_correction(first, f"第{i}处有误。")
        changes.answer_correction(
            correction=asked, verdict="accepted", answer="已改。", text_is_public=True, by=make_staff()
        )
        Handling.objects.create(proposal=proposal, organisation=partner, role="co")
        twin = replies[-1].actions.last() if i else None
        if twin and twin != first:
            Action.objects.filter(pk=twin.pk).update(split_from=first)
    return {
        "overview": "/",
        "actions": "/actions/",
        "filtered": f"/actions/?category={category.slug}&organisation={unit.slug}&status=unreported",
        "search": "/search/?q=第",
        "search for units": "/search/?q=青原县",
        "proposals found": "/proposals/?q=第",
        "units found": "/organisations/?q=青原县",
        "workbook": "/actions/workbook/",
        "action": f"/actions/{first.pk}/",
        "correction": f"/actions/{first.pk}/correction/",
        "correction received": f"/actions/{first.pk}/correction/received/",
        "card": f"/actions/{first.pk}/embed/",
        "replies": "/replies/",
        "reply": f"/replies/{replies[0].pk}/",
        "proposals": "/proposals/",
        "proposal": f"/proposals/{proposal.pk}/",
        "proposer": f"/proposers/{proposal.session.place_id}/委员0/",
        "organisations": "/organisations/",
        "organisation": f"/organisations/{unit.slug}/",
        "categories": "/categories/",
        "category": f"/categories/{category.slug}/",
        "statistics": "/statistics/",
        "actions then": f"/actions/?as_of={timezone.localdate() - timedelta(days=1)}",
        "unit then": f"/organisations/{unit.slug}/?as_of={timezone.localdate() - timedelta(days=1)}",
        "statistics then": f"/statistics/?as_of={timezone.localdate() - timedelta(days=1)}",
    }


def _costs(client, addresses: dict[str, str]) -> dict[str, int]:
    costs = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs[name] = len(queries)
    return costs


def test_a_dozen_of_everything_cost_the_queries_of_two(staff, client):
    few = _costs(client, _site(2))
    many = _costs(client, _site(12))
    assert many == few
    assert max(many.values()) <= 33


def _kind_of(address: str) -> tuple | None:
    """Return the list that a link narrows, by what, and to which of the fixed values; None for a link that narrows none."""
    path, _, query = address.partition("?")
    asked = parse_qsl(query, keep_blank_values=True)
    fixed = tuple(pair for pair in asked if len(asked) == 1 and pair[0] in FIXED)
    return (path, *sorted(name for name, _ in asked), *fixed) if asked else None


def _wrong_in(address: str) -> list[tuple[str, str]]:
    """Return what in a link to a list means nothing. Such a page is answered too: it says so."""
    path, _, query = address.partition("?")
    find = FINDERS.get(path.removeprefix("/en").strip("/"))
    assert find, address
    return find(QueryDict(query)).wrong()


def test_no_link_leads_nowhere(staff, client):
    """Every link within the site, from whatever the first page leads to, is answered, and finds what it means to.

    A list is asked for once with each set of parameters; with other values of them it is the same page.
    """
    _site(2)
    # What lists do not count has pages too: a letter without actions, a merged action, a unit that nobody may see.
    make_reply(actions=0, proposal=make_proposal(category=make_category("教育类")), lead=make_unit("青原县教育局"))
    twin = make_reply(category=make_category("文化类"), lead=make_unit("青原县文化局")).actions.get()
    changes.merge_actions(action=twin, into=Action.objects.order_by("pk").first(), by=staff)
    twin.partners.create(name="某局", organisation=make_unit("青原县某局"))
    seen, waiting, dead, kinds = set(), {"/"}, [], set()
    while waiting:
        address = min(waiting)  # whichever is first of its kind is the same each time
        waiting.remove(address)
        seen.add(address)
        kind = _kind_of(address)
        if kind and kind in kinds:
            dead += [(address, *wrong) for wrong in _wrong_in(address)]
            continue
        kinds.add(kind)
        response = client.get(address)
        if response.status_code != 200:
            dead.append((address, response.status_code))
        elif response.streaming:  # a file
            response.getvalue()  # open until it is read
        elif kind:
            dead += [(address, *wrong) for wrong in _wrong_in(address)]
        elif len(seen) < 400:
            waiting |= addresses_on(response) - seen
    assert dead == []
    assert len(kinds) > 50
    assert f"/actions/{twin.pk}/" in seen and f"/en/replies/{twin.reply_id}/" in seen


def test_english_pages_mark_every_chinese_word(staff, client):
    addresses = _site(2)
    action = Action.objects.order_by("pk").first()
    make_update(action, "done", reason="已经做完。")
    reply = action.reply
    OutcomeClass.objects.create(place=reply.place, mark="A", meaning="已经解决", state="solved")
    Reply.objects.filter(pk=reply.pk).update(outcome_mark="A")
    gone = make_reply(withdrawn=True)
    extra = [
        "/about/",
        "/nope/",
        f"/replies/{gone.pk}/",
        "/?demo=1",
        "/actions/?status=bogus&category=没有",
        "/search/",
        "/search/?q=没有&status=done",
    ]
    for address in [*addresses.values(), *extra]:
        response = client.get(f"/en{address}")
        assert stray_chinese(response) == [], address
        assert 'lang="en"' in response.content.decode()
    assert stray_chinese(client.get("/actions/")) == []  # a Chinese page is marked as a whole
