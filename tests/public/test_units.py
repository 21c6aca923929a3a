"""Units that were renamed or merged, as the public and administrators see them."""

from datetime import date
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.urls import reverse

from policies import changes
from policies.models import Action, Organisation
from policies.queries import charts
from policies.queries.charts import ENOUGH
from policies.queries.filters import find_actions
from tests import factories
from tests.pages import addresses_on, ids_on, text_of

DAY = date(2025, 3, 1)


@pytest.fixture
def old(staff):
    return factories.make_unit()


@pytest.fixture
def new(staff, old):
    unit = factories.make_unit("青原县水务局")
    changes.merge_units(units=[old], into=unit, on=DAY, by=staff)
    return unit


def test_a_renamed_unit_is_found_at_its_old_address_under_both_names(client, staff, old):
    reply = factories.make_reply(lead=old)
    changes.rename_unit(unit=old, name="青原县水务局", on=DAY, by=staff)
    shown = client.get("/organisations/青原县水利局/")
    told = text_of(shown)
    assert "青原县水务局" in told and "曾用名和简称" in told and "2025年3月1日" in told
    assert f"/replies/{reply.pk}/" in addresses_on(shown)


def test_the_old_page_says_what_became_of_it_and_the_new_one_holds_both_records(client, staff, old, new):
    before, after = (factories.make_reply(lead=unit).actions.get() for unit in (old, new))
    shown = client.get("/organisations/青原县水利局/")
    assert "2025年3月1日 起" in text_of(shown) and "已由别的单位接续" in text_of(shown)
    assert reverse("organisation", args=[new.slug]) in addresses_on(shown)
    shown = client.get("/organisations/青原县水务局/")
    assert (shown.context["bar"].total, shown.context["with_before"].bar.total) == (1, 2)
    list_of_both = f"/actions/?organisation={quote(new.slug)}&organisation={quote(old.slug)}"
    assert list_of_both in addresses_on(shown)
    assert set(ids_on(client.get(list_of_both), "actions")) == {before.pk, after.pk}


def test_who_took_over_has_a_page_before_anything_of_its_own_is_public(client, staff, old, new):
    assert client.get("/organisations/青原县水务局/").status_code == 404
    factories.make_reply(lead=old)
    shown = client.get("/organisations/青原县水务局/")
    assert shown.status_code == 200 and shown.context["with_before"].bar.total == 1


def test_what_is_below_is_counted_once_with_those_before(client, staff, old, new):
    old.parent = new
    changes.save(obj=old, by=staff)
    factories.make_reply(lead=old)
    shown = client.get("/organisations/青原县水务局/")
    assert shown.context["with_before"].bar.total == 1


def test_a_report_of_who_took_over_is_no_partner_s(client, staff, old, new):
    action = factories.make_reply(lead=old).actions.get()
    factories.make_update(action, "done", organisation=new)
    shown = text_of(client.get(f"/actions/{action.pk}/"))
    assert "协办单位进展" not in shown and "已完成" in shown
    assert "青原县水务局" in shown and "起职责由以下单位接续" in shown


def unit_form(unit, **fields) -> dict:
    names = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    return names | {"name": unit.name, "place": unit.place_id, "parent": "", "successors": ""} | fields


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def page(unit) -> str:
    return reverse("admin:policies_organisation_change", args=[unit.pk])


def test_an_administrator_renames_by_the_form(desk, old):
    desk.post(page(old), unit_form(old, name="青原县水务局", renamed_on="2025-03-01"))
    kept = Organisation.objects.get(pk=old.pk)
    assert (kept.name, kept.slug, [each.name for each in kept.former_names]) == (
        "青原县水务局",
        "青原县水利局",
        ["青原县水利局"],
    )


def test_an_administrator_merges_and_takes_it_back_by_the_form(desk, old):
    after = factories.make_unit("青原县水务局")
    refused = desk.post(page(old), unit_form(old, successors="青原县水务局"))
    assert "写明从哪一天起" in refused.content.decode()
    desk.post(page(old), unit_form(old, successors="青原县水务局", succeeded_on="2025-03-01"))
    assert list(old.succeeded_by.all()) == [after]
    assert "青原县水务局" in desk.get(page(old)).content.decode()
    desk.post(page(old), unit_form(old))
    assert list(old.succeeded_by.all()) == []
    desk.post(page(after), unit_form(after, taken_over="青原县水利局", taken_over_on="2025-03-01"))
    assert (list(after.succeeds.all()), Organisation.objects.get(pk=old.pk).ended_on) == ([old], DAY)


def test_a_circle_is_refused_on_the_form(desk, old, new):
    asked = unit_form(new, successors="青原县水利局", succeeded_on="2025-03-01")
    assert "不能再反过来" in desk.post(page(new), asked).content.decode()
    assert "没有登记单位" in desk.post(page(new), unit_form(new, taken_over="不存在局")).content.decode()


def test_a_reviewer_may_not(client, old):
    client.force_login(factories.make_member("reviewer", old))
    assert client.post(page(old), unit_form(old, name="青原县水务局", renamed_on="2025-03-01")).status_code == 403


def test_units_with_few_actions_have_no_rank(db):
    small = factories.make_unit("青原县教育局")
    factories.make_reply(actions=ENOUGH), factories.make_reply(lead=small)
    factories.make_update(Action.objects.filter(lead=small).get(), "done")
    ranked, few = charts.units_compared(find_actions(QueryDict()))
    assert [(each.unit.name, each.reported, each.reported_share) for each in ranked] == [("青原县水利局", 0, "0%")]
    assert [(each.unit.name, each.done, each.done_share) for each in few] == [("青原县教育局", 1, "")]
