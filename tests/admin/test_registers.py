"""The registers in the admin: saved by `changes`, refused with what was typed kept, deleted only where unused."""

import pytest
from django.urls import reverse

from policies.derived import differences
from policies.models import Category, Issuer, Organisation, Place, Tally
from tests import factories


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def address(model: str, deed: str, *args) -> str:
    return reverse(f"admin:policies_{model}_{deed}", args=args)


def unit(**fields) -> dict:
    return {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0", "slug": ""} | fields


def test_a_unit_is_added_with_a_short_name_and_letters_are_linked_to_it(desk, staff):
    reply = factories.make_reply(published=False)
    Issuer.objects.filter(reply=reply).update(name="县教育局", organisation=None)
    named = {"names-TOTAL_FORMS": "1", "names-0-name": "县教育局"}
    desk.post(address("organisation", "add"), unit(name="青原县教育局", place=reply.place_id, **named))
    added = Organisation.objects.get(name="青原县教育局")
    assert added.slug == "青原县教育局"
    assert Issuer.objects.get(reply=reply).organisation == added


def test_a_slug_that_is_taken_is_preceded_by_its_place(desk, staff):
    factories.make_unit("教育局")
    other = factories.make_place("白河县")
    desk.post(address("organisation", "add"), unit(name="教育局", place=other.pk))
    assert Organisation.objects.get(place=other).slug == "白河县教育局"


def test_an_address_is_not_changed_with_the_name(desk, staff):
    old = factories.make_unit()
    desk.post(address("organisation", "change", old.pk), unit(name="青原县水务局", place=old.place_id, slug="new"))
    old.refresh_from_db()
    assert (old.name, old.slug) == ("青原县水务局", "青原县水利局")


def test_a_refusal_is_shown_on_the_form_with_what_was_typed(desk, staff):
    """The nation is one: the constraint's sentence comes from the model, by way of form or change."""
    fields = {"outcome_classes-TOTAL_FORMS": "0", "outcome_classes-INITIAL_FORMS": "0"}
    answer = desk.post(address("place", "add"), fields | {"name": "另一个国家", "level": "nation"})
    shown = answer.content.decode()
    assert "国家只有一个，已经建立。" in shown
    assert "另一个国家" in shown
    assert not Place.objects.filter(name="另一个国家").exists()


def test_who_may_not_save_is_refused(client, db):
    client.force_login(factories.make_member("reviewer", factories.make_unit()))
    assert client.post(address("category", "add"), {"name": "教育类", "slug": "", "parent": ""}).status_code == 403
    assert Category.objects.count() == 0


def test_moving_a_category_moves_its_counts(desk, staff):
    top, below = factories.make_category("农业类"), factories.make_category("水利类")
    factories.make_reply(category=below)
    desk.post(address("category", "change", below.pk), {"name": "水利类", "parent": top.pk})
    assert Tally.objects.get(category=top, organisation=None, status="").n == 1
    assert list(differences()) == []


def test_a_category_that_holds_actions_is_not_deleted(desk, staff):
    category = factories.make_category()
    factories.make_reply(category=category)
    answer = desk.post(address("category", "delete", category.pk), {"post": "yes"})
    assert "第" in answer.content.decode()
    assert Category.objects.filter(pk=category.pk).exists()
    assert list(differences()) == []


def test_an_unused_category_is_deleted(desk, staff):
    category = factories.make_category()
    desk.post(address("category", "delete", category.pk), {"post": "yes"})
    assert Category.objects.count() == 0


def test_a_unit_that_leads_is_not_deleted(desk, action):
    desk.post(address("organisation", "delete", action.lead_id), {"post": "yes"})
    assert Organisation.objects.filter(pk=action.lead_id).exists()


def test_a_proposal_that_a_letter_answers_is_not_deleted(desk, action):
    proposal = action.reply.proposals.get()
    desk.post(address("proposal", "delete", proposal.pk), {"post": "yes"})
    assert action.reply.proposals.count() == 1


def test_published_evidence_stays_as_it_was(desk, action):
    evidence = factories.make_update(action).evidence.get()
    url = address("evidence", "change", evidence.pk)
    desk.post(url, {"kind": "link", "url": "https://example.org/other", "title": "别的"})
    evidence.refresh_from_db()
    assert (evidence.url, evidence.title) == ("https://example.org/news/1", "开工的消息")
    assert desk.post(address("evidence", "delete", evidence.pk), {"post": "yes"}).status_code == 403


def test_of_a_link_nothing_is_asked_or_said_about_a_file(desk, action):
    evidence = factories.make_update(action).evidence.get()
    assert "field-file_is_public" not in desk.get(address("evidence", "change", evidence.pk)).content.decode()
    listed = desk.get(address("evidence", "changelist")).content.decode()
    assert '<td class="field-file_shown">—</td>' in listed and "icon-no" not in listed


def test_evidence_of_a_draft_is_put_right(desk, action):
    evidence = factories.make_update(action, published=False, draft=True).evidence.get()
    url = address("evidence", "change", evidence.pk)
    desk.post(url, {"url": "https://example.org/other", "title": "更正的名称"})
    evidence.refresh_from_db()
    assert (evidence.url, evidence.title) == ("https://example.org/other", "更正的名称")
