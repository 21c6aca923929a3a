"""Whoever handed in a proposal: the page of a name in a place, and places that say nothing of them."""

import re

import pytest

from policies import changes
from policies.models import Place, Proposal, Session
from tests.factories import make_place, make_proposal, make_reply, make_staff, make_unit, make_update
from tests.pages import addresses_on, ids_on, text_of

pytestmark = pytest.mark.django_db
NAME = "林溪"


def proposed(name: str = NAME, *, place: Place | None = None, session: bool = True, **fields) -> Proposal:
    """A proposal that `name` handed in at a session of `place`, and a public letter to it from there."""
    place = place or make_place()
    meeting = Session.objects.get_or_create(place=place, body="npc", term=3, number=1)[0]
    proposal = make_proposal(session=meeting)
    if not session:
        Proposal.objects.filter(pk=proposal.pk).update(session=None)
    reply = make_reply(place=place, lead=make_unit(f"{place.name}某局", place=place), proposal=proposal, **fields)
    reply.addressees.create(name=name)
    proposal.proposers.create(name=name)
    return proposal


def page_of(name: str = NAME, place: Place | None = None) -> str:
    return f"/proposers/{(place or make_place()).pk}/{name}/"


def test_a_name_has_a_page_with_its_proposals_and_what_became_of_them(client):
    first, second, other = proposed(actions=2), proposed(), proposed("别人")
    make_update(first.replies.get().actions.first(), "done")
    page = client.get(page_of())
    assert ids_on(page, "proposals") == [second.pk, first.pk]
    assert page.context["bar"].counts == {"done": 1, "unreported": 2}
    assert other.title not in text_of(page)
    assert "同名的可能不是同一个人" in text_of(page)
    assert '<meta name="robots" content="noindex,follow">' in page.content.decode()


def test_equal_names_in_two_places_have_two_pages(client):
    here, there = proposed(), proposed(place=make_place("白石县"))
    assert ids_on(client.get(page_of()), "proposals") == [here.pk]
    assert ids_on(client.get(page_of(place=make_place("白石县"))), "proposals") == [there.pk]
    assert set(ids_on(client.get("/proposals/", {"proposer": NAME}), "proposals")) == {here.pk, there.pk}
    narrowed = {"proposer": f"{make_place('白石县').pk}/{NAME}"}
    assert ids_on(client.get("/proposals/", narrowed), "proposals") == [there.pk]
    assert ids_on(client.get("/actions/", narrowed), "actions") == [there.replies.get().actions.get().pk]
    assert ids_on(client.get("/replies/", narrowed), "replies") == [there.replies.get().pk]


def test_the_page_of_a_proposal_leads_to_whoever_handed_it_in(client):
    assert page_of("%E6%9E%97%E6%BA%AA") in addresses_on(client.get(f"/proposals/{proposed().pk}/"))


def test_without_a_meeting_the_letters_place_counts(client):
    proposal = proposed(session=False)
    assert ids_on(client.get(page_of()), "proposals") == [proposal.pk]


@pytest.mark.parametrize("name", ["A/B 小组", "教育界？第3组", "100%"], ids=["slash", "question mark", "percent"])
def test_a_name_may_hold_any_sign(client, name):
    proposal = proposed(name)
    (way,) = [
        each
        for each in addresses_on(client.get(f"/proposals/{proposal.pk}/"))
        if "/proposers/" in each and "/en/" not in each
    ]
    page = client.get(way)
    assert ids_on(page, "proposals") == [proposal.pk]
    for address in addresses_on(page):
        answer = client.get(address)
        answer.getvalue()  # files are closed once they are read
        assert answer.status_code == 200, address


@pytest.mark.parametrize(
    "address", ["/proposers/{}/没有这个人/", "/proposers/999999/林溪/", "/proposers/99999999999999999999/林溪/"]
)
def test_a_name_that_nobody_bears_is_not_found(client, address):
    proposed()
    assert client.get(address.format(make_place().pk)).status_code == 404


def everything(client, proposal: Proposal) -> dict[str, str]:
    """Whatever could name the proposer, by address; the letter's own words aside, which stay as they are."""
    reply = proposal.replies.get()
    addresses = [f"/proposals/{proposal.pk}/", f"/replies/{reply.pk}/", f"/actions/{reply.actions.get().pk}/"]
    addresses += [
        "/",
        "/actions/",
        "/replies/",
        "/proposals/",
        "/sitemap-proposals-1.xml",
        f"/proposals/{proposal.pk}/history/",
    ]
    return {address: client.get(address).getvalue().decode() for address in addresses}


@pytest.mark.parametrize("session", [True, False], ids=["of a meeting", "of no known meeting"])
def test_a_place_may_keep_to_itself_who_handed_in(client, session):
    """The field is saved as every row of a register is, and takes effect at once at every door."""
    place = make_place("默然县")
    proposal = proposed("默员", place=place, session=session)
    assert any("默员" in page for page in everything(client, proposal).values())
    place.names_proposers = False
    changes.save(obj=place, by=make_staff())
    assert [address for address, page in everything(client, proposal).items() if "默员" in page] == []
    assert "当地不公开提出者" in text_of(client.get(f"/proposals/{proposal.pk}/"))
    assert client.get(page_of("默员", place)).status_code == 404
    for noun in ("actions", "proposals", "replies"):
        for value in ("默员", f"{place.pk}/默员"):
            found = client.get(f"/{noun}/", {"proposer": value})
            assert ids_on(found, noun) == [] and "无效" in text_of(found)


def test_one_place_does_not_speak_for_another(client):
    """A name that another place shows still finds nothing of the place that does not."""
    silent, shown = proposed(place=make_place("默然县", names_proposers=False)), proposed()
    assert ids_on(client.get("/proposals/", {"proposer": NAME}), "proposals") == [shown.pk] != [silent.pk]


def test_staff_choose_it_on_the_page_of_the_place(client):
    place = make_place()
    client.force_login(make_staff())
    form = client.get(f"/admin/policies/place/{place.pk}/change/")
    assert "公开提出者" in text_of(form)
    sent = {"name": place.name, "level": place.level, "parent": "", "outcomeclass_set-TOTAL_FORMS": 0}
    sent |= {"outcomeclass_set-INITIAL_FORMS": 0} | shown_by(form)
    assert client.post(f"/admin/policies/place/{place.pk}/change/", sent).status_code == 302
    place.refresh_from_db()
    assert place.names_proposers is False


def shown_by(form) -> dict[str, str]:
    """What the form carries of what it showed."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.content.decode())
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken" and "__prefix__" not in name}
