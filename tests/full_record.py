"""A record with at least one row of every model that the admin shows."""

from datetime import date

from django.utils import timezone

from policies import changes
from policies.ingest import ingest
from policies.models import (
    Digest,
    Handling,
    LedgerImport,
    LedgerMapping,
    OrganisationName,
    OutcomeClass,
    Partner,
    Reminder,
    Reply,
    Satisfaction,
)
from tests import factories


def one_of_everything(letter: str, staff) -> Reply:
    """Make them, `letter` as one that was taken in, and return the letter on which most of them hangs."""
    place = factories.make_place()
    category = factories.make_category()
    reply = factories.make_reply(actions=2, category=category, due_on=date(2026, 1, 31))
    action = reply.actions.first()
    Partner.objects.create(action=action, name="青原县财政局", organisation=factories.make_unit("青原县财政局"))
    returned = factories.make_update(action, published=False)
    changes.return_update(update=returned, remark="请附上网址。", by=staff)
    factories.make_update(action)
    changes.revise_deadline(action=action, due_on=date(2027, 1, 31), reason="工期顺延。", by=staff)
    OutcomeClass.objects.create(place=place, mark="A", meaning="已经解决", state="solved")
    proposal = reply.proposals.get()
    Handling.objects.create(proposal=proposal, organisation=action.lead, role="lead", reply=reply)
    Satisfaction.objects.create(proposal=proposal, reply=reply, opinion="satisfied", given_on=date(2025, 8, 1))
    changes.save(obj=OrganisationName(organisation=action.lead, name="县水利局"), by=staff)
    ingest(letter.encode(), name="letter.txt")
    factories.make_correction(action, text="水利有误。")
    changes.edit_ledger(action=action, office="水利科", by=staff)
    made = LedgerImport.objects.create(
        file_name="水利台账.xlsx", sha256="0" * 64, header=["具体举措"], columns=["quote"], made_by=staff,
        state="applied", applied_at=timezone.now(), applied_by=staff,
    )  # fmt: skip
    made.rows.create(number=2, cells=["将修水利"], outcome="waiting", reason="水利的函还没有收录。")
    LedgerMapping.objects.create(name="水利台账", columns={"原文": "quote"}, made_by=staff)
    told = {"subject": "水利", "text": "水利", "prepared_at": timezone.now()}
    mail = Digest.objects.create(person=staff, address="a@example.cn", message_id="<1@here>", **told)
    Reminder.objects.create(digest=mail, person=staff, matter="overdue", action=action, stage="2026-01-31")
    return reply
