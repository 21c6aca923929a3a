"""Twin letters, and newer readings of letters that staff confirmed: proposed beside the record, taken or left."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences, forget
from policies.ingest import Outcome, ingest
from policies.models import DIFFERENCES, RECORD_ONLY, Action, Doubt, Reading, Reply
from tests import factories
from tests.admin.test_operations import page
from tests.admin.test_pages import LETTER


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def cards(desk, reply) -> dict:
    commitments = desk.get(page(reply)).context["commitments"]
    return {card.action.quote: card for _commitment, _edit, shown in commitments for card in shown}


def test_the_same_sentence_in_a_letter_of_the_place_is_proposed(desk):
    first = factories.make_reply(quotes=["新建水渠3条", "清理河道"]).actions.get(quote="新建水渠3条")
    elsewhere = factories.make_place("白河县")
    factories.make_reply(quotes=["新建水渠3条"], lead=factories.make_unit("白河县水利局", elsewhere))
    reply = factories.make_reply(published=False, quotes=["新建水 渠3条", "加固堤防"])
    shown = cards(desk, reply)
    [(twin, offer)] = shown["新建水 渠3条"].twins
    assert (twin, shown["加固堤防"].twins) == (first, [])
    data = {"deed": offer.deed.name} | {field.html_name: field.value() for field in offer.form.hidden_fields()}
    desk.post(offer.url, data)
    assert reply.actions.get(quote="新建水 渠3条").same_as == first
    assert cards(desk, reply)["新建水 渠3条"].twins == []


@pytest.fixture
def confirmed(staff):
    """A letter whose reading staff confirmed, read by an older reader that saw its action otherwise."""
    reply = ingest(LETTER.encode(), name="letter.txt").reply
    changes.confirm_reading(reply=reply, by=staff)
    return reply


def read_otherwise(reply, **changed) -> None:
    """Let the reading on record, and the record, be those of an older reader; `changed` is how it read the action."""
    reading = reply.readings.get()
    read = reading.result["commitments"][0]["actions"][0]
    read |= changed
    reading.result["subject"] = "别的读法"
    reading.save()
    fields = {name: value for name, value in read.items() if name in ("strength", "due_text", "due_on")}
    reply.actions.update(**{name: value or ("" if name == "due_text" else None) for name, value in fields.items()})


def again() -> dict[str, Doubt]:
    assert ingest(LETTER.encode(), name="letter.txt").outcome == Outcome.PROPOSED
    newest = Reading.objects.first()
    of_reader = set(newest.doubts.values_list("code", flat=True)) - {*DIFFERENCES, *RECORD_ONLY}
    assert of_reader == set()  # a person stands for the reading
    return {doubt.code: doubt for doubt in newest.doubts.filter(resolved_at=None, code__in=DIFFERENCES)}


def test_a_newer_reading_is_taken_difference_by_difference(desk, staff, confirmed):
    strength = confirmed.actions.get().strength
    other = "soft" if strength == "firm" else "firm"
    read_otherwise(confirmed, strength=other)
    found = again()
    assert set(found) == {"reading_changes"}
    [(doubt, _what, recorded, read, offers)] = desk.get(page(confirmed)).context["differing"]
    assert [offer.deed.name for offer in offers] == ["take_difference", "leave_difference"]
    assert recorded != read
    assert confirmed.actions.get().strength == other
    desk.post(page(doubt), {"deed": "take_difference"})
    assert confirmed.actions.get().strength == strength
    assert desk.get(page(confirmed)).context["differing"] == []
    assert list(differences()) == []


def test_what_is_left_stays_and_is_not_asked_again(desk, confirmed):
    strength = confirmed.actions.get().strength
    other = "soft" if strength == "firm" else "firm"
    read_otherwise(confirmed, strength=other)
    desk.post(page(again()["reading_changes"]), {"deed": "leave_difference"})
    assert confirmed.actions.get().strength == other
    assert ingest(LETTER.encode(), name="letter.txt").outcome == Outcome.KEPT
    assert desk.get(page(confirmed)).context["differing"] == []


def test_what_staff_corrected_is_no_difference(staff, confirmed):
    strength = confirmed.actions.get().strength
    other = "soft" if strength == "firm" else "firm"
    read_otherwise(confirmed)
    changes.edit_action(action=confirmed.actions.get(), strength=other, by=staff)
    assert again() == {}


def test_what_staff_removed_is_not_proposed_again(staff, confirmed):
    read_otherwise(confirmed, end=1)
    changes.remove_action(action=confirmed.actions.get(), reason="不是承诺", by=staff)
    assert "reading_adds" not in again()


def test_an_added_and_a_dropped_action_are_taken(staff, confirmed):
    reading = confirmed.readings.get()
    action = confirmed.actions.get()
    read = reading.result["commitments"][0]["actions"][0]
    # The older reader saw a promise in the opening, and none where the newer one does.
    start = confirmed.text.index("收悉")
    reading.result["commitments"][0]["actions"] = [read | {"start": start, "end": start + 2, "text": "收悉"}]
    reading.save()
    forget(actions=[action.pk])
    Action.objects.filter(pk=action.pk).delete()
    changes.add_action(reply=confirmed, start=start, end=start + 2, by=staff)
    found = again()
    assert set(found) == {"reading_adds", "reading_drops"}
    for doubt in found.values():
        changes.take_difference(doubt=doubt, by=staff)
    assert [kept.quote for kept in confirmed.actions.filter(removed_at=None)] == [read["text"]]
    with pytest.raises(Refused, match="已经处理过了"):
        changes.take_difference(doubt=found["reading_adds"], by=staff)
    assert list(differences()) == []


def test_a_field_is_taken_until_the_letter_is_public(staff, confirmed):
    reading = confirmed.readings.get()
    issued_on = reading.result["issued_on"]
    reading.result["issued_on"] = "2020-01-01"
    reading.save()
    Reply.objects.filter(pk=confirmed.pk).update(issued_on=date(2020, 1, 1))
    doubt = again()["reading_field"]
    assert doubt.about == "issued_on"
    changes.take_difference(doubt=doubt, by=staff)
    confirmed.refresh_from_db()
    assert confirmed.issued_on.isoformat() == issued_on
