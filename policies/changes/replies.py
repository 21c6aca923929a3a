"""A letter's way to the public: read → confirmed → published → withdrawn.

`at` is the moment of a change; now, unless a record is played back.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, needed, save_checked
from policies.changes.doubts import settle_what_was_read
from policies.changes.merging import release
from policies.changes.superseding import give_back
from policies.derived import reindex_answered, settle
from policies.models import AuditKind, Reply
from policies.models.rights import require
from policies.office.audit import note
from policies.refusal import Refused


@change
def confirm_reading(*, reply: Reply, by, at: datetime | None = None) -> Reply:
    """A person stands for the reading: its doubts are settled, and a new reading only stands beside it from now on."""
    require(by, "confirm_reading", reply)
    reply = _as_it_stands(reply)
    if reply.confirmed_at:
        raise Refused(_("这件答复的读取已经确认过了。"))
    reply.confirmed_at, reply.confirmed_by = at or timezone.now(), by
    save_checked(reply, "confirmed_at", "confirmed_by")
    settle_what_was_read(reply, by=by)
    return reply


@change
def publish_reply(*, reply: Reply, by, at: datetime | None = None) -> Reply:
    """Show the letter and its actions to everybody. Confirms what nobody has; needs no actions, but a place."""
    require(by, "publish_reply", reply)
    reply = _as_it_stands(reply)
    if reply.withdrawn_at:
        raise Refused(_("这件答复已经撤回（%s），不能再公开。") % reply.withdrawn_reason)
    if reply.published_at:
        raise Refused(_("这件答复已经公开。"))
    if reply.place_id is None:
        raise Refused(_("还不知道这是哪个行政区的答复，不能公开；请先在登记内容里填写“行政区”并保存。"))
    if not reply.confirmed_at:
        reply.confirmed_at, reply.confirmed_by = at or timezone.now(), by
        settle_what_was_read(reply, by=by)
    reply.published_at, reply.published_by = at or timezone.now(), by
    save_checked(reply, "confirmed_at", "confirmed_by", "published_at", "published_by")
    reply.actions.filter(published_at__isnull=True, removed_at__isnull=True).update(
        published_at=reply.published_at, published_by=by
    )
    settle(reply.actions.all())
    reindex_answered([reply.pk])
    note(AuditKind.REPLY_PUBLISHED, about=reply, by=by)
    return reply


@change
def withdraw_reply(*, reply: Reply, reason: str, by, at: datetime | None = None) -> Reply:
    """Take the letter, its actions and their updates from the public. The reason and the day stay visible.

    What had been merged into its actions, or superseded by them, stands for itself again.
    """
    require(by, "withdraw_reply", reply)
    reason = needed(reason, _("撤回答复要写明理由：它会和撤回日期一起公开。"))
    reply = _as_it_stands(reply)
    if not reply.published_at:
        raise Refused(_("这件答复还没有公开，不用撤回。"))
    if reply.withdrawn_at:
        raise Refused(_("这件答复已经撤回。"))
    reply.withdrawn_at, reply.withdrawn_by, reply.withdrawn_reason = at or timezone.now(), by, reason
    save_checked(reply, "withdrawn_at", "withdrawn_by", "withdrawn_reason")
    actions = list(reply.actions.all())
    back = give_back(actions, reason=_("取代它的答复已撤回。"), by=by)
    settle([*actions, *release(actions), *back])
    reindex_answered([reply.pk])
    note(AuditKind.REPLY_WITHDRAWN, about=reply, by=by, words=reason)
    return reply


def _as_it_stands(reply: Reply) -> Reply:
    """Return the letter as it is stored now: two people may press at once."""
    return Reply.objects.without_text().get(pk=reply.pk)
