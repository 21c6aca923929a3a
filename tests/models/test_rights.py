"""Whose things a person reaches: by unit, by dates, by what units became of units; what is another's is not found."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from policies import changes
from policies.admin.actions.operations import DEEDS as ACTION_DEEDS
from policies.admin.replies.operations import DEEDS as REPLY_DEEDS
from policies.admin.reports.operations import DEEDS as UPDATE_DEEDS
from policies.changes import Refused
from policies.models import Action, Commitment, Doubt, Evidence, Partner, Proposal, Reading, Reply, Update, seen, sees
from policies.models.rights import RULES, Role, may
from tests import factories


@pytest.fixture
def unit(db):
    return factories.make_unit("青原县水利局")


@pytest.fixture
def other(db):
    return factories.make_unit("青原县教育局")


@pytest.mark.parametrize("role", Role.values)
def test_who_is_no_staff_or_not_active_may_nothing(role, unit):
    reply = factories.make_reply(lead=unit)
    for change in ({"is_active": False}, {"is_staff": False}):
        user = factories.make_member(role, unit, username="bob")
        for name, value in change.items():
            setattr(user, name, value)
        assert [deed for deed in RULES if may(user, deed, None)] == []
        assert not seen(user, Reply.objects.all()).exists()
        assert reply.pk


def test_a_member_without_a_role_may_nothing(unit):
    user = factories.make_member("reporter", unit)
    user.groups.clear()
    assert [deed for deed in RULES if may(user, deed, None)] == []


@pytest.mark.parametrize(
    ("dates", "theirs"),
    [
        pytest.param({}, True, id="always"),
        pytest.param({"until": timedelta()}, True, id="last-day-is-today"),
        pytest.param({"until": timedelta(days=-1)}, False, id="ended-yesterday"),
        pytest.param({"since": timedelta()}, True, id="begins-today"),
        pytest.param({"since": timedelta(days=1)}, False, id="begins-tomorrow"),
    ],
)
def test_a_membership_holds_between_its_dates(dates, theirs, unit):
    days = {name: timezone.localdate() + away for name, away in dates.items()}
    user = factories.make_member("reporter", unit, **days)
    action = factories.make_reply(lead=unit).actions.get()
    assert may(user, "record_update", action) == theirs
    assert sees(user, action) == theirs


def test_a_unit_reaches_what_is_below_it_and_what_it_took_over(unit):
    below = factories.make_unit("青原县河道管理所", parent=unit)
    gone = factories.make_unit("青原县水务局")
    gone.succeeded_by.add(unit)
    above = factories.make_member("reviewer", unit)
    station = factories.make_member("reviewer", below)
    for led in (below, gone):
        action = factories.make_reply(lead=led).actions.get()
        assert sees(above, action) and may(above, "withdraw_reply", action.reply)
    own = factories.make_reply(lead=unit).actions.get()
    assert not sees(station, own) and not may(station, "record_update", own)


def test_a_partner_reports_for_itself_alone(unit, other):
    action = factories.make_reply(lead=unit).actions.get()
    Partner.objects.create(action=action, name=other.name, organisation=other)
    helper = factories.make_member("reporter", other)
    asked = {"action": action, "status": "stalled", "happened_on": timezone.localdate(), "reason": "等图纸。"}
    update = changes.record_update(**asked, organisation=other, by=helper)
    assert update.organisation == other
    with pytest.raises(Refused, match="没有做这件事的权限"):
        changes.record_update(**asked, organisation=unit, by=helper)
    assert not may(helper, "withdraw_reply", action.reply)


def test_who_wrote_an_update_does_not_publish_it(unit, settings):
    action = factories.make_reply(lead=unit).actions.get()
    one, two = (factories.make_member("reviewer", unit, username=name) for name in ("one", "two"))
    asked = {"status": "stalled", "happened_on": timezone.localdate()}
    update = changes.record_update(action=action, reason="等图纸。", by=one, **asked)
    with pytest.raises(Refused, match="由另一个人审核公开"):
        changes.publish_update(update=update, by=one)
    changes.publish_update(update=update, by=two)
    update = changes.record_update(action=action, reason="图纸未到。", by=one, **asked)
    settings.ONE_PERSON_OFFICE = True
    changes.publish_update(update=update, by=one)


def test_who_handed_it_in_does_not_publish_it_either(unit):
    action = factories.make_reply(lead=unit).actions.get()
    reviewer = factories.make_member("reviewer", unit)
    draft = factories.make_update(action, published=False, draft=True)
    update = changes.submit_update(update=draft, by=reviewer)
    with pytest.raises(Refused, match="由另一个人审核公开"):
        changes.publish_update(update=update, by=reviewer)


def test_a_letter_of_no_unit_yet_is_for_whoever_works_in_its_place(unit):
    reply = factories.make_reply(lead=unit, published=False)
    reply.issuers.update(organisation=None)
    Action.objects.filter(reply=reply).update(lead=None)
    reply = Reply.objects.get(pk=reply.pk)
    near = factories.make_member("reporter", factories.make_unit("青原县教育局"))
    far = factories.make_member("reporter", factories.make_unit("云山市水利局", factories.make_place("云山市", "city")))
    assert sees(near, reply) and may(near, "edit_reply", reply)
    assert not sees(far, reply) and not may(far, "edit_reply", reply)


def everything(unit) -> dict:
    """Return the record of one unit: one of each that has a page in the admin."""
    reply = factories.make_reply(lead=unit, published=False, proposal=factories.make_proposal())
    published = factories.make_reply(lead=unit)
    update = factories.make_update(published.actions.get(), published=False)
    reading = Reading.objects.create(reply=reply, reader_version="1.0", result={"title": None})
    doubt = Doubt.objects.create(reading=reading, code="no_title")
    rows = [reply, published, reply.actions.get(), published.actions.get(), update, update.evidence.get(), doubt]
    return {"rows": [*rows, reading, reply.commitments.get(), reply.proposals.get()], "reply": reply, "update": update}


@pytest.fixture(scope="module")
def both(module_db) -> list[dict]:
    """The records of two units, for whoever only looks at them."""
    units = [factories.make_unit(name) for name in ("青原县水利局", "青原县教育局")]
    return [everything(unit) for unit in units]


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_pages_of_another_unit_are_not_found_and_its_rows_in_no_list(client, role, both, unit):
    own, others = both
    client.force_login(factories.make_member(role, unit))
    lists = {type(row): reverse(f"admin:policies_{row._meta.model_name}_changelist") for row in own["rows"]}
    shown = {model: set(client.get(page).context["cl"].result_list) for model, page in lists.items()}
    for rows, found in ((own["rows"], True), (others["rows"], False)):
        for row in rows:
            page = reverse(f"admin:policies_{row._meta.model_name}_change", args=[row.pk])
            answer = client.get(page, follow=True)
            assert ("属于别的单位" in answer.content.decode()) == (not found), page
            assert (answer.request["PATH_INFO"] == page) == found
            assert (row in shown[type(row)]) == found, page
    evidence = others["update"].evidence.get()
    assert client.get(reverse("admin:policies_evidence_file", args=[evidence.pk])).status_code == 404
    assert client.get(reverse("admin:policies_reply_file", args=[others["reply"].pk])).status_code == 404


MODELS = [Action, Commitment, Doubt, Evidence, Partner, Proposal, Reply, Update]


def record() -> list:
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_no_post_by_hand_changes_what_is_another_unit_s(client, role, both, unit):
    rows = both[1]["rows"]
    before = record()
    client.force_login(factories.make_member(role, unit))
    for row, deeds in ((rows[0], REPLY_DEEDS), (rows[3], ACTION_DEEDS), (rows[4], UPDATE_DEEDS)):
        for deed in deeds:
            page = reverse(f"admin:policies_{row._meta.model_name}_change", args=[row.pk])
            answer = client.post(page, {"deed": deed.name, "reason": "试试", "remark": "试试", "lead": unit.name})
            assert answer.status_code == 302, deed.name
    for row in rows:
        for deed in ("delete", "history"):
            page = reverse(f"admin:policies_{row._meta.model_name}_{deed}", args=[row.pk])
            assert client.post(page, {"post": "yes"}).status_code in (302, 403, 404, 405), page
    assert record() == before
