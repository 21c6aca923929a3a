"""What another unit's staff cannot reach by an address, a number or a register of their own."""

import pytest
from django import forms
from django.test import Client

from policies import changes
from policies.admin.actions.sentence_forms import placed
from policies.admin.lookup_fields import MOST_NAMES, NamesField
from policies.admin.reports.evidence_forms import MOST_NAMED, find_pieces
from policies.changes import Refused
from policies.models import Evidence, Handling, Proposal
from policies.models.rights import may, scope_of
from tests.factories import (
    make_correction,
    make_link,
    make_member,
    make_proposal,
    make_reply,
    make_unit,
    make_update,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return make_unit("青原县水利局")


@pytest.fixture
def other():
    return make_unit("青原县教育局")


@pytest.fixture
def reporter(own):
    return make_member("reporter", own, username="reporter")


@pytest.fixture
def reviewer(own):
    return make_member("reviewer", own, username="reviewer")


def desk(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_a_proposal_that_others_answer_is_not_changed_from_a_letter(own, other, reporter, staff):
    theirs = make_proposal(title="关于修渠的提案")
    make_reply(lead=other, proposal=theirs)
    mine = make_reply(lead=own, published=False, proposal=theirs)
    kept = {"kind": theirs.kind, "number": theirs.number, "title": theirs.title, "category": theirs.category}
    session = theirs.session
    kept |= {"place": session.place, "term": session.term, "meeting": session.number} if session else {}
    changes.edit_proposal(reply=mine, proposal=theirs, by=reporter, **kept)
    for by, refused in ((reporter, True), (staff, False)):
        asked = kept | {"title": "别的标题"}
        if refused:
            with pytest.raises(Refused, match="不能从这里改"):
                changes.edit_proposal(reply=mine, proposal=theirs, by=by, **asked)
        else:
            changes.edit_proposal(reply=mine, proposal=theirs, by=by, **asked)
        assert (Proposal.objects.get().title == "别的标题") != refused


def test_one_that_only_their_own_letters_answer_is(own, reporter):
    mine = make_proposal(title="关于修渠的提案")
    make_reply(lead=own, proposal=mine)
    letter = make_reply(lead=own, published=False, proposal=mine)
    changes.edit_proposal(reply=letter, proposal=mine, kind=mine.kind, title="关于修堤的提案", by=reporter)
    assert Proposal.objects.get().title == "关于修堤的提案"


def test_evidence_on_which_another_unit_rests_too_is_nobodys_alone(own, other, reporter, reviewer):
    action = make_reply(lead=other).actions.get()
    action.partners.create(name=own.name, organisation=own)
    piece = make_link()
    make_update(action, organisation=other, evidence=[piece])
    make_update(action, organisation=own, evidence=[piece], published=False)
    for member in (reporter, reviewer):
        assert not may(member, changes.deed_of(Evidence), piece)
    own_piece = make_link()
    make_update(action, organisation=own, evidence=[own_piece], published=False)
    assert may(reporter, changes.deed_of(Evidence), own_piece)


def test_nobody_takes_a_proposal_by_giving_it_to_their_unit(own, other, reviewer):
    theirs = make_proposal()
    make_reply(lead=other, proposal=theirs)
    handling = Handling(proposal=theirs, organisation=own, role="co")
    assert not handling.is_of(scope_of(reviewer))
    make_reply(lead=own, proposal=theirs)
    assert handling.is_of(scope_of(reviewer))


def test_addresses_of_lists_guess_nothing_that_no_page_shows(own, reviewer, staff):
    make_correction(make_reply(lead=own).actions.get(), email="reader@example.org")
    corrections = "/admin/policies/readercorrection/?"
    for asked in ("email__startswith=r", "email=reader@example.org", "email__gt=a", "sender__startswith=a"):
        assert desk(reviewer).get(corrections + asked).status_code == 400, asked
    assert desk(staff).get("/admin/policies/account/?password__startswith=a").status_code == 400
    for path, asked in (("reply", "document_number__gt=a"), ("action", "quote__gt=a"), ("reply", "pk__gt=1")):
        assert desk(reviewer).get(f"/admin/policies/{path}/?{asked}").status_code == 400, asked
    for asked in (f"lead__id__exact={own.pk}", "id__in=1,2", "status=done", "q=修"):
        assert desk(reviewer).get(f"/admin/policies/action/?{asked}").status_code == 200, asked


def test_a_proposals_story_tells_others_letters_and_reports_when_they_are_public(own, other, reporter, staff):
    shared = make_proposal()
    make_reply(lead=own, proposal=shared)
    secret = make_reply(lead=other, proposal=shared, published=False, quotes=["悄悄停运八路车"])
    page = f"/admin/policies/proposal/{shared.pk}/change/"
    assert "悄悄停运" not in text_of(desk(reporter).get(page)) and "悄悄停运" in text_of(desk(staff).get(page))
    changes.publish_reply(reply=changes.confirm_reading(reply=secret, by=staff), by=staff)
    assert "悄悄停运" in text_of(desk(reporter).get(page))


def test_a_number_shows_no_words_of_an_action_that_is_not_theirs(own, other, reporter):
    mine = make_reply(lead=own).actions.get()
    secret = make_reply(lead=other, published=False, quotes=["悄悄停运八路车"]).actions.get()
    public = make_reply(lead=other, quotes=["公开增开九路车"]).actions.get()
    page = f"/admin/policies/action/{mine.pk}/change/"
    for into, told in ((secret, f"没有第 {secret.pk} 号举措"), (public, "公开增开九路车")):
        answer = text_of(desk(reporter).post(page, {"deed": "merge_actions", "into": into.pk}))
        assert told in answer and "悄悄停运" not in answer


def test_a_form_offers_no_letter_that_is_not_theirs(own, other, reviewer):
    secret = make_reply(lead=other, published=False, title="关于机密隧道的答复")
    mine = make_reply(lead=own, published=False, title="关于水渠的答复")
    add = "/admin/policies/satisfaction/add/?reply="
    assert "机密隧道" not in text_of(desk(reviewer).get(f"{add}{secret.pk}"))
    assert "关于水渠" in text_of(desk(reviewer).get(f"{add}{mine.pk}"))


def test_failed_logins_are_counted_for_a_whole_network(client, staff, settings):
    settings.PROXIES = 1
    for n in range(6):
        answer = client.post(
            "/admin/login/",
            {"username": staff.username, "password": "wrong"},
            headers={"x-forwarded-for": f"2001:db8:1:1::{n + 1}"},
        )
    assert answer.status_code == 429
    elsewhere = client.post(
        "/admin/login/", {"username": staff.username, "password": "wrong"},
        headers={"x-forwarded-for": "2001:db8:1:2::1"},
    )  # fmt: skip
    assert elsewhere.status_code == 200


def test_what_is_named_in_one_field_is_bounded_and_counted_once(staff):
    piece = make_link()
    piece.save()
    assert find_pieces("、".join(str(piece.pk) for _ in range(1000)), staff) == [piece]
    with pytest.raises(forms.ValidationError):
        find_pieces("、".join(str(n) for n in range(MOST_NAMED + 1)), staff)
    assert NamesField().clean("、".join(f"甲{n}" for n in range(MOST_NAMES)))
    with pytest.raises(forms.ValidationError):
        NamesField().clean("、".join(f"甲{n}" for n in range(MOST_NAMES + 1)))


@pytest.mark.parametrize(
    ("words", "near", "place"),
    [("修 好\n东渠", None, (2, 7)), ("今年", 8, (8, 10)), ("今年", 0, (0, 2)), ("年今", None, None)],
)
def test_a_sentence_is_found_whatever_white_space_stands_in_it(words, near, place):
    text = "今年修好东\n渠。今年"
    if place is None:
        with pytest.raises(forms.ValidationError):
            placed(text, words, near)
    else:
        assert placed(text, words, near) == (place if near is not None else (2, 7))


@pytest.mark.parametrize("asked", ["as_of=0001-01-01", "updated_after=0001-01-01", "due_after=0001-01-01"])
@pytest.mark.parametrize("path", ["/actions/", "/actions.csv", "/actions.ics"])
def test_a_day_before_all_letters_means_nothing(client, path, asked):
    answer = client.get(f"{path}?{asked}")
    assert answer.status_code == (200 if path == "/actions/" else 400)
