"""What the ledger (台账) holds of an action beside the letter: for staff alone, never public."""

from django.utils.translation import gettext as _

from policies.changes.base import change, save_checked
from policies.changes.merging import refuse_if_closed, touch
from policies.models import Action, LedgerEntry
from policies.models.rights import require
from policies.refusal import Refused

# What whoever keeps the action's row fills in; what a check found is a reviewer's.
ENTRY_FIELDS = ("office", "officer", "phone", "measures", "year_goal", "remarks")


@change
def edit_ledger(*, action: Action, by, **fields: str) -> LedgerEntry:
    """Write columns of the action's row in the ledger, any of `ENTRY_FIELDS`. White space around the words goes."""
    require(by, "edit_ledger", action)
    if unknown := set(fields) - set(ENTRY_FIELDS):
        raise Refused(_("台账里没有这一栏：%s。") % "、".join(sorted(unknown)))
    return _written(action, fields)


@change
def check_ledger(*, action: Action, remark: str, by) -> LedgerEntry:
    """Write down what a check of the action found (核查意见), in place of what stood there. History keeps both."""
    require(by, "check_ledger", action)
    return _written(action, {"check_remark": remark})


def _written(action: Action, fields: dict[str, str]) -> LedgerEntry:
    action = Action.objects.select_related("reply").get(pk=action.pk)
    refuse_if_closed(action)
    entry = LedgerEntry.objects.filter(action=action).first() or LedgerEntry(action=action)
    for name, words in fields.items():
        setattr(entry, name, "\n".join(words.splitlines()).strip())
    save_checked(entry)
    touch(action)  # a later reading replaces no action that bears a row of the ledger
    return entry
