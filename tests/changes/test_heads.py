"""A letter's head and what it answers, corrected until it is public; the doubts that an entry answers."""

from datetime import date

import pytest

from policies import changes
from policies.changes import Refused
from policies.derived import differences
from policies.models import Action, Doubt, Organisation, Proposal, Reading, Reply, Session
from tests.factories import make_category, make_member, make_place, make_proposal, make_reply, make_unit


@pytest.fixture(autouse=True)
def _nothing_kept_is_wrong(db):
    """Whatever a test changes: status, counts and search rows are what the record says."""
    yield
    assert list(differences()) == []


@pytest.fixture
def reply(staff):
    return make_reply(published=False, quotes=["明年6月底前建成泵站2座"])


def doubt(reply, code: str, about: str = "") -> Doubt:
    reading = reply.readings.first() or Reading.objects.create(reply=reply, reader_version="1.0", result={})
    return Doubt.objects.create(reading=reading, code=code, about=about)


def is_open(doubt: Doubt) -> bool:
    return Doubt.objects.get(pk=doubt.pk).resolved_at is None


def test_an_entry_settles_its_doubt_and_no_other(reply, staff):
    asked, other = doubt(reply, "no_document_number"), doubt(reply, "no_title")
    changes.edit_reply(reply=reply, title=reply.title, document_number="青水函〔2029〕7号", by=staff)
    assert (is_open(asked), is_open(other)) == (False, True)


def test_what_was_saved_unchanged_settles_nothing(reply, staff):
    asked = doubt(reply, "title_damaged", reply.title)
    changes.edit_reply(reply=reply, title=reply.title, by=staff)
    assert is_open(asked)


def test_names_are_corrected_and_known_ones_keep_their_unit(reply, staff):
    unit, asked = reply.only_signer, doubt(reply, "no_addressee")
    changes.edit_reply(reply=reply, issuers=["青原县住建局", unit.name], addressees=["赵某", "钱某", "赵某"], by=staff)
    assert [(issuer.name, issuer.organisation) for issuer in reply.issuers.all()] == [
        ("青原县住建局", None),
        (unit.name, unit),
    ]
    reply.refresh_from_db()
    assert ([addressee.name for addressee in reply.addressees.all()], reply.addressee_count) == (["赵某", "钱某"], 2)
    assert not is_open(asked)


def test_deadlines_follow_the_letters_date_until_confirmation(reply, staff):
    Action.objects.update(due_text="明年6月底前", due_on=None, due_on_first=None)
    Reply.objects.update(issued_on=None)
    asked = doubt(reply, "due_not_reckoned", "明年6月底前")
    changes.edit_reply(reply=reply, issued_on=date(2030, 3, 1), by=staff)
    action = reply.actions.get()
    assert (action.due_on, action.due_on_first) == (date(2031, 6, 30), date(2031, 6, 30))
    assert not is_open(asked)

    changes.edit_reply(reply=reply, issued_on=date(2031, 3, 1), by=staff)
    assert reply.actions.get().due_on == date(2032, 6, 30)


def test_a_day_that_staff_entered_stays(reply, staff):
    action = reply.actions.get()
    changes.edit_action(action=action, due_on=date(2027, 1, 15), by=staff)
    changes.edit_reply(reply=reply, issued_on=date(2030, 3, 1), by=staff)
    assert reply.actions.get().due_on == date(2027, 1, 15)


def test_registering_the_signer_links_all_its_letters(reply, staff):
    other = make_reply(published=False)
    for letter in (reply, other):
        letter.issuers.all().delete()
        letter.actions.update(lead=None)
        letter.issuers.create(name="青原县供水站")
    asked = [doubt(letter, "unit_unknown", "青原县供水站") for letter in (reply, other)]
    unit = changes.register_unit(reply=reply, name="青原县供水站", by=staff)
    assert [letter.issuers.get().organisation for letter in (reply, other)] == [unit, unit]
    assert [letter.actions.get().lead for letter in (reply, other)] == [unit, unit]
    assert [is_open(each) for each in asked] == [False, False]


def test_nobody_registers_a_letter_out_of_their_own_hands(reply):
    unit = make_unit("青原县水利局")
    reply.issuers.all().delete()
    reply.actions.update(lead=None)
    reply.issuers.create(name="青原县供水站")
    with pytest.raises(Refused, match="请管理员来登记"):
        changes.register_unit(reply=reply, name="青原县供水站", by=make_member("reviewer", unit))
    assert not Organisation.objects.filter(name="青原县供水站").exists()


@pytest.mark.parametrize(
    ("name", "place", "sentence"),
    [
        pytest.param("青原县供水站", "青原县", "不是这件答复的答复单位", id="did-not-sign"),
        pytest.param("青原县水利局", "青原县", "已经登记", id="registered"),
        pytest.param("青原县水利局", None, "先填写这件答复的行政区", id="no-place"),
    ],
)
def test_only_a_signer_of_a_known_place_is_registered(reply, staff, name, place, sentence):
    for model in (Reply, Action):
        model.objects.update(place=make_place() if place else None)
    with pytest.raises(Refused, match=sentence):
        changes.register_unit(reply=reply, name=name, by=staff)
    assert Organisation.objects.count() == 1


def test_a_proposal_is_corrected_with_its_session(reply, staff):
    asked = [doubt(reply, code) for code in ("no_session", "session_unknown", "no_proposal_number")]
    proposal = reply.proposals.get()
    changes.edit_proposal(
        reply=reply, proposal=proposal, kind="suggestion", number="077", title="关于修渠的建议",
        place=make_place(), term=18, meeting=2, by=staff,
    )  # fmt: skip
    proposal.refresh_from_db()
    assert (proposal.kind, proposal.number, proposal.title) == ("suggestion", "077", "关于修渠的建议")
    assert proposal.session == Session.objects.get(body="npc", term=18, number=2)
    assert [is_open(each) for each in asked] == [False, False, False]


def test_a_proposal_on_record_is_taken_as_it_is(reply, staff):
    known = make_proposal(number="0088", title="关于修路的提案")
    misread = reply.proposals.get()
    changes.edit_proposal(
        reply=reply, proposal=misread, kind="proposal", number="88", place=make_place(), term=10, meeting=2, by=staff
    )
    assert list(reply.proposals.all()) == [known]
    assert not Proposal.objects.filter(pk=misread.pk).exists()
    known.refresh_from_db()
    assert known.title == "关于修路的提案"


def test_half_a_session_is_refused(reply, staff):
    with pytest.raises(Refused, match="会议要写全"):
        changes.edit_proposal(reply=reply, kind="proposal", number="5", term=10, by=staff)
    assert reply.proposals.count() == 1


def test_what_other_letters_answer_stays(reply, staff):
    shared = make_reply().proposals.get()
    reply.proposals.add(shared)
    changes.drop_proposal(reply=reply, proposal=shared, by=staff)
    assert shared not in reply.proposals.all()
    assert Proposal.objects.filter(pk=shared.pk).exists()


@pytest.mark.parametrize("change", ["edit_reply", "edit_proposal", "drop_proposal"])
def test_a_public_head_is_not_corrected(staff, change):
    reply = make_reply()
    asked = {
        "edit_reply": {"title": "另一个标题"},
        "edit_proposal": {"kind": "proposal"},
        "drop_proposal": {"proposal": reply.proposals.get()},
    }[change]
    with pytest.raises(Refused, match="已经公开"):
        getattr(changes, change)(reply=reply, by=staff, **asked)


def test_confirming_settles_what_was_read_but_not_what_only_the_record_answers(reply, staff):
    read, unit = doubt(reply, "no_document_number"), doubt(reply, "unit_unknown", "青原县供水站")
    changes.confirm_reading(reply=reply, by=staff)
    assert (is_open(read), is_open(unit)) == (False, True)


def test_a_heading_is_corrected_and_another_begun(staff):
    reply = make_reply(published=False, quotes=["修建水渠3条", "清理河道"])
    commitment = reply.commitments.get()
    second = reply.actions.order_by("start").last()
    changes.edit_commitment(reply=reply, commitment=commitment, number="（一）", heading="加快水利", by=staff)
    begun = changes.edit_commitment(reply=reply, heading="清理河道", actions=[second], by=staff)
    commitment.refresh_from_db()
    second.refresh_from_db()
    assert (commitment.heading, second.commitment, begun.position) == ("加快水利", begun, 2)
    with pytest.raises(Refused, match="正文里没有“加快交通建设”"):
        changes.edit_commitment(reply=reply, commitment=commitment, heading="加快交通建设", by=staff)


def test_a_commitment_without_actions_goes(staff):
    reply = make_reply(published=False)
    begun = changes.edit_commitment(reply=reply, heading="加快水利建设", actions=reply.actions.all(), by=staff)
    assert list(reply.commitments.all()) == [begun]


def test_what_is_public_keeps_its_heading(staff):
    reply = make_reply()
    with pytest.raises(Refused, match="已有举措公开"):
        changes.edit_commitment(reply=reply, commitment=reply.commitments.get(), heading="加快", by=staff)


def test_all_actions_of_a_letter_get_categories_and_a_lead(staff):
    reply = make_reply(published=False, quotes=["修建水渠3条", "清理河道"])
    reply.actions.update(lead=None)
    first = reply.actions.order_by("start").first()
    unit = make_unit("青原县住建局")
    changes.assign_lead(action=first, organisation=unit, by=staff)
    assert changes.assign_leads(reply=reply, organisation=reply.only_signer, by=staff) == 1
    assert [action.lead for action in reply.actions.order_by("start")] == [unit, reply.only_signer]
    with pytest.raises(Refused, match="每条举措都已有主责单位"):
        changes.assign_leads(reply=reply, organisation=unit, by=staff)
    chosen = [make_category("教育类"), make_category("农业水利类")]
    assert changes.categorise(reply=reply, categories=chosen, by=staff) == 2
    assert {tuple(action.categories.order_by("name")) for action in reply.actions.all()} == {
        tuple(sorted(chosen, key=str))
    }


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ("categorise", {"categories": []}),
        ("assign_leads", {"organisation": None}),
        ("edit_commitment", {"heading": "加快水利建设"}),
        ("edit_reply", {"title": "另一个"}),
    ],
)
def test_a_withdrawn_letter_takes_no_change(staff, change, asked):
    with pytest.raises(Refused, match="已经撤回"):
        getattr(changes, change)(reply=make_reply(withdrawn=True), by=staff, **asked)


@pytest.mark.parametrize("change", ["assign_lead", "remove_action", "edit_action"])
def test_nor_do_its_actions(staff, change):
    asked = {
        "assign_lead": {"organisation": None},
        "remove_action": {"reason": "误读"},
        "edit_action": {"strength": "soft"},
    }
    with pytest.raises(Refused, match="已经撤回"):
        getattr(changes, change)(action=make_reply(withdrawn=True).actions.get(), by=staff, **asked[change])


def test_nothing_is_begun_or_named_without_words(reply, staff):
    with pytest.raises(Refused, match="写明编号或标题"):
        changes.edit_proposal(reply=reply, kind="proposal", by=staff)
    with pytest.raises(Refused, match="要有举措"):
        changes.edit_commitment(reply=reply, heading="加快水利建设", by=staff)


def test_a_proposal_named_twice_is_one(reply, staff):
    for _press in range(2):
        changes.edit_proposal(reply=reply, kind="suggestion", number="0808", title="关于修桥的建议", by=staff)
    assert reply.proposals.filter(number="0808").count() == 1


def test_a_signer_who_is_taken_away_takes_the_doubt_along(reply, staff):
    reply.issuers.create(name="青原县供水站")
    asked = doubt(reply, "unit_unknown", "青原县供水站")
    changes.edit_reply(reply=reply, issuers=["青原县水利局"], by=staff)
    assert not is_open(asked)


def test_the_number_of_another_letter_is_doubted(reply, staff):
    doubt(reply, "no_title")
    other = make_reply(document_number="青水函〔2031〕500号")
    changes.edit_reply(reply=reply, document_number=other.document_number, by=staff)
    assert Doubt.objects.get(code="same_number", resolved_at=None).about == str(other.pk)
