"""The life of a promise: corrected, assigned, postponed, merged, removed. Nothing vanishes."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, needed, save_checked
from policies.changes.doubts import settle_doubts
from policies.changes.merging import refuse_if_closed, release, touch
from policies.changes.sentences import placed, read_at, read_due_on, refuse_other_words, write_partners
from policies.changes.superseding import give_back
from policies.derived import reindex, settle
from policies.models import Action, AuditKind, Category, DeadlineChange, Organisation
from policies.models.rights import require
from policies.office.audit import note
from policies.refusal import Refused

# What the public has seen of a sentence is not changed in its place.
WORDS = {"start", "end", "due_text"}


@change
def edit_action(
    *,
    action: Action,
    categories: Iterable[Category] | None = None,
    partners: Sequence[str] | None = None,
    by,
    **fields,
) -> Action:
    """Correct what was read: `strength`, `due_text`, `start` and `end`, `commitment`, `categories`, `partners`.

    The words of a public action stay as they are. A deadline moves only by `revise_deadline` once the letter is
    confirmed; until then `due_on` may be corrected, and new words of a deadline that the reader knows bring their day.
    """
    require(by, "edit_action", action)
    action = _as_it_stands(action)
    refuse_if_closed(action)
    changed = {name for name, value in fields.items() if getattr(action, name) != value}
    if action.published_at and (changed & WORDS or partners is not None):
        raise Refused(
            _("已公开的举措，期限的写法和协办单位不再改动，原文只能通过“更正原文”改动：原来的引文要留在记录里。")
        )
    if "due_on" in changed and action.reply.confirmed_at:
        raise Refused(_("读取已经确认，期限只能通过“变更期限”改动：原来的期限要留在记录里。"))
    settled_words = action.due_text
    for name, value in fields.items():
        setattr(action, name, value)
    if changed & {"start", "end"}:
        partners = _move(action, changed, partners)
    if "due_text" in changed:
        refuse_other_words(action, [action.due_text] if action.due_text else [])
    if not action.reply.confirmed_at:
        if "due_text" in changed and "due_on" not in changed:
            action.due_on = read_due_on(action, action.reply.issued_on)
        action.due_on_first = action.due_on
    save_checked(action)
    if categories is not None:
        action.categories.set(categories)
    if partners is not None:
        refuse_other_words(action, partners)
        write_partners(action, partners)
    if changed & {"due_text", "due_on"}:
        settle_doubts([action.reply], {"deadline"}, by=by, about=settled_words)
    touch(action)
    settle([action])
    reindex([action.reply_id])
    return action


def _move(action: Action, changed: set[str], partners: Sequence[str] | None) -> Sequence[str]:
    """Put the action at its new place, and read there what was not corrected along with it; return its partners."""
    reply = action.reply
    action.start, action.end = placed(reply, action.start, action.end, but=action)
    action.quote = reply.text[action.start : action.end]
    read = read_at(action, reply.issued_on)
    if not changed & {"due_text", "due_on"} and action.due_text not in action.quote:
        action.due_text = read.due_text
        if not reply.confirmed_at:
            action.due_on = read.due_on
    kept = partners is None or set(partners) == {partner.name for partner in action.partners.all()}
    return read.partners if kept else partners


@change
def assign_lead(*, action: Action, organisation: Organisation | None, by) -> Action:
    """Say which unit answers for the action; the status follows that unit's updates."""
    require(by, "assign_lead", action)
    action = _as_it_stands(action)
    refuse_if_closed(action)
    action.lead = organisation
    save_checked(action)
    touch(action)
    settle([action])
    return action


@change
def revise_deadline(*, action: Action, due_on: date | None, reason: str, by) -> DeadlineChange:
    """Move the deadline by a dated record with its reason; the first one stays visible."""
    require(by, "revise_deadline", action)
    reason = needed(reason, _("变更期限要写明理由：它会和新旧期限一起公开。"))
    action = _as_it_stands(action)
    refuse_if_closed(action)
    if not action.reply.confirmed_at:
        raise Refused(_("读取还没有确认；读错的期限直接更正即可。"))
    change = DeadlineChange(action=action, before=action.due_on, after=due_on, reason=reason, changed_by=by)
    save_checked(change)
    action.due_on = due_on
    save_checked(action)
    touch(action)
    settle([action])
    return change


@change
def publish_action(*, action: Action, by) -> Action:
    """Show an action that was added to a published letter."""
    require(by, "publish_action", action)
    action = _as_it_stands(action)
    if not action.reply.is_public:
        raise Refused(_("这条举措所在的答复没有公开；公开答复时，举措一并公开。"))
    if action.published_at:
        raise Refused(_("这条举措已经公开。"))
    refuse_if_closed(action)
    action.published_at, action.published_by = timezone.now(), by
    save_checked(action)
    settle([action])
    note(AuditKind.ACTION_PUBLISHED, about=action, by=by)
    return Action.objects.get(pk=action.pk)


@change
def remove_action(*, action: Action, reason: str, by) -> Action:
    """Say that the sentence is no promise. It stays on record, and no later reading brings it back.

    What had been merged into it, or superseded by it, stands for itself again.
    """
    require(by, "remove_action", action)
    reason = needed(reason, _("移除举措要写明理由。"))
    action = _as_it_stands(action)
    refuse_if_closed(action)
    action.removed_at, action.removed_by, action.removed_reason = timezone.now(), by, reason
    save_checked(action)
    touch(action)
    back = give_back([action], reason=_("代替它的第 %s 号举措已移除。") % action.pk, by=by)
    settle([action, *release([action]), *back])
    if action.published_at:
        note(AuditKind.ACTION_REMOVED, about=action, by=by, words=reason)
    return action


def _as_it_stands(action: Action) -> Action:
    return Action.objects.select_related("reply", "commitment").get(pk=action.pk)
