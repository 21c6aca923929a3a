"""A newer reading beside the record: for each difference what the one says and what the other."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.ingest.differences import FIELDS, NAMES, sentences, written
from policies.models import Action, Doubt, Reply, StrengthChoices


def both_sides(doubt: Doubt, reply: Reply, actions: list[Action]) -> tuple[str, str, str]:
    """Return what differs, what the record says of it, and what the newer reading says, each in words."""
    result = doubt.reading.result
    if doubt.code == "reading_field":
        key = doubt.about
        return _label(key), _shown(key, written(reply, key)), _shown(key, result.get(key))
    start = int(doubt.about)
    read = sentences(result).get(start)
    action = next((action for action in actions if _meets(action, start, read)), None)
    recorded = _sentence(action.quote, action.strength, action.due_text, action.due_on) if action else _("没有")
    if read is None:
        return _("举措"), recorded, _("没有")
    due_on = date.fromisoformat(read["due_on"]) if read["due_on"] else None
    return _("举措"), recorded, _sentence(read["text"], read["strength"], read["due_text"], due_on)


def _meets(action: Action, start: int, read: dict | None) -> bool:
    return action.start < read["end"] and start < action.end if read else action.start == start


def _label(key: str) -> str:
    if key in NAMES:
        return {"issuers": _("答复单位"), "addressees": _("答复对象")}[key]
    return str(Reply._meta.get_field(FIELDS[key]).verbose_name)


def _shown(key: str, value) -> str:
    if isinstance(value, list):
        value = "、".join(value)
    if value and key.endswith("_on"):
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    return value or _("没有")


def _sentence(text: str, strength: str, due_text: str | None, due_on: date | None) -> str:
    due = date_format(due_on, "DATE_FORMAT") if due_on else due_text or _("没有期限")
    return f"{text}（{StrengthChoices(strength).label}，{due}）"
