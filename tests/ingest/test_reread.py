"""A letter that is read again: replaced while nobody used it, a difference to take or leave once somebody did."""

import pytest

from policies import changes
from policies.ingest import Outcome, ingest
from policies.models import DIFFERENCES, Action, Doubt, Reading, Reply
from tests.factories import make_place, make_staff
from tests.ingest.test_ingest import short

pytestmark = pytest.mark.django_db


def test_before_confirmation_a_better_reading_replaces_the_actions():
    done = ingest(short(), name="a.txt")
    done.reply.readings.update(result={"title": "an older reader"})
    done.reply.actions.first().delete()
    assert ingest(short(), name="a.txt").outcome == Outcome.REPLACED
    assert Reply.objects.get().actions.count() == 2


def test_after_confirmation_a_new_reading_only_stands_beside():
    done = ingest(short(), name="a.txt")
    changes.confirm_reading(reply=done.reply, by=make_staff())
    done.reply.readings.update(result={"title": "an older reader"})
    ids = list(Action.objects.values_list("pk", flat=True))
    assert ingest(short(), name="a.txt").outcome == Outcome.PROPOSED
    assert (list(Action.objects.values_list("pk", flat=True)), Reading.objects.count()) == (ids, 2)
    assert ingest(short(), name="a.txt").outcome == Outcome.KEPT


def test_what_a_newer_reading_says_otherwise_is_a_doubt_each(staff):
    """Of a letter in the hands of staff: a sentence more, a sentence read differently, and a field."""
    reply = ingest(short(), name="a.txt").reply
    changes.confirm_reading(reply=reply, by=staff)
    older = reply.readings.get()
    [first, second] = older.result["commitments"][0]["actions"]
    older.result["commitments"][0]["actions"] = [first | {"strength": "conditional"}]
    older.result["title"] = "关于另一件事的答复"
    older.save()
    reply.actions.filter(start=second["start"]).delete()
    reply.actions.update(strength="conditional")
    type(reply).objects.update(title="关于另一件事的答复")
    assert ingest(short(), name="a.txt").outcome == Outcome.PROPOSED
    told = Doubt.objects.filter(code__in=DIFFERENCES).values_list("code", "about")
    assert set(told) == {
        ("reading_field", "title"),
        ("reading_changes", str(first["start"])),
        ("reading_adds", str(second["start"])),
    }


def test_what_staff_removed_stays_removed():
    done = ingest(short(), name="a.txt")
    changes.remove_action(action=done.reply.actions.first(), reason="不是承诺", by=make_staff())
    done.reply.readings.update(result={"title": "an older reader"})
    assert ingest(short(), name="a.txt").outcome == Outcome.PROPOSED
    assert Action.objects.filter(removed_at__isnull=True).count() == 1


def test_what_a_person_settled_need_not_be_settled_again():
    reply = ingest(short(signer="青原水利"), name="a.txt", place=make_place()).reply
    doubts = list(Doubt.objects.all())
    changes.resolve_doubt(doubt=doubts[0], by=make_staff())
    reply.readings.update(result={"title": "an older reader"})
    ingest(short(signer="青原水利"), name="a.txt")
    newest = Reading.objects.order_by("-pk").first()
    assert {(doubt.code, doubt.resolved_at is not None) for doubt in newest.doubts.all()} == {
        (doubt.code, doubt == doubts[0]) for doubt in doubts
    }
