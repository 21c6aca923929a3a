"""Names in letters and the units they mean: linked where certain, and never against what staff said."""

import pytest

from policies import changes
from policies.ingest import ingest
from policies.models import Organisation, OrganisationName
from tests.factories import make_category, make_place, make_reply, make_unit
from tests.ingest.test_ingest import short

pytestmark = pytest.mark.django_db


def leads(reply) -> set:
    return set(reply.actions.values_list("lead__name", flat=True))


def test_a_name_that_two_units_bear_links_neither(staff):
    place = make_place()
    reply = ingest(short(signer="县水利局"), name="a.txt", place=place).reply
    for name in ("青原县水利局", "青原县水利事业局"):
        unit = make_unit(name, place=place)
        OrganisationName.objects.create(organisation=unit, name="县水利局")
    changes.save(obj=unit, by=staff)
    assert (reply.issuers.get().organisation, leads(reply)) == (None, {None})


def test_a_short_name_registered_later_links(staff):
    place = make_place()
    reply = ingest(short(signer="县水利局"), name="a.txt", place=place).reply
    changes.save(obj=OrganisationName(organisation=make_unit(place=place), name="县水利局"), by=staff)
    assert leads(reply) == {"青原县水利局"}


def test_a_place_given_later_links_signers_and_partners(staff):
    unit, finance = make_unit(), make_unit("青原县财政局")
    OrganisationName.objects.create(organisation=finance, name="县财政局")
    OrganisationName.objects.create(organisation=unit, name="水利局")
    reply = ingest(short(place="县政协", signer="水利局"), name="a.txt").reply
    assert reply.place is None
    changes.edit_reply(reply=reply, place=unit.place, by=staff)
    assert leads(reply) == {"青原县水利局"}
    assert reply.actions.first().partners.get().organisation == finance


def test_what_staff_cleared_stays_cleared(staff):
    unit = make_unit()
    reply = ingest(short(), name="a.txt", place=unit.place).reply
    issuer = reply.issuers.get()
    changes.edit_reply(reply=reply, units={issuer.pk: None}, by=staff)
    for action in reply.actions.all():
        changes.assign_lead(action=action, organisation=None, by=staff)
    changes.edit_reply(reply=reply, title="更正的标题", units={issuer.pk: None}, by=staff)
    assert (reply.issuers.get().organisation, leads(reply)) == (None, {None})


def test_a_slug_is_the_name_preceded_by_its_place_on_a_clash(staff):
    made = [
        changes.save(obj=Organisation(place=make_place(name), name="水利局（河长办）"), by=staff).slug
        for name in ("青原县", "云县")
    ]
    assert made == ["水利局河长办", "云县水利局河长办"]


def test_a_category_given_to_the_proposal_reaches_actions_that_have_none(staff):
    reply, other = make_reply(), make_category("教育类")
    proposal = reply.proposals.get()
    proposal.category = make_category()
    changes.save(obj=proposal, by=staff)
    assert list(reply.actions.get().categories.all()) == [make_category()]
    proposal.category = other
    changes.save(obj=proposal, by=staff)
    assert list(reply.actions.get().categories.all()) == [make_category()]
