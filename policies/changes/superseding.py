"""A promise whose place others take: superseded by one of a later letter, or split once it is public. Nothing vanishes.

The page of what was replaced stays, with its updates; lists and counts hold what replaced it.
"""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, needed, save_checked
from policies.changes.merging import refuse_if_closed, touch
from policies.changes.sentences import cut, standing_part
from policies.derived import reindex, settle
from policies.models import Action, How, Replacement, State, Status
from policies.models.rights import require
from policies.refusal import Refused

# What was kept or given up has ended: no later promise takes that back, and no part of it is open again.
ENDED = {Status.DONE, Status.DROPPED}


@change
def supersede_action(*, action: Action, by_action: Action, reason: str, by) -> Action:
    """Say that `by_action` of a later letter takes the place of `action`, from when it is public itself.

    The older one is then in no list, count or reminder, and takes no reports; its page says by which, since when, why.
    """
    require(by, "supersede_action", action)
    require(by, "supersede_action", by_action)
    reason = needed(reason, _("取代要写明理由：它会和日期一起公开。"))
    action, newer = _as_it_stands(action), _as_it_stands(by_action)
    _refuse_replaced(action)
    if action.pk == newer.pk:
        raise Refused(_("举措不能取代它自己。"))
    for each in (action, newer):
        refuse_if_closed(each)
        if not each.is_confirmed:
            raise Refused(_("第 %s 号举措所在的答复还没有确认；先确认读取，再记取代。") % each.pk)
        if each.same_as_id:
            told = {"pk": each.pk, "into": each.same_as_id}
            raise Refused(_("第 %(pk)s 号举措已并入第 %(into)s 号；请用那一条。") % told)
    if newer.split_at:
        raise Refused(_("第 %s 号举措已经拆分；请用拆出的一条。") % newer.pk)
    _refuse_ended(action)
    _refuse_not_later(action, newer)
    if _comes_back_to(action, newer):
        raise Refused(_("第 %s 号举措本身由这一条取代，不能再反过来。") % newer.pk)
    save_checked(Replacement(action=action, how=How.SUPERSEDED, by_action=newer, reason=reason, made_by=by))
    action.superseded_by = newer
    save_checked(action)
    touch(action)
    settle([action])
    return _as_it_stands(action)


@change
def restore_action(*, action: Action, reason: str, by) -> Action:
    """Take back that the action was superseded: it stands for itself again."""
    require(by, "restore_action", action)
    reason = needed(reason, _("撤销取代要写明理由：它会和日期一起公开。"))
    action = _as_it_stands(action)
    refuse_if_closed(action)
    if action.superseded_by_id is None:
        raise Refused(_("这条举措没有被取代。"))
    _stand_again(action, reason, by)
    settle([action])
    return _as_it_stands(action)


def give_back(actions: Iterable[Action], *, reason: str, by) -> list[Action]:
    """Let whatever `actions` took the place of stand for itself again, and return it: to be settled with them.

    Of a sentence that was split, that is so when no part of it is left.
    """
    actions = list(actions)
    returned = list(Action.objects.filter(superseded_by__in=actions, reply__withdrawn_at__isnull=True))
    wholes = Action.objects.filter(parts__in=actions, split_at__isnull=False).distinct()
    returned += [whole for whole in wholes if not whole.reply.withdrawn_at and _is_free(whole)]
    for action in returned:
        _stand_again(action, reason, by)
    return returned


@change
def split_published_action(*, action: Action, parts: Sequence[tuple[int, int]], reason: str, by) -> list[Action]:
    """Make several actions of a public one: `parts` are places in the letter, in order, inside its own; all are public.

    The sentence that was split keeps its number, its page and its updates, which the pages of the parts show as what
    was reported before; of the parts nothing is reported yet. A deadline that was changed holds for the parts with it.
    """
    require(by, "split_published_action", action)
    reason = needed(reason, _("拆分已公开的举措要写明理由：它会和日期一起公开。"))
    action = _as_it_stands(action)
    refuse_if_closed(action)
    _refuse_replaced(action)
    if not action.is_public:
        raise Refused(_("这条举措还没有公开；直接拆分即可。"))
    if action.same_as_id or action.duplicates.exists():
        raise Refused(_("这条举措和别的举措合并在一起；先分出来，再拆分。"))
    _refuse_ended(action)
    if action.updates.filter(state=State.SUBMITTED).exists():
        raise Refused(_("这条举措还有待审核的进展；先公开或退回，再拆分。"))
    spans = cut(action, parts)
    action.split_at = timezone.now()
    save_checked(action)
    save_checked(Replacement(action=action, how=How.SPLIT, reason=reason, made_at=action.split_at, made_by=by))
    made = [standing_part(action, start, end, by) for start, end in spans]
    touch(action)
    settle([action, *made])
    reindex([action.reply_id])
    return list(Action.objects.filter(pk__in=[part.pk for part in made]).order_by("start"))


def _stand_again(action: Action, reason: str, by) -> None:
    for record in action.replacements.filter(undone_at__isnull=True):
        record.undone_at, record.undone_by, record.undone_reason = timezone.now(), by, reason
        save_checked(record)
    action.superseded_by, action.split_at = None, None
    save_checked(action)
    touch(action)


def _is_free(whole: Action) -> bool:
    """Say whether nothing else stands on the words of a sentence that was split."""
    others = Action.objects.filter(reply=whole.reply_id, removed_at__isnull=True, split_at__isnull=True)
    return not others.filter(start__lt=whole.end, end__gt=whole.start).exists()


def _comes_back_to(action: Action, newer: Action) -> bool:
    """Say whether following what `newer` was superseded by, or merged into, leads to `action`."""
    at = newer
    while at is not None and at.pk != action.pk:
        at = at.superseded_by or at.same_as
    return at is not None


def _refuse_replaced(action: Action) -> None:
    if action.split_at:
        raise Refused(_("第 %s 号举措已经拆分，不再改动；请改拆出的各条。") % action.pk)
    if action.superseded_by_id:
        told = {"pk": action.pk, "newer": action.superseded_by_id}
        raise Refused(_("第 %(pk)s 号举措已由第 %(newer)s 号取代。") % told)


def _refuse_ended(action: Action) -> None:
    if action.status in ENDED:
        told = {"pk": action.pk, "status": action.get_status_display()}
        raise Refused(_("第 %(pk)s 号举措的状态是“%(status)s”，已有结果，照原样留在统计里。") % told)


def _refuse_not_later(action: Action, newer: Action) -> None:
    """Raise Refused unless `newer` stands in another, not earlier letter of the same world."""
    if action.is_demo != newer.is_demo:
        raise Refused(_("演示数据和真实的举措不能互相取代。"))
    if action.reply_id == newer.reply_id:
        raise Refused(_("两条举措在同一件答复里；取代它的要出自后来的答复。"))
    dates = (action.reply.issued_on, newer.reply.issued_on)
    if all(dates) and dates[1] < dates[0]:
        raise Refused(_("第 %s 号举措出自更早的答复；取代它的要出自后来的答复。") % newer.pk)


def _as_it_stands(action: Action) -> Action:
    return Action.objects.select_related("reply", "commitment", "superseded_by", "same_as").get(pk=action.pk)
