"""变更记录: in the admin for whoever sees the object; for the public what changed since it could be seen."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.db.models import PROTECT
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies import changes
from policies.models import Action, Category, Commitment, Membership, Organisation, Proposal, Reply, Update
from tests.factories import (
    make_action,
    make_category,
    make_member,
    make_proposal,
    make_reply,
    make_staff,
    make_unit,
    make_update,
)
from tests.pages import addresses_on, link, text_of

pytestmark = pytest.mark.django_db


def history_of(obj) -> str:
    return reverse(f"admin:policies_{obj._meta.model_name}_history", args=[obj.pk])


def page_of(obj) -> str:
    return reverse(f"admin:policies_{obj._meta.model_name}_change", args=[obj.pk])


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def test_a_deed_stands_with_what_it_changed_and_who_did_it(desk, staff):
    action = make_reply().actions.get()
    staff.first_name = "张三"
    staff.save()
    desk.post(page_of(action), {"deed": "assign_lead", "lead": make_unit("青原县农业局").name})
    page = desk.get(history_of(action))
    newest, *earlier = page.context["page"].object_list
    assert (newest.who, newest.said) == ("张三", "保存主责单位：主责单位")
    [difference] = newest.event.differences
    assert (difference.label, difference.before, difference.after) == ("主责单位", "青原县水利局", "青原县农业局")
    assert [entry.said for entry in earlier] == ["公开", "收录时的内容"]
    words = text_of(page)
    assert "青原县水利局 → 青原县农业局" in words
    assert "公众可以看到" in words
    assert history_of(action) in addresses_on(desk.get(page_of(action)))


def test_a_register_shows_what_its_form_changed(desk, staff):
    unit, heir = make_unit("青原县国土局"), make_unit("青原县自然资源局")
    form = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0", "place": unit.place_id}
    form |= {"successors": heir.name, "succeeded_on": "2031-01-01"}
    desk.post(page_of(unit), form | {"name": "青原县国土资源局"})
    page = desk.get(history_of(unit))
    event = page.context["page"].object_list[0].event
    assert [(each.label, each.before, each.after) for each in event.differences] == [
        ("名称", "青原县国土局", "青原县国土资源局"),
        ("撤销或并入的日期", "", "2031年1月1日"),
        ("职责由…接续", "", "青原县自然资源局"),
    ]
    assert event.by == staff
    assert history_of(unit) in addresses_on(desk.get(page_of(unit)))


def test_what_is_deleted_is_on_record_under_who_did_it(desk, staff):
    category = make_category()
    pk = category.pk
    desk.post(reverse("admin:policies_category_delete", args=[pk]), {"post": "yes"})
    assert [(row.history_type, row.history_user) for row in Category.history.filter(id=pk).order_by("history_id")] == [
        ("+", None),
        ("-", staff),
    ]


def test_history_is_seen_by_whoever_sees_the_object(client):
    action = make_reply(published=False).actions.get()
    changes.assign_lead(action=action, organisation=None, by=make_staff())
    rows = [action, action.reply, action.commitment]
    client.force_login(make_member("reviewer", make_unit()))
    assert [client.get(history_of(row)).status_code for row in rows] == [200] * 3
    client.force_login(make_member("reviewer", make_unit("青原县财政局")))
    assert Membership.objects.count() == 2
    assert [client.get(history_of(row)).status_code for row in rows] == [302] * 3
    assert [client.get(page_of(row)).status_code for row in rows] == [302] * 3


def test_a_long_history_is_paged_and_asks_as_often_as_a_short_one(desk, staff):
    asked = []
    for n in (1, 30):
        action = make_reply().actions.get()
        for i in range(n):
            desk.post(page_of(action), {"deed": "assign_lead", "lead": make_unit(f"青原县第{i}局").name})
            changes.edit_action(action=action, strength=["soft", "firm"][i % 2], by=make_staff("second"))
        desk.get(history_of(action))
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(history_of(action))
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert (page.context["page"].paginator.count, len(page.context["page"].object_list)) == (62, 50)
    assert len(desk.get(history_of(action) + "?p=2").context["page"].object_list) == 12


# The public.


@pytest.fixture
def changed(staff):
    """A public action, letter, proposal, unit and category, each changed before it was published and after."""
    category, unit = make_category("明类"), make_unit("明局")
    reply = make_reply(published=False, category=category, lead=unit, proposal=make_proposal(title="早案"))
    action, proposal = reply.actions.get(), reply.proposals.get()
    proposal.category = category
    for round in ("前", "后"):
        changes.edit_action(action=action, strength={"前": "soft", "后": "firm"}[round], by=staff)
        for row, field in ((proposal, "title"), (unit, "name"), (category, "name")):
            setattr(row, field, f"{round}名{row._meta.model_name}")
            changes.save(obj=row, by=staff)
        if round == "前":
            changes.edit_reply(reply=reply, title="前名reply", by=staff)
            changes.publish_reply(reply=reply, by=staff)
    other = make_reply()
    changes.merge_actions(action=action, into=other.actions.get(), by=staff)
    found = {
        f"/actions/{action.pk}/": ["原则性", "具体", f"举措 {other.actions.get().pk}"],
        f"/proposals/{proposal.pk}/": ["前名proposal", "后名proposal"],
        f"/organisations/{unit.slug}/": ["前名organisation", "后名organisation"],
        f"/categories/{category.slug}/": ["前名category", "后名category"],
    }
    return {quote(address): words for address, words in found.items()}


@pytest.mark.database
def test_the_public_reads_what_changed_since_it_was_published(client, changed):
    for address, words in changed.items():
        history = f"{address}history/"
        assert history in addresses_on(client.get(address))
        page = client.get(history)
        shown = text_of(page)
        assert [word for word in words if word not in shown] == []
        assert "早案" not in shown and "明局" not in shown and "staff" not in page.content.decode()
        assert address in addresses_on(page)
        assert "变更记录 ·" in shown


def test_the_pages_speak_english_too(client, changed):
    for address in changed:
        page = client.get(f"/en{address}history/")
        assert page.status_code == 200
        assert f"/en{address}" in addresses_on(page)


def test_no_link_leads_to_an_empty_history(client, staff):
    action = make_reply().actions.get()
    for address in (f"/actions/{action.pk}/", f"/replies/{action.reply_id}/", f"/organisations/{action.lead.slug}/"):
        assert f"{address}history/" not in addresses_on(client.get(address))
        page = client.get(f"{address}history/")
        assert (page.status_code, "公开以来没有变更。" in text_of(page)) == (200, True)


def test_the_history_of_what_is_gone_answers_as_its_page_does(client, staff):
    withdrawn, hidden = make_reply(withdrawn=True), make_reply(published=False, lead=make_unit("暗局"))
    removed = make_reply(actions=2).actions.first()
    changes.remove_action(action=removed, reason="不是承诺", by=staff)
    addresses = [f"/actions/{removed.pk}/", "/organisations/暗局/", "/categories/没有/"]
    for reply in (withdrawn, hidden):
        addresses += [
            f"/replies/{reply.pk}/",
            f"/actions/{reply.actions.get().pk}/",
            f"/proposals/{reply.proposals.get().pk}/",
        ]
    for address in addresses:
        status = client.get(address).status_code
        assert (address, status) in [(address, 404), (address, 410)]
        assert client.get(f"{address}history/").status_code == client.get(f"/en{address}history/").status_code == status


@pytest.mark.database
def test_a_long_history_is_paged_for_the_public(client, staff):
    action = make_reply().actions.get()
    for i in range(30):
        changes.assign_lead(action=action, organisation=make_unit(f"青原县第{i}局"), by=staff)
    address = f"/actions/{action.pk}/history/"
    first = client.get(address)
    assert len(first.context["events"]) == 25
    second = client.get(address + link(first, "next"))
    assert [event.differences[0].before for event in second.context["events"]][-1] == "青原县水利局"
    assert client.get(address + link(second, "prev")).context["events"] == first.context["events"]
    assert "页码标记无效" in text_of(client.get(f"{address}?cursor=x"))


def test_an_action_added_later_shows_nothing_from_before_it_was_published(client, staff):
    reply = make_reply(quotes=["修渠十里并安装闸门于年底前完成"])
    added = make_action(reply.commitments.get(), "安装闸门", lead=None)
    changes.edit_action(action=added, strength="soft", by=staff)
    changes.publish_action(action=added, by=staff)
    assert f"/actions/{added.pk}/history/" not in addresses_on(client.get(f"/actions/{added.pk}/"))


# Nothing on record is deleted.


def test_no_deletion_reaches_a_letter_an_action_or_an_update(subtests):
    """Whatever an administrator deletes, nothing takes these along, and none of them goes while another names it."""
    kept = (Reply, Action, Update)
    for model in kept:
        for named in (each for each in model._meta.get_fields() if each.many_to_one and each.concrete):
            with subtests.test(field=str(named)):
                assert named.remote_field.on_delete is PROTECT


def test_no_door_of_the_admin_deletes_what_is_on_record(desk, staff):
    action = make_reply(category=make_category()).actions.get()
    update = make_update(action)
    ticked = {"action": "delete_selected", "post": "yes"}
    for row in (action, action.reply, update, action.commitment):
        name = row._meta.model_name
        assert desk.post(reverse(f"admin:policies_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        desk.post(reverse(f"admin:policies_{name}_changelist"), ticked | {"_selected_action": [row.pk]})
    for row in (action.lead, action.reply.place, action.reply.proposals.get(), make_category(), staff):
        label = f"{row._meta.app_label}_{row._meta.model_name}"
        if label in {"policies_organisation", "policies_place", "policies_proposal", "policies_category"}:
            desk.post(reverse(f"admin:{label}_delete", args=[row.pk]), {"post": "yes"})
        assert type(row).objects.filter(pk=row.pk).exists()
    assert (Reply.objects.count(), Action.objects.count(), Commitment.objects.count()) == (1, 1, 1)
    assert (Update.objects.count(), Proposal.objects.count(), Organisation.objects.count()) == (1, 1, 1)
