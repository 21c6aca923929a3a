"""The samples that `make run` begins with: a real letter, the invented city, and an account for each role."""

import pytest
from django.contrib.auth import get_user_model

from policies.derived import differences
from policies.models import (
    Action,
    Category,
    Commitment,
    Evidence,
    Organisation,
    Place,
    Proposal,
    Reply,
    Session,
    Status,
    Tally,
    Update,
)
from tests.management.test_commands import run

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture(scope="module")
def told(module_db) -> str:
    """What the command says that loads them."""
    return run("load_samples")


def test_samples_fill_an_empty_tracker_once(told):
    for name in ("admin", "reporter", "reviewer"):
        password = told.split(f"  {name}: ")[1].split("\n")[0]
        assert get_user_model().objects.get(username=name).check_password(password)
    real = Reply.objects.public().get(document_number="国市监提〔2022〕168号")
    assert (real.commitments.count(), real.actions.count()) == (3, 13)
    assert set(real.actions.values_list("status", flat=True)) == {Status.UNREPORTED}
    assert list(differences()) == []
    before = (Reply.objects.count(), Update.objects.count(), get_user_model().objects.count())
    assert run("load_samples") == ""
    assert (Reply.objects.count(), Update.objects.count(), get_user_model().objects.count()) == before


def test_the_demo_shows_everything_that_can_happen_and_leaves_without_a_trace(told):
    demo = Action.objects.public().listed().filter(is_demo=True)
    assert set(demo.values_list("status", flat=True)) == set(Status.values)
    states = set(Update.objects.filter(action__is_demo=True).values_list("state", flat=True))
    assert states == {"draft", "submitted", "returned", "published", "withdrawn"}
    assert demo.overdue().exists() and demo.silent().exists() and demo.stale().exists()
    letters = Reply.objects.public().filter(place__is_demo=True)
    assert letters.count() >= 12
    assert letters.filter(actions__isnull=True).count() == 1
    assert set(letters.values_list("proposals__session__body", flat=True)) == {"cppcc", "npc"}
    assert Update.objects.filter(replaces__isnull=False, state="published").exists()
    assert Action.objects.filter(same_as__isnull=False).exists()

    # What shows all of it is also what has to be erased whole.
    real = Reply.objects.get(place__is_demo=False)
    assert Action.history.exclude(reply=real).count() > Action.objects.exclude(reply=real).count()
    assert Organisation.history.count() > 1
    assert "件答复" in run("remove_demo")
    assert Reply.objects.get() == real
    assert set(Action.objects.values_list("reply", flat=True)) == {real.pk}
    assert [model.objects.count() for model in (Update, Evidence)] == [0, 0]
    assert (Proposal.objects.count(), Session.objects.count()) == (1, 1)
    assert list(Place.objects.values_list("name", flat=True)) == ["全国"]
    assert list(Organisation.objects.values_list("name", flat=True)) == ["市场监管总局"]
    assert list(Category.objects.values_list("name", flat=True)) == ["商贸监管类"]
    assert not Tally.objects.filter(is_demo=True).exists()
    assert set(Action.history.values_list("reply", flat=True)) == {real.pk}
    for model in (Category, Commitment, Organisation, Proposal, Reply):
        left = set(model.objects.values_list("pk", flat=True))
        assert set(model.history.values_list("id", flat=True)) <= left, model
    assert list(differences()) == []
    assert run("remove_demo") == "没有演示数据。\n"
    run("load_samples")
    assert not Place.objects.filter(is_demo=True).exists()
