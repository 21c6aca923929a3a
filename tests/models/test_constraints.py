"""What the database refuses, and what it takes: each constraint both ways."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from policies.models import (
    Addressee,
    Category,
    Commitment,
    DeadlineChange,
    Digest,
    Doubt,
    Evidence,
    Handling,
    Issuer,
    LedgerImport,
    LedgerRow,
    Membership,
    Organisation,
    OrganisationName,
    OutcomeClass,
    Partner,
    Place,
    Proposer,
    Reading,
    Remark,
    Reminder,
    Reply,
    Satisfaction,
    Session,
)
from tests.factories import make_category, make_place, make_proposal, make_reply, make_staff, make_unit
from tests.models.builders import (
    action,
    changed,
    confirmed,
    corrections,
    digest,
    draft,
    ledger_import,
    new,
    reading,
    reply,
    second,
    tied,
    twice,
    update,
)
from tests.models.life import LIFE
from tests.models.readers import READERS

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = timezone.now()
DAY = date(2025, 6, 30)
FILE = {"file_name": "台账.xlsx", "sha256": "0" * 64}
MAIL = {"person": make_staff, "message_id": "<1@here>", "subject": "待办", "prepared_at": NOW}
TOLD = {"person": make_staff, "digest": digest, "stage": "2025-06-30"}

# constraint → (what it refuses, what it takes)
CASES = {
    "place_name_unique": (twice(Place, name="云山市", level="city"), new(Place, name="云山市", level="city")),
    "place_nation_is_one": (new(Place, name="另一个全国", level="nation"), new(Place, name="云山省", level="province")),
    "place_name_names_one": (new(Place, name="县", level="county"), new(Place, name="云县", level="county")),
    "place_nation_has_no_parent": (
        lambda: changed(lambda: Place.objects.get(level="nation"), parent=make_place)(),
        new(Place, name="云县", level="county", parent=make_place),
    ),
    "session_unique": (
        twice(Session, place=make_place, body="npc", term=8, number=1),
        new(Session, place=make_place, body="npc", term=8, number=1),
    ),
    "session_counts_from_one": (
        new(Session, place=make_place, body="npc", term=0, number=1),
        new(Session, place=make_place, body="npc", term=1, number=1),
    ),
    "category_name_unique_below_parent": (
        lambda: Category(name=make_category("节水", make_category()).name, slug="别处", parent=make_category()),
        lambda: Category(name="节水", slug="节水", parent=make_category()),
    ),
    "category_name_unique_at_top": (
        lambda: Category(name=make_category().name, slug="别处"),
        lambda: Category(name="教育类", slug="教育类"),
    ),
    "category_not_its_own_parent": (tied(make_category, "parent"), changed(make_category, parent=None)),
    "organisation_name_unique_in_place": (
        lambda: Organisation(place=make_place(), name=make_unit().name, slug="别处"),
        lambda: Organisation(place=make_place("云县"), name=make_unit().name, slug="别处"),
    ),
    "organisation_not_its_own_parent": (tied(make_unit, "parent"), changed(make_unit, parent=None)),
    "organisationname_unique": (
        twice(OrganisationName, organisation=make_unit, name="县水利局"),
        new(OrganisationName, organisation=make_unit, name="县水利局"),
    ),
    "organisationname_since_before_until": (
        new(OrganisationName, organisation=make_unit, name="水务局", since=DAY, until=date(2020, 1, 1)),
        new(OrganisationName, organisation=make_unit, name="水务局", since=date(2020, 1, 1), until=DAY),
    ),
    "proposal_unique": (second(make_proposal), second(make_proposal, number="9999", number_key="9999")),
    "proposal_number_and_key_go_together": (
        changed(make_proposal, number="00", number_key=""),
        changed(make_proposal, number="", number_key=""),
    ),
    "proposer_unique": (
        twice(Proposer, proposal=make_proposal, name="赵某"),
        new(Proposer, proposal=make_proposal, name="赵某"),
    ),
    "handling_unique": (
        lambda: twice(Handling, proposal=make_proposal(), organisation=make_unit(), role="co")(),
        new(Handling, proposal=make_proposal, organisation=make_unit, role="co"),
    ),
    "handling_one_lead": (
        lambda: Handling(
            proposal=Handling.objects.create(proposal=make_proposal(), organisation=make_unit(), role="lead").proposal,
            organisation=make_unit("青原县财政局"),
            role="lead",
        ),
        new(Handling, proposal=make_proposal, organisation=make_unit, role="lead"),
    ),
    "handling_due_after_assigned": (
        new(
            Handling,
            proposal=make_proposal,
            organisation=make_unit,
            role="co",
            assigned_on=DAY,
            due_on=date(2025, 1, 1),
        ),
        new(Handling, proposal=make_proposal, organisation=make_unit, role="co", assigned_on=DAY, due_on=DAY),
    ),
    "outcomeclass_unique": (
        twice(OutcomeClass, place=make_place, mark="C", meaning="留作参考", state="reference"),
        new(OutcomeClass, place=make_place, mark="C", meaning="留作参考", state="reference"),
    ),
    "outcomeclass_has_meaning": (
        new(OutcomeClass, place=make_place, mark="C", meaning="", state="reference"),
        new(OutcomeClass, place=make_place, mark="C", meaning="列入计划", state="in_progress"),
    ),
    "satisfaction_unique": (
        lambda: twice(Satisfaction, proposal=make_proposal(), reply=reply(), opinion="mostly")(),
        new(Satisfaction, proposal=make_proposal, reply=reply, opinion="mostly"),
    ),
    "satisfaction_rounds_from_one": (
        new(Satisfaction, proposal=make_proposal, reply=reply, opinion="mostly", round=0),
        new(Satisfaction, proposal=make_proposal, reply=reply, opinion="mostly", round=2),
    ),
    "reply_source_unique": (
        lambda: changed(reply, source_sha256=reply(source_sha256="a" * 64).source_sha256)(),
        changed(reply, source_sha256="b" * 64),
    ),
    "reply_has_text": (changed(reply, text=""), reply),
    "reply_confirmed_at_and_by_go_together": (
        changed(reply, confirmed_at=NOW),
        changed(reply, confirmed_at=NOW, confirmed_by=make_staff),
    ),
    "reply_published_after_confirmed": (
        changed(reply, published_at=NOW, published_by=make_staff),
        changed(confirmed, published_at=NOW, published_by=make_staff),
    ),
    "reply_withdrawn_with_reason": (
        changed(make_reply, withdrawn_at=NOW, withdrawn_by=make_staff),
        changed(make_reply, withdrawn_at=NOW, withdrawn_by=make_staff, withdrawn_reason="误发"),
    ),
    "reply_follows_another": (tied(reply, "follows"), changed(reply, follows=reply)),
    "issuer_unique": (twice(Issuer, reply=reply, name="县财政局"), new(Issuer, reply=reply, name="县财政局")),
    "addressee_unique": (twice(Addressee, reply=reply, name="赵某"), new(Addressee, reply=reply, name="赵某")),
    "reading_names_its_reader": (
        new(Reading, reply=reply, reader_version="", result={"title": None}),
        new(Reading, reply=reply, reader_version="1.0", result={"title": None}),
    ),
    "doubt_resolved_at_and_by_go_together": (
        lambda: Doubt(reading=reading(), code="no_title", resolved_at=NOW),
        lambda: Doubt(reading=reading(), code="no_title", resolved_at=NOW, resolved_by=make_staff()),
    ),
    "commitment_position_unique": (
        lambda: Commitment(reply=reply(), position=1),
        lambda: Commitment(reply=reply(), position=2),
    ),
    "commitment_positions_from_one": (
        lambda: Commitment(reply=reply(), position=0),
        lambda: Commitment(reply=reply(), position=3),
    ),
    "action_quote_fills_its_span": (lambda: changed(action, end=9999)(), action),
    "action_start_unique_in_reply": (
        second(action),
        second(action, removed_at=NOW, removed_by=make_staff, removed_reason="重复"),
    ),
    "action_published_at_and_by_go_together": (changed(action, published_by=None), action),
    "action_removed_with_reason": (
        changed(action, removed_at=NOW, removed_by=make_staff),
        changed(action, removed_at=NOW, removed_by=make_staff, removed_reason="不是承诺"),
    ),
    "action_not_related_to_itself": (tied(action, "same_as"), changed(action, same_as=action)),
    "partner_unique": (twice(Partner, action=action, name="县财政局"), new(Partner, action=action, name="县财政局")),
    "membership_since_before_until": (
        new(Membership, user=make_staff, organisation=make_unit, since=DAY, until=DAY - timedelta(days=1)),
        new(Membership, user=make_staff, organisation=make_unit, since=DAY, until=DAY),
    ),
    "membership_unique_while_open": (
        twice(Membership, user=make_staff, organisation=make_unit),
        twice(Membership, user=make_staff, organisation=make_unit, until=DAY),
    ),
    "deadlinechange_has_reason": (
        new(DeadlineChange, action=action, after=DAY, reason="", changed_by=make_staff),
        new(DeadlineChange, action=action, after=DAY, reason="汛期延后", changed_by=make_staff),
    ),
    "deadlinechange_changes": (
        new(DeadlineChange, action=action, before=DAY, after=DAY, reason="汛期延后", changed_by=make_staff),
        new(DeadlineChange, action=action, before=DAY, after=None, reason="汛期延后", changed_by=make_staff),
    ),
    "evidence_is_what_its_kind_says": (
        new(Evidence, kind="link", title="没有网址"),
        new(Evidence, kind="document", title="《验收报告》"),
    ),
    "update_reports_a_status": (changed(update, status="unreported"), changed(update, status="done")),
    "update_has_reason_once_submitted": (changed(update, reason=""), draft),
    "update_submitted_at_and_by_go_together": (changed(update, submitted_by=None), update),
    "update_published_state_has_time_and_person": (changed(update, published_at=None, published_by=None), update),
    "update_withdrawn_with_reason": (
        changed(update, state="withdrawn", withdrawn_at=NOW, withdrawn_by=make_staff),
        changed(update, state="withdrawn", withdrawn_at=NOW, withdrawn_by=make_staff, withdrawn_reason="数字有误"),
    ),
    "update_replaces_another": (tied(update, "replaces"), lambda: changed(draft, replaces=update)()),
    "update_one_published_correction": (
        lambda: second(lambda: corrections(update())[0])(),
        lambda: corrections(update())[0],
    ),
    "remark_has_text": (
        new(Remark, update=update, text="", made_by=make_staff),
        new(Remark, update=update, text="缺验收报告", made_by=make_staff),
    ),
    "ledgerimport_applied_with_time_and_person": (
        new(LedgerImport, state="applied", applied_at=NOW, made_by=make_staff),
        new(LedgerImport, state="applied", applied_at=NOW, applied_by=make_staff, made_by=make_staff, **FILE),
    ),
    "ledgerrow_number_unique": (
        twice(LedgerRow, ledger_import=ledger_import, number=2, outcome="refused"),
        new(LedgerRow, ledger_import=ledger_import, number=2, outcome="refused"),
    ),
    "digest_sent_state_has_time": (new(Digest, state="sent", **MAIL), new(Digest, state="sent", sent_at=NOW, **MAIL)),
    "digest_refused_with_error": (
        new(Digest, state="refused", **MAIL),
        new(Digest, state="refused", error="550", **MAIL),
    ),
    "reminder_is_about_one_thing": (
        new(Reminder, matter="overdue", **TOLD),
        new(Reminder, matter="overdue", action=action, **TOLD),
    ),
    "reminder_of_action_once_a_stage": (
        twice(Reminder, matter="overdue", action=action, **TOLD),
        new(Reminder, matter="overdue", action=action, **TOLD),
    ),
    "reminder_of_update_once_a_stage": (
        twice(Reminder, matter="returned", update=update, **TOLD),
        new(Reminder, matter="returned", update=update, **TOLD),
    ),
}

CASES |= LIFE | READERS


def test_every_constraint_is_tested():
    models = [model for model in Reply._meta.apps.get_models() if model._meta.app_label == "policies"]
    assert {constraint.name for model in models for constraint in model._meta.constraints} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_and_a_person_is_told_in_a_sentence(name):
    row = CASES[name][0]()
    constraint = next(c for c in type(row)._meta.constraints if c.name == name)
    with pytest.raises(ValidationError) as said:
        row.validate_constraints()
    assert str(constraint.violation_error_message) in said.value.messages

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save()
    told = str(caught.value)
    assert name in told or "UNIQUE constraint failed" in told


@pytest.mark.parametrize("name", CASES)
def test_the_database_takes(name):
    row = CASES[name][1]()
    row.save()
    row.refresh_from_db()
    assert row.pk
