"""示例市, an invented city beside the real letters: its letters are read like any other, its progress is told by the book.

Everything of it hangs on a place with `is_demo`, and `remove_demo` erases it.
"""

import json
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from policies.changes import (
    answer_correction,
    edit_reply,
    merge_actions,
    publish_reply,
    publish_update,
    receive_correction,
    record_update,
    return_update,
    save,
    withdraw_update,
)
from policies.derived import forget, lock_record, note, note_erased, reindex_proposals, traced
from policies.ingest import ingest
from policies.models import (
    Action,
    Category,
    ChangedKind,
    Commitment,
    DayTally,
    DeadlineChange,
    Evidence,
    Handling,
    HeadChange,
    Language,
    LedgerEntry,
    LedgerRow,
    Membership,
    MonthTally,
    Organisation,
    OrganisationName,
    OutcomeClass,
    Place,
    Proposal,
    QuoteChange,
    ReaderCorrection,
    Remark,
    Replacement,
    Reply,
    ReplyKind,
    Role,
    Satisfaction,
    Session,
    Tally,
    Update,
    erase_history,
)

FOLDER = Path(__file__).parent / "samples" / "demo"


@transaction.atomic
def load_demo(*, by, reviewer) -> Place:
    """Load the invented city: its units, letters, and two years of updates, each through the change that makes it.

    `by`, an administrator, writes the updates; `reviewer`, who comes to belong to every unit of the city, publishes them.
    """
    office = json.loads((FOLDER / "office.json").read_text(encoding="utf-8"))
    place = _load_office(office, by)
    for unit in Organisation.objects.filter(place=place):
        Membership.objects.create(user=reviewer, organisation=unit)
    letters: dict[str, Reply] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        reply = ingest(path.read_bytes(), name=path.name, place=place).reply
        if earlier := office["supplementary"].get(path.name):
            edit_reply(reply=reply, kind=ReplyKind.SUPPLEMENTARY, follows=letters[earlier], by=by)
        entered = _at(reply.published_on or reply.issued_on)
        Reply.objects.filter(pk=reply.pk).update(read_at=entered)
        letters[path.name] = publish_reply(reply=reply, by=by, at=entered)
    _load_handling(office, letters, by)
    _merge_twins(list(letters.values()), by)
    _load_updates(letters, by, reviewer)
    _load_corrections(letters, reviewer)
    return place


@transaction.atomic
def remove_demo() -> int:
    """Erase every invented place with all that hangs on it. Returns the number of letters erased."""
    lock_record()
    with traced():
        return _erase_demo()


def _erase_demo() -> int:
    replies = Reply.objects.filter(place__is_demo=True)
    count, files = replies.count(), [reply.source_file for reply in replies]
    actions = Action.objects.filter(reply__in=replies)
    proposals = Proposal.objects.filter(replies__in=replies)
    places = list(Place.objects.filter(is_demo=True).values_list("pk", flat=True))
    letters = list(replies.values_list("pk", flat=True))
    sessions = list(Session.objects.filter(place__in=places).values_list("pk", flat=True))
    units = Organisation.objects.filter(place__in=places).values_list("pk", flat=True)
    note(Place, places)
    note(Session, sessions)
    note(Organisation, units)
    note_erased(
        {
            ChangedKind.REPLIES: Reply.objects.once_public().filter(pk__in=letters),
            ChangedKind.COMMITMENTS: Commitment.objects.once_public().filter(reply__in=letters),
            ChangedKind.ACTIONS: Action.objects.once_public().filter(reply__in=letters),
            ChangedKind.UPDATES: Update.objects.once_public().filter(action__reply__in=letters),
            ChangedKind.EVIDENCE: Evidence.objects.once_public().filter(updates__action__reply__in=letters),
        }
    )
    used = set(Category.objects.filter(actions__in=actions).values_list("pk", flat=True))
    Remark.objects.filter(update__action__in=actions).delete()
    Update.objects.filter(action__in=actions).update(replaces=None)
    evidence = list(Evidence.objects.filter(updates__action__in=actions).values_list("pk", flat=True))
    Update.objects.filter(action__in=actions).delete()
    Evidence.objects.filter(pk__in=evidence, updates__isnull=True).delete()
    entries = list(LedgerEntry.objects.filter(action__in=actions).values_list("pk", flat=True))
    for record in (DeadlineChange, LedgerEntry, LedgerRow, QuoteChange, ReaderCorrection, Replacement):
        record.objects.filter(action__in=actions).delete()
    HeadChange.objects.filter(reply__in=replies).delete()
    actions.update(same_as=None, superseded_by=None, split_from=None)
    gone = list(proposals.values_list("pk", flat=True))
    note(Proposal, gone)
    note(Category, used)
    forget(replies=letters, actions=list(actions.values_list("pk", flat=True)))
    actions.delete()
    Commitment.objects.filter(reply__in=replies).delete()
    Satisfaction.objects.filter(reply__in=replies).delete()
    Handling.objects.filter(proposal__in=gone).delete()
    replies.update(follows=None)
    replies.delete()
    Proposal.objects.filter(pk__in=gone, replies__isnull=True).delete()
    reindex_proposals(gone)
    forget(units=list(Organisation.objects.filter(place__is_demo=True).values_list("pk", flat=True)))
    Session.objects.filter(place__is_demo=True).delete()
    for kept in (Tally, DayTally, MonthTally):
        kept.objects.filter(is_demo=True).delete()
    Category.objects.filter(pk__in=used, actions__isnull=True, proposal__isnull=True, children__isnull=True).delete()
    Membership.objects.filter(organisation__place__is_demo=True).delete()
    Organisation.objects.filter(place__is_demo=True).update(parent=None)
    Organisation.objects.filter(place__is_demo=True).delete()
    Place.objects.filter(is_demo=True).update(parent=None)
    Place.objects.filter(is_demo=True).delete()
    erase_history(LedgerEntry, Q(id__in=entries))
    _erase_histories(letters, sessions, places, {Proposal: gone, Category: used})
    transaction.on_commit(lambda: [file.delete(save=False) for file in files if file])
    return count


def _erase_histories(letters: list[int], sessions: list[int], places: list[int], perhaps: dict) -> None:
    """Erase the history of what was erased; of what stands in `perhaps`, by model, some may have stayed."""
    gone = {model: set(pks) - set(model.objects.values_list("pk", flat=True)) for model, pks in perhaps.items()}
    erase_history(Reply, Q(id__in=letters))
    erase_history(Action, Q(reply__in=letters))
    erase_history(Commitment, Q(reply__in=letters))
    erase_history(Proposal, Q(id__in=gone[Proposal]) | Q(session__in=sessions))
    erase_history(Organisation, Q(place__in=places))
    erase_history(Category, Q(id__in=gone[Category]))


def _load_office(office: dict, by) -> Place:
    place = save(obj=Place(name=office["place"], level=office["level"], is_demo=True), by=by)
    for name in office["organisations"]:
        unit = save(obj=Organisation(place=place, name=name), by=by)
        for short in office["short_names"].get(name, []):
            save(obj=OrganisationName(organisation=unit, name=short), by=by)
    for mark, (meaning, state) in office["outcomes"].items():
        save(obj=OutcomeClass(place=place, mark=mark, meaning=meaning, state=state), by=by)
    return place


def _load_handling(office: dict, letters: dict[str, Reply], by) -> None:
    for reply in letters.values():
        if reply.kind != ReplyKind.ORIGINAL:
            continue
        for proposal in reply.proposals.all():
            unit = reply.issuers.get().organisation
            save(obj=Handling(proposal=proposal, organisation=unit, role=Role.LEAD, reply=reply), by=by)
    for said in office["satisfaction"]:
        reply = letters[said["letter"]]
        proposal = reply.proposals.get()
        told = Satisfaction(proposal=proposal, reply=reply, opinion=said["level"], given_on=_day(said["on"]))
        told.round = proposal.satisfactions.count() + 1
        save(obj=told, by=by)


def _merge_twins(replies: list[Reply], by) -> None:
    """One bureau gave a 提案 and a 建议 the same answer: the same sentence on the same day is one promise."""
    seen: dict[tuple, Action] = {}
    for action in Action.objects.filter(reply__in=replies).select_related("reply").order_by("pk"):
        key = (action.lead_id, action.reply.issued_on, action.quote)
        if key in seen:
            merge_actions(action=action, into=seen[key], by=by)
        seen.setdefault(key, action)


def _load_updates(letters: dict[str, Reply], by, reviewer) -> None:
    actions = {name: list(reply.actions.order_by("start")) for name, reply in letters.items()}
    recorded: list[Update] = []
    for told in json.loads((FOLDER / "updates.json").read_text(encoding="utf-8")):
        action = actions[told["letter"]][told["action"]]
        if not action.quote.startswith(told["quote_starts"]):
            raise ValueError(f"{told['letter']}: action {told['action']} begins otherwise: {action.quote[:20]}")
        recorded.append(_load_update(told, action, recorded, by, reviewer))


def _load_update(told: dict, action: Action, recorded: list[Update], by, reviewer) -> Update:
    unit = None if told["organisation"] == "lead" else Organisation.objects.get(name=told["organisation"])
    published = _at(_day(told.get("published_on") or told["happened_on"]))
    update = record_update(
        action=action,
        status=told["status"],
        happened_on=_day(told["happened_on"]),
        reason=told["reason"],
        evidence=[_evidence(piece) for piece in told["evidence"]],
        organisation=unit,
        replaces=recorded[told["replaces"]] if "replaces" in told else None,
        draft=told["state"] == "draft",
        by=by,
        at=published,
    )
    if told["state"] == "returned":
        return return_update(update=update, remark=told["remark"], by=reviewer)
    if told["state"] in ("published", "withdrawn"):
        update = publish_update(update=update, by=reviewer, at=published)
    if told["state"] == "withdrawn":
        at = _at(_day(told["withdrawn_on"]))
        update = withdraw_update(update=update, reason=told["withdrawn_reason"], by=reviewer, at=at)
    return update


def _load_corrections(letters: dict[str, Reply], reviewer) -> None:
    for told in json.loads((FOLDER / "corrections.json").read_text(encoding="utf-8")):
        correction = receive_correction(
            action=letters[told["letter"]].actions.order_by("start")[told["action"]],
            text=told["text"],
            source=told["source"],
            language=Language.CHINESE,
            address=None,
            at=_at(_day(told["received_on"])),
        )
        if "answer" in told:
            words = {name: told[name] for name in ("verdict", "answer", "text_is_public")}
            answer_correction(correction=correction, by=reviewer, at=_at(_day(told["settled_on"])), **words)


def _evidence(piece: dict) -> Evidence:
    return Evidence(**piece | ({"dated": _day(piece["dated"])} if piece.get("dated") else {}))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
