"""A newer reading of a letter that is in the hands of staff: each of its differences is taken or left."""

from datetime import date

from django.utils.translation import gettext as _

from policies.changes.actions import edit_action, remove_action, revise_deadline
from policies.changes.base import change
from policies.changes.doubts import resolve_doubt
from policies.changes.heads import edit_reply
from policies.changes.sentences import add_action
from policies.ingest.differences import FIELDS, sentences
from policies.models import Action, Doubt, Reply
from policies.models.rights import require
from policies.refusal import Refused


@change
def take_difference(*, doubt: Doubt, by) -> Doubt:
    """Let the record say what the newer reading says. To leave it, the doubt is resolved.

    Every rule about the change itself holds: what is public is not taken over in its place.
    """
    require(by, "take_difference", doubt.reading.reply)
    doubt = Doubt.objects.select_related("reading__reply").get(pk=doubt.pk)
    if doubt.resolved_at:
        raise Refused(_("这一处已经处理过了。"))
    DEEDS[doubt.code](doubt, by)
    return resolve_doubt(doubt=doubt, by=by)


def _take_field(doubt: Doubt, by) -> None:
    reply, key = doubt.reading.reply, doubt.about
    value = doubt.reading.result[key]
    if key.endswith("_on"):
        value = date.fromisoformat(value)
    edit_reply(reply=reply, by=by, **{FIELDS.get(key, key): value})


def _take_sentence(doubt: Doubt, by) -> None:
    read = _read(doubt)
    add_action(reply=doubt.reading.reply, start=read["start"], end=read["end"], strength=read["strength"], by=by)


def _take_wording(doubt: Doubt, by) -> None:
    read = _read(doubt)
    action = _standing(doubt.reading.reply).filter(start__lt=read["end"], end__gt=read["start"]).first()
    if action is None:
        raise Refused(_("这条举措已经不在了；请选“不采用”。"))
    due_on = date.fromisoformat(read["due_on"]) if read["due_on"] else None
    fields = {name: read[name] for name in ("start", "end", "strength")} | {"due_text": read["due_text"] or ""}
    confirmed = action.reply.confirmed_at is not None
    action = edit_action(action=action, by=by, **fields if confirmed else {**fields, "due_on": due_on})
    if confirmed and action.due_on != due_on:
        reason = _("新的读取（%s 版）。") % doubt.reading.reader_version
        revise_deadline(action=action, due_on=due_on, reason=reason, by=by)


def _take_absence(doubt: Doubt, by) -> None:
    action = _standing(doubt.reading.reply).filter(start=int(doubt.about)).first()
    if action is not None:
        reason = _("新的读取（%s 版）认为这不是承诺。") % doubt.reading.reader_version
        remove_action(action=action, reason=reason, by=by)


def _read(doubt: Doubt) -> dict:
    return sentences(doubt.reading.result)[int(doubt.about)]


def _standing(reply: Reply):
    return Action.objects.filter(reply=reply, removed_at__isnull=True).select_related("reply").order_by("start")


DEEDS = {
    "reading_field": _take_field,
    "reading_adds": _take_sentence,
    "reading_changes": _take_wording,
    "reading_drops": _take_absence,
}
"""Code of a difference -> how it is taken."""
