"""Rules about one row that no constraint of a database can hold."""

import pytest
from django.core.exceptions import ValidationError

from policies.models import Action, Category, Evidence, Reply
from tests.factories import make_category, make_place, make_proposal, make_reply, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def reply(**options) -> Reply:
    return make_reply(published=False, **options)


def action() -> Action:
    return make_reply().actions.get()


def test_a_quote_is_the_letters_own_words():
    one = action()
    one.quote = "改" + one.quote[1:]
    with pytest.raises(ValidationError, match="引文必须是原文"):
        one.full_clean()


def test_the_text_of_a_letter_is_frozen():
    letter = reply()
    letter.text += "\n\n又及。"
    with pytest.raises(ValidationError, match="收录后不再改动"):
        letter.full_clean()


@pytest.mark.parametrize("make", [make_unit, make_category, make_place])
def test_a_tree_has_no_circles(make):
    one, two = make("甲"), make("乙")
    two.parent = one
    two.save()
    one.parent = two
    with pytest.raises(ValidationError, match="成为一个圈"):
        one.full_clean()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/a", "data:text/html,x"])
def test_evidence_links_only_to_web_pages(url):
    with pytest.raises(ValidationError):
        Evidence(kind="link", url=url).full_clean()


def test_ids_are_never_used_twice():
    letter = reply(actions=2)
    last = Action.objects.order_by("-pk").first()
    pk = last.pk
    last.delete()
    assert letter.commitments.get().actions.count() == 1
    assert action().pk > pk


def test_no_category_is_called_none_in_addresses():
    with pytest.raises(ValidationError, match="没有类别"):
        Category(name="无", slug="none").full_clean()


def test_a_number_that_grows_when_it_is_folded_is_too_long():
    proposal = make_proposal()
    proposal.number = "\ufdfa" * 2
    with pytest.raises(ValidationError, match="编号太长"):
        proposal.full_clean()
