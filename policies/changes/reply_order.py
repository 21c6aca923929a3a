"""Which letter a letter follows: a supplement, a renewed answer or an opinion comes after the first."""

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, save_checked, standing
from policies.models import Reply, sees
from policies.models.rights import require
from policies.refusal import Refused


@change
def follow_reply(*, reply: Reply, follows: Reply | None, by) -> Reply:
    """Say which earlier letter this one follows, or (None) that it follows none. Either may be public first."""
    require(by, "follow_reply", reply)
    reply = standing(reply)
    if follows is not None:
        follows = standing(follows)
        if not follows.is_public and not sees(by, follows):
            raise Refused(_("第 %s 号答复属于别的单位，还没有公开；公开以后再记接续。") % follows.pk)
        if follows.is_demo != reply.is_demo:
            raise Refused(_("演示数据和真实的答复不能互相接续。"))
    reply.follows, reply.edited_at = follows, timezone.now()
    save_checked(reply)
    return reply
