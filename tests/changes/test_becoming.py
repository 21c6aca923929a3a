"""What becomes of units: renamed, merged, divided. Record, address and letters stay where they are."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.ingest import ingest
from policies.models import Action, Organisation, Status
from tests.factories import make_member, make_place, make_reply, make_unit, make_update
from tests.ingest.test_ingest import short

DAY = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _kept_is_what_the_record_says(db):
    yield
    assert list(differences()) == []


def dated(unit: Organisation) -> set[tuple]:
    return set(unit.names.values_list("name", "since", "until"))


def now(row):
    return type(row).objects.get(pk=row.pk)


def test_a_renamed_unit_keeps_its_address_its_record_and_its_letters(staff):
    unit = make_unit()
    reply = make_reply(lead=unit)
    changes.rename_unit(unit=unit, name="青原县水务局", on=DAY, by=staff)
    kept = now(unit)
    assert (kept.name, kept.slug) == ("青原县水务局", "青原县水利局")
    assert dated(unit) == {("青原县水利局", None, DAY), ("青原县水务局", DAY, None)}
    assert [name.name for name in kept.former_names] == ["青原县水利局"]
    assert (reply.issuers.get().name, reply.issuers.get().organisation) == ("青原县水利局", unit)
    assert reply.actions.get().lead == unit


def test_letters_under_either_name_are_the_unit_s(staff):
    unit = make_unit()
    changes.rename_unit(unit=unit, name="青原县水务局", on=DAY, by=staff)
    for signer in ("青原县水利局", "青原县水务局"):
        reply = ingest(short(signer=signer), name=f"{signer}.txt", place=unit.place).reply
        assert reply.issuers.get().organisation == unit


def test_a_unit_gets_an_old_name_back(staff):
    unit = make_unit()
    changes.rename_unit(unit=unit, name="青原县水务局", on=DAY, by=staff)
    changes.rename_unit(unit=unit, name="青原县水利局", on=date(2026, 3, 1), by=staff)
    assert [name.name for name in now(unit).former_names] == ["青原县水务局"]
    assert ("青原县水务局", DAY, date(2026, 3, 1)) in dated(unit)


def test_not_to_the_same_name_nor_to_another_unit_s(staff):
    unit = make_unit()
    make_unit("青原县水务局")
    for name, why in ((unit.name, "新的名称"), ("", "新的名称"), ("青原县水务局", "已有同名的单位")):
        with pytest.raises(Refused, match=why):
            changes.rename_unit(unit=unit, name=name, on=DAY, by=staff)
    assert (now(unit).name, dated(unit)) == ("青原县水利局", set())


@pytest.fixture
def merged(staff):
    """水利局 and 河道局, merged into 水务局."""
    old, other, new = make_unit(), make_unit("青原县河道局"), make_unit("青原县水务局")
    changes.merge_units(units=[old, other], into=new, on=DAY, by=staff)
    return old, other, new


def test_what_was_merged_says_into_what_and_keeps_its_record(merged, staff):
    old, other, new = merged
    action = make_reply(lead=old).actions.get()
    assert set(new.succeeds.all()) == {old, other}
    assert (now(old).ended_on, now(new).ended_on) == (DAY, None)
    assert action.lead == old
    assert new in Organisation.objects.public() and other not in Organisation.objects.public()


def test_who_took_over_reports_and_that_sets_the_status(merged, staff):
    old, _other, new = merged
    action = make_reply(lead=old).actions.get()
    member = make_member("reporter", new)
    update = changes.record_update(
        action=action, status="stalled", happened_on=date(2025, 9, 1), reason="等图纸", organisation=new, by=member
    )
    changes.publish_update(update=update, by=staff)
    assert now(action).status == Status.STALLED


def test_taking_the_succession_back_takes_the_status_back(merged, staff):
    old, _other, new = merged
    action = make_reply(lead=old).actions.get()
    make_update(action, "done", organisation=new)
    assert now(action).status == Status.DONE
    changes.succeed_unit(unit=old, successors=[], on=None, by=staff)
    assert (now(action).status, now(old).ended_on) == (Status.UNREPORTED, None)


def test_the_status_follows_a_line_of_units(merged, staff):
    old, _other, new = merged
    action = make_reply(lead=old).actions.get()
    last = make_unit("青原县水利和湖泊局")
    make_update(action, "stalled", organisation=last)
    assert now(action).status == Status.UNREPORTED
    changes.merge_units(units=[new], into=last, on=date(2026, 1, 1), by=staff)
    assert now(action).status == Status.STALLED


def test_a_unit_is_divided_among_several(staff):
    old, one, two = make_unit(), make_unit("青原县水务局"), make_unit("青原县河道局")
    changes.succeed_unit(unit=old, successors=[one, two], on=DAY, by=staff)
    assert set(old.succeeded_by.all()) == {one, two}


def test_not_by_itself_in_a_circle_without_a_day_or_between_worlds(merged, staff):
    old, _other, new = merged
    place = make_place("虚构市", is_demo=True)
    invented = make_unit("虚构市水利局", place=place)
    for unit, successors, on, why in (
        (new, [new], DAY, "它自己接续"),
        (new, [old], DAY, "不能再反过来"),
        (new, [make_unit("青原县教育局")], None, "从哪一天起"),
        (new, [invented], DAY, "演示数据"),
    ):
        with pytest.raises(Refused, match=why):
            changes.succeed_unit(unit=unit, successors=successors, on=on, by=staff)
    with pytest.raises(Refused, match="不再更名"):
        changes.rename_unit(unit=old, name="青原县水利和湖泊局", on=DAY, by=staff)
    assert not new.succeeded_by.exists()


def test_a_partner_s_successor_sets_no_status(staff):
    action = make_reply().actions.get()
    partner, after = make_unit("青原县财政局"), make_unit("青原县财政和国资局")
    action.partners.create(name=partner.name, organisation=partner)
    changes.merge_units(units=[partner], into=after, on=DAY, by=staff)
    make_update(action, "done", organisation=after)
    assert Action.objects.get(pk=action.pk).status == Status.UNREPORTED
