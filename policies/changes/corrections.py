"""What is public, put right: with a reason, and with what it said before on record for everybody."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from policies.changes.base import change, needed, save_checked, standing
from policies.changes.merging import refuse_if_closed, touch
from policies.changes.registry import lead_what_nobody_leads
from policies.changes.sentences import placed, read_at, write_partners
from policies.derived import reindex, settle
from policies.models import Action, DeadlineChange, HeadChange, Issuer, Organisation, QuoteChange, Reply
from policies.models.rights import require
from policies.refusal import Refused

# What may be put right about a public letter: its numbers, dates, source and kind. Its words, place and parties stay.
HEAD = ("title", "document_number", "index_number", "subject", "department", "issued_on", "published_on", "kind", "form",
        "outcome_mark", "source_url")  # fmt: skip


@change
def correct_span(*, action: Action, start: int, end: int, reason: str, by) -> QuoteChange:
    """Move the borders of a public quote: other words of the same letter. The former words stay, for all to see.

    The words of a deadline and the partners are read in the new quote where they no longer stand in it; a day that
    changes with them is a deadline change of its own.
    """
    require(by, "correct_span", action)
    reason = needed(reason, _("更正原文要写明理由：它会和前后的引文一起公开。"))
    action = Action.objects.select_related("reply", "commitment").get(pk=action.pk)
    refuse_if_closed(action)
    if not action.published_at:
        raise Refused(_("这条举措还没有公开；直接更正即可。"))
    if action.split_at:
        raise Refused(_("第 %s 号举措已经拆分，不再改动；请改拆出的各条。") % action.pk)
    before, due_on = action.quote, action.due_on
    action.start, action.end = placed(action.reply, start, end, but=action)
    action.quote = action.reply.text[action.start : action.end]
    record = QuoteChange(action=action, before=before, after=action.quote, reason=reason, changed_by=by)
    save_checked(record)
    read = read_at(action, action.reply.issued_on)
    if not action.due_text or action.due_text not in action.quote:
        action.due_text = read.due_text
        action.due_on = read.due_on if due_on == action.due_on_first else due_on
    save_checked(action)
    if action.due_on != due_on:
        told = _("随原文更正：%s") % reason
        save_checked(DeadlineChange(action=action, before=due_on, after=action.due_on, reason=told, changed_by=by))
    known = [partner.name for partner in action.partners.all()]
    write_partners(action, [*(name for name in known if name in action.quote), *read.partners])
    touch(action)
    settle([action])
    reindex([action.reply_id])
    return record


@change
def correct_reply(
    *, reply: Reply, reason: str, units: Mapping[int, Organisation | None] | None = None, by, **fields
) -> list[HeadChange]:
    """Correct the head of a public letter: numbers, dates, source, kind; and which unit a signer (by id) is.

    Each correction is kept with what stood there before and the reason, for all to see. Deadlines stay as they are.
    """
    require(by, "correct_reply", reply)
    reason = needed(reason, _("更正已公开的登记内容要写明理由：它会和前后的内容一起公开。"))
    reply = standing(reply)
    if not reply.published_at:
        raise Refused(_("这件答复还没有公开；登记内容直接更正即可。"))
    if wrong := set(fields) - set(HEAD):
        raise TypeError(f"{sorted(wrong)} of a public letter cannot be corrected")
    records = []
    for name, value in fields.items():
        if (before := getattr(reply, name)) != value:
            setattr(reply, name, value)
            records.append(HeadChange(field=name, before=_written(before), after=_written(value)))
    issuers = {issuer: units[issuer.pk] for issuer in reply.issuers.filter(pk__in=units or {})}
    for issuer, unit in issuers.items():
        if issuer.organisation != unit:
            records.append(
                HeadChange(field="unit", before=_named(issuer, issuer.organisation), after=_named(issuer, unit))
            )
            issuer.organisation = unit
            save_checked(issuer)
    if not records:
        raise Refused(_("内容没有变，不用更正。"))
    save_checked(reply)
    for record in records:
        record.reply, record.reason, record.changed_by = reply, reason, by
        save_checked(record)
    for unit in filter(None, issuers.values()):
        lead_what_nobody_leads([reply.pk], unit)
    settle(reply.actions.all())
    reindex([reply.pk])
    return records


def _written(value) -> str:
    """Return a value as the record keeps it: a day as 2025-06-30, nothing as nothing."""
    return "" if value is None else str(value)


def _named(issuer: Issuer, unit: Organisation | None) -> str:
    told = unit.name if unit else _("未登记")
    return f"{issuer.name} = {told}"
