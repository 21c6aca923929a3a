"""The same promise in several letters: updates and counts live on one action, the others' pages show it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, save_checked
from policies.derived import settle
from policies.models import Action, Reply, Update
from policies.models.rights import require
from policies.refusal import Refused


@change
def merge_actions(*, action: Action, into: Action, by) -> Action:
    """Say that `action` is the same promise as `into`: updates and counts live there, this one's page shows it."""
    require(by, "merge_actions", action)
    require(by, "merge_actions", into)
    action, into = Action.objects.get(pk=action.pk), Action.objects.get(pk=into.pk)
    if action.pk == into.pk:
        raise Refused(_("举措不能并入它自己。"))
    refuse_if_closed(action)
    refuse_if_closed(into)
    if action.is_demo != into.is_demo:
        raise Refused(_("演示数据和真实的举措不能合并。"))
    if action.is_public and not into.is_public:
        raise Refused(_("第 %s 号举措没有公开；公开的举措只能并入公开的举措。") % into.pk)
    if into.same_as_id:
        raise Refused(
            _("第 %(pk)s 号举措已并入第 %(into)s 号；请并入那一条。") % {"pk": into.pk, "into": into.same_as_id}
        )
    if action.same_as_id:
        raise Refused(_("这条举措已并入第 %s 号举措。") % action.same_as_id)
    for each in (action, into):
        if each.superseded_by_id or each.split_at:
            raise Refused(_("第 %s 号举措已被取代或拆分，不再合并；请用接替它的那一条。") % each.pk)
    Update.objects.filter(action=action, moved_from__isnull=True).update(moved_from=action)
    Update.objects.filter(action=action).update(action=into)
    for merged in [action, *action.duplicates.all()]:
        merged.same_as = into
        save_checked(merged)
    touch(action)
    touch(into)
    settle([action, into])
    return Action.objects.get(pk=action.pk)


@change
def separate_action(*, action: Action, by) -> Action:
    """Take a merge apart: the action stands for itself again, with the updates that it brought."""
    require(by, "separate_action", action)
    action = Action.objects.get(pk=action.pk)
    if not action.same_as_id:
        raise Refused(_("这条举措没有并入别的举措。"))
    canonical = action.same_as
    _separate(action)
    touch(action)
    touch(canonical)
    settle([action, canonical])
    return Action.objects.get(pk=action.pk)


def release(actions: Iterable[Action]) -> list[Action]:
    """Take apart whatever was merged into `actions`, and return it: to be settled with them."""
    released = list(Action.objects.filter(same_as__in=[action.pk for action in actions]))
    for action in released:
        _separate(action)
    return released


def _separate(action: Action) -> None:
    action.same_as = None
    save_checked(action)
    brought = set(Update.objects.filter(moved_from=action).values_list("pk", flat=True))
    # Corrections go with what they correct.
    while more := set(Update.objects.filter(replaces__in=brought).exclude(pk__in=brought).values_list("pk", flat=True)):
        brought |= more
    Update.objects.filter(pk__in=brought).update(action=action, moved_from=None)


def refuse_if_closed(action: Action) -> None:
    """Raise Refused for an action that staff removed, or whose letter was withdrawn: it stays as it was."""
    if action.removed_at:
        raise Refused(_("第 %s 号举措已经移除，不再改动。") % action.pk)
    if action.reply.withdrawn_at:
        raise Refused(_("第 %s 号举措所在的答复已经撤回，不再改动。") % action.pk)


def touch(action: Action) -> None:
    """Note that staff edited the letter: a later reading may no longer replace its actions."""
    Reply.objects.filter(pk=action.reply_id).update(edited_at=timezone.now())
