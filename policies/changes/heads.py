"""What was read of a letter's head, corrected by people until it is public."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.answers import find_sessions
from policies.changes.base import change, save_checked, unpublished
from policies.changes.doubts import settle_doubts
from policies.changes.registry import keep, lead_what_nobody_leads, link_units
from policies.changes.sentences import read_due_on
from policies.derived import reindex, reindex_proposals, settle
from policies.ingest import find_unit
from policies.models import Addressee, Doubt, Issuer, Organisation, Partner, Proposal, Reply
from policies.models.rights import may, require
from policies.refusal import Refused


@change
def edit_reply(
    *,
    reply: Reply,
    issuers: Sequence[str] | None = None,
    addressees: Sequence[str] | None = None,
    proposals: Iterable[Proposal] | None = None,
    units: Mapping[int, Organisation | None] | None = None,
    by,
    **fields,
) -> Reply:
    """Correct what was read of the letter's head, until it is public. Settles the doubts that an entry answers.

    `issuers` and `addressees` are names as written; `units` says which unit each issuer (by id) is. A place that is
    new to the letter links the names that are certain there; a letter's only signer, newly linked, leads what nobody
    leads. Deadlines that were reckoned from the letter's date follow it until the reading is confirmed.
    """
    require(by, "edit_reply", reply)
    reply = unpublished(reply)
    changed = {name for name, value in fields.items() if getattr(reply, name) != value}
    dated = reply.issued_on
    for name, value in fields.items():
        setattr(reply, name, value)
    reply.edited_at = timezone.now()
    save_checked(reply)
    for name, model, names in (("issuers", Issuer, issuers), ("addressees", Addressee, addressees)):
        if names is not None and _write_parties(model, reply, names, by):
            changed.add(name)
    if proposals is not None:
        before = list(reply.proposals.values_list("pk", flat=True))
        reply.proposals.set(proposals)
        reindex_proposals(before)
        changed.add("proposals")
    for issuer in reply.issuers.filter(pk__in=units or {}):
        _name_unit(issuer, units[issuer.pk], by)
    if "place" in changed and reply.place is None:
        reply.received_for.add(*by.memberships.units())  # else who took a wrong place away would lose the letter
    if "place" in changed and reply.place:
        link_units(reply.issuers.all(), Partner.objects.filter(action__reply=reply), reply.place, by=by)
        find_sessions(reply=reply, by=by)
    if "document_number" in changed:
        settle_doubts([reply], {"document_number"}, by=by)
        _ask_about_the_same_number(reply)
    if "issued_on" in changed and not reply.confirmed_at:
        _reckon_again(reply, dated, by)
    settle_doubts([reply], changed - {"document_number"}, by=by)
    settle(reply.actions.all())
    reindex([reply.pk])
    return reply


@change
def register_unit(*, reply: Reply, name: str, by) -> Organisation:
    """Register a unit of the letter's place under the name that signed; whatever of that place names it is linked."""
    require(by, "register_unit", reply)
    reply = Reply.objects.get(pk=reply.pk)
    if reply.place is None:
        raise Refused(_("先填写这件答复的行政区，再登记单位：单位属于一个行政区。"))
    if not reply.issuers.filter(name=name, organisation__isnull=True).exists():
        raise Refused(_("“%s”已经登记，或者不是这件答复的答复单位。") % name)
    unit = keep(obj=Organisation(place=reply.place, name=name), by=by)
    if not may(by, "edit_reply", Reply.objects.get(pk=reply.pk)):
        raise Refused(_("登记以后，这件答复就归“%s”，您不再能改它。请管理员来登记，并把您的账号加到这个单位。") % name)
    return unit


def _ask_about_the_same_number(reply: Reply) -> None:
    """Doubt a number that another letter bears, as the taking in of a letter does."""
    reading = reply.readings.first()
    twins = Reply.objects.filter(document_number=reply.document_number).exclude(pk=reply.pk)
    if reading and reply.document_number:
        Doubt.objects.bulk_create(
            Doubt(reading=reading, code="same_number", about=str(pk)) for pk in twins.values_list("pk", flat=True)
        )


def _write_parties(model, reply: Reply, names: Sequence[str], by) -> bool:
    """Let the letter name these parties, in order; whom it named before keeps their unit. Say whether any changed."""
    names = list(dict.fromkeys(names))
    rows = model.objects.filter(reply=reply)
    known = {party.name: party for party in rows}
    if list(known) == names:
        return False
    for gone in set(known) - set(names):
        settle_doubts([reply], {"units"}, by=by, about=gone)
    rows.exclude(name__in=names).delete()
    for position, name in enumerate(names):
        party = known.get(name) or model(reply=reply, name=name, organisation=find_unit(name, reply.place))
        party.position = position
        save_checked(party)
    if model is Issuer and reply.only_signer:
        lead_what_nobody_leads([reply.pk], reply.only_signer)
    if model is Addressee and reply.addressee_count < len(names):
        reply.addressee_count = len(names)
        save_checked(reply)
    return True


def _name_unit(issuer: Issuer, unit: Organisation | None, by) -> None:
    if issuer.organisation == unit:
        return
    issuer.organisation = unit
    save_checked(issuer)
    if unit:
        settle_doubts([issuer.reply_id], {"units"}, by=by, about=issuer.name)
        lead_what_nobody_leads([issuer.reply_id], unit)


def _reckon_again(reply: Reply, dated: date | None, by) -> None:
    """Let deadlines in words follow the letter's date: those that had no day, and those that its old date gave."""
    for action in reply.actions.filter(removed_at__isnull=True).exclude(due_text="").select_related("reply"):
        after = read_due_on(action, reply.issued_on)
        if action.due_on == read_due_on(action, dated) != after:
            action.due_on = action.due_on_first = after
            save_checked(action)
        if action.due_on:
            settle_doubts([reply], {"deadline"}, by=by, about=action.due_text)
