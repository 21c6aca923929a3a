"""A heading's worth of future, corrected: its mark and heading, the categories of its letter."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, save_checked, standing
from policies.changes.sentences import new_commitment
from policies.derived import reindex, settle
from policies.models import Action, Category, Commitment, Organisation, Reply
from policies.models.rights import require
from policies.refusal import Refused


@change
def edit_commitment(
    *,
    reply: Reply,
    commitment: Commitment | None = None,
    number: str = "",
    heading: str = "",
    actions: Iterable[Action] = (),
    by,
) -> Commitment:
    """Correct the mark and heading of a commitment that nobody has seen, or (without `commitment`) begin another.

    `actions` of the same letter are put under it. Heading and mark are the letter's own words. A commitment without
    actions goes.
    """
    require(by, "edit_commitment", reply)
    reply = standing(reply)
    moved = list(reply.actions.filter(pk__in=[action.pk for action in actions]))
    touched = [*moved, *(commitment.actions.all() if commitment else ())]
    if any(action.published_at for action in touched):
        raise Refused(_("已有举措公开，标题和归属不再改动。"))
    if commitment is None and not moved:
        raise Refused(_("另立一项承诺要有举措；请勾选归到这一项的举措。"))
    for words in filter(None, (number, heading)):
        if "".join(words.split()) not in "".join(reply.text.split()):
            raise Refused(_("正文里没有“%s”；标题和序号请照原文写。") % words)
    if commitment is None:
        commitment = new_commitment(reply, number=number, heading=heading)
    else:
        commitment = Commitment.objects.get(pk=commitment.pk)
        commitment.number, commitment.heading = number, heading
        save_checked(commitment)
    for action in moved:
        action.commitment = commitment
        save_checked(action)
    reply.commitments.filter(actions__isnull=True).exclude(pk=commitment.pk).delete()
    Reply.objects.filter(pk=reply.pk).update(edited_at=timezone.now())
    settle(touched)
    reindex([reply.pk])
    return commitment


@change
def categorise(*, reply: Reply, categories: Iterable[Category], by) -> int:
    """Give all actions of a letter these categories, in place of what they have; return how many actions that are."""
    require(by, "categorise", reply)
    reply = standing(reply)
    actions = list(reply.actions.filter(removed_at__isnull=True))
    if not actions:
        raise Refused(_("这件答复没有举措，不用归类。"))
    chosen = list(categories)
    for action in actions:
        action.categories.set(chosen)
    Reply.objects.filter(pk=reply.pk).update(edited_at=timezone.now())
    settle(actions)
    return len(actions)


@change
def assign_leads(*, reply: Reply, organisation: Organisation, by) -> int:
    """Let one unit answer for all actions of a letter for which none does yet; return how many that are."""
    require(by, "assign_leads", reply)
    reply = standing(reply)
    undecided = list(reply.actions.filter(removed_at__isnull=True, lead__isnull=True))
    if not undecided:
        raise Refused(_("每条举措都已有主责单位；要改的话，请在那条举措的页面上改。"))
    for action in undecided:
        action.lead = organisation
        save_checked(action)
    Reply.objects.filter(pk=reply.pk).update(edited_at=timezone.now())
    settle(undecided)
    return len(undecided)
