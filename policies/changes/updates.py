"""The life of an update: draft → submitted → published, or returned; withdrawn; replaced by a correction.

`at` is the moment of a change; now, unless a record is played back.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, needed, save_checked
from policies.changes.evidence import kept, put_on_record
from policies.derived import settle
from policies.models import NEEDS_EVIDENCE, Action, AuditKind, Evidence, Organisation, Remark, State, Update
from policies.models.rights import require
from policies.office.audit import note
from policies.refusal import Refused


@change
def record_update(
    *,
    action: Action,
    status: str,
    happened_on: date,
    reason: str,
    evidence: Iterable[Evidence] = (),
    organisation: Organisation | None = None,
    replaces: Update | None = None,
    draft: bool = False,
    by,
    at: datetime | None = None,
) -> Update:
    """Write down what became of an action, on behalf of `organisation` (the lead, unless said otherwise).

    The update is submitted for review, or kept as a draft. `evidence` may hold new rows; they are saved.
    """
    require(by, "record_update", action)
    action = Action.objects.select_related("reply", "lead").get(pk=action.pk)
    if closed := closed_to_updates(action):
        raise Refused(closed)
    organisation = organisation or action.lead
    if organisation is None:
        raise Refused(_("这条举措还没有确定主责单位；先确定，再填报进展。"))
    require(by, "report_for", organisation)
    replaces = _as_it_stands(replaces) if replaces else None
    if replaces and replaces.state != State.PUBLISHED:
        raise Refused(_("只能更正已公开的进展；没有公开的直接修改即可。"))
    if _already_reported(action, organisation, status, happened_on, reason):
        raise Refused(_("同样的进展已经填报过，没有再记一次。"))
    update = Update(
        action=action,
        organisation=organisation,
        status=status,
        happened_on=happened_on,
        reason=reason.strip(),
        replaces=replaces,
        created_by=by,
        created_at=at or timezone.now(),
    )
    save_checked(update)
    update.evidence.set(kept(evidence, by=by))
    return update if draft else submit_update(update=update, by=by, at=at)


@change
def edit_update(
    *,
    update: Update,
    status: str,
    happened_on: date,
    reason: str,
    evidence: Iterable[Evidence],
    organisation: Organisation,
    by,
) -> Update:
    """Rewrite a draft, or what was returned. `evidence` is all that it now rests on; new rows are saved."""
    require(by, "edit_update", update)
    update = _as_it_stands(update)
    if update.state not in (State.DRAFT, State.RETURNED):
        raise Refused(_("只能修改草稿和已退回的进展；这一条的审核状态是“%s”。") % update.get_state_display())
    require(by, "report_for", organisation)
    update.status, update.happened_on, update.reason = status, happened_on, reason.strip()
    update.organisation = organisation
    save_checked(update)
    update.evidence.set(kept(evidence, by=by))
    return update


@change
def submit_update(*, update: Update, by, at: datetime | None = None) -> Update:
    """Hand a draft, or what was returned, to the reviewer. Asks for a reason, and for evidence where it is owed."""
    require(by, "submit_update", update)
    update = _as_it_stands(update)
    if update.state not in (State.DRAFT, State.RETURNED):
        raise Refused(_("这条进展的审核状态是“%s”，不能提交。") % update.get_state_display())
    _ask_for_reason_and_evidence(update)
    update.state, update.submitted_at, update.submitted_by = State.SUBMITTED, at or timezone.now(), by
    save_checked(update)
    put_on_record(update)
    return update


@change
def return_update(*, update: Update, remark: str, by) -> Update:
    """Send a submitted update back to who wrote it, with what is to be mended. The remark stays on record."""
    require(by, "return_update", update)
    remark = needed(remark, _("写明退回的原因，填报人才知道改什么。"))
    update = _as_it_stands(update)
    if update.state != State.SUBMITTED:
        raise Refused(_("只能退回待审核的进展；这一条的审核状态是“%s”。") % update.get_state_display())
    save_checked(Remark(update=update, text=remark, made_by=by))
    update.state = State.RETURNED
    save_checked(update)
    return update


@change
def publish_update(*, update: Update, by, at: datetime | None = None) -> Update:
    """Publish a submitted update: from now on the action's status follows it."""
    require(by, "publish_update", update)
    update = _as_it_stands(update)
    if update.state != State.SUBMITTED:
        raise Refused(_("只能公开待审核的进展；这一条的审核状态是“%s”。") % update.get_state_display())
    if update.action.removed_at:
        raise Refused(_("这条举措已经移除，不再公开它的进展。"))
    if not update.action.is_public:
        raise Refused(_("这条举措还没有公开；先公开它所在的答复。"))
    _ask_for_reason_and_evidence(update)
    if update.replaces and update.replaces.state != State.PUBLISHED:
        raise Refused(_("要更正的进展已经撤回；请把这一条作为新的进展填报。"))
    update.state, update.published_at, update.published_by = State.PUBLISHED, at or timezone.now(), by
    save_checked(update)
    settle([update.action])
    note(AuditKind.UPDATE_PUBLISHED, about=update, by=by)
    return update


@change
def withdraw_update(*, update: Update, reason: str, by, at: datetime | None = None) -> Update:
    """Take back a published update: the status is again what the others say. It stays in the timeline as withdrawn."""
    require(by, "withdraw_update", update)
    reason = needed(reason, _("撤回进展要写明理由：它会和撤回日期一起公开。"))
    update = _as_it_stands(update)
    if update.state != State.PUBLISHED:
        raise Refused(_("只能撤回已公开的进展；这一条的审核状态是“%s”。") % update.get_state_display())
    if update.corrections.filter(state=State.PUBLISHED).exists():
        raise Refused(_("这条进展已有公开的更正，它本身不再起作用；要撤回的话，请撤回那条更正。"))
    update.state = State.WITHDRAWN
    update.withdrawn_at, update.withdrawn_by, update.withdrawn_reason = at or timezone.now(), by, reason
    save_checked(update)
    settle([update.action])
    note(AuditKind.UPDATE_WITHDRAWN, about=update, by=by, words=reason)
    return update


def _already_reported(action: Action, organisation: Organisation, status: str, happened_on: date, reason: str) -> bool:
    """Say whether the same words are on record: a button pressed twice reports once."""
    same = action.updates.filter(
        organisation=organisation, status=status, happened_on=happened_on, reason=reason.strip()
    )
    return same.exclude(state=State.WITHDRAWN).exists()


def _ask_for_reason_and_evidence(update: Update) -> None:
    needed(update.reason, _("提交前写明说明：做了什么，凭什么这样说。"))
    if update.status in NEEDS_EVIDENCE and not update.evidence.exists():
        raise Refused(_("“%s”要有佐证：一个网址、一个文件，或写明名称的文件。") % update.get_status_display())


def closed_to_updates(action: Action) -> str:
    """Say in a sentence why nothing can be reported about an action; nothing where it can."""
    if action.removed_at:
        return _("这条举措已经移除，不再填报进展。")
    if action.same_as_id and action.same_as.is_public:
        return _("这条举措与第 %s 号举措是同一件事；进展请填报在那一条上。") % action.same_as_id
    if action.split_at:
        return _("这条举措已经拆分；进展请填报在拆出的各条上。")
    if action.superseded_by_id and action.superseded_by.is_public:
        return _("这条举措已由第 %s 号举措取代；进展请填报在那一条上。") % action.superseded_by_id
    if not action.reply.confirmed_at:
        return _("这件答复的读取还没有确认；先确认，再填报进展。")
    if action.reply.withdrawn_at:
        return _("这件答复已经撤回，不再填报进展。")
    return ""


def _as_it_stands(update: Update) -> Update:
    """Return the update as it is stored now. Raises Refused where it is gone."""
    found = Update.objects.select_related("action", "replaces").filter(pk=update.pk).first()
    if found is None:
        raise Refused(_("这条进展已经不在了；请刷新页面再看。"))
    return found
