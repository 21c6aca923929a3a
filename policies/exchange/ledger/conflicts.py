"""What the record says otherwise than when the ledger was exported: who changed it, and when."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.exchange.ledger.column import Column
from policies.exchange.ledger.entries import Held
from policies.models import Action, DeadlineChange, LedgerEntry

LONGEST = 60


def told(held: Held, column: Column, now: str, typed: str) -> str:
    """Say that a column was changed since, and by whom."""
    who, at = _latest(held, column)
    words = {"label": column.label, "now": short(now), "typed": short(typed)}
    if who is None:
        return _("导出以后，“%(label)s”已改为“%(now)s”，台账里填的是“%(typed)s”；请重新导出再填。") % words
    words |= {
        "who": who.get_full_name() or who.get_username(),
        "at": date_format(timezone.localtime(at), "DATETIME_FORMAT"),
    }
    return _("导出以后，%(who)s于 %(at)s 把“%(label)s”改为“%(now)s”，台账里填的是“%(typed)s”；请重新导出再填。") % words


def short(words: str) -> str:
    words = " ".join(words.split()) or _("空")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _latest(held: Held, column: Column) -> tuple:
    """Return who last changed what the column shows, and when; (None, None) where nothing says so."""
    action = held.action
    if column.written in ("edit_ledger", "check_ledger"):
        row = LedgerEntry.history.filter(action=action.pk).select_related("history_user").first()
        return (row.history_user, row.history_date) if row else (None, None)
    if column.written == "record_update":
        return (held.report.published_by, held.report.published_at) if held.report else (None, None)
    if column.written == "revise_deadline":
        change = DeadlineChange.objects.filter(action=action).select_related("changed_by").last()
        return (change.changed_by, change.changed_at) if change else (None, None)
    row = Action.history.filter(id=action.pk).select_related("history_user").first()
    return (row.history_user, row.history_date) if row else (None, None)
