"""The same change to many actions: all of them or none, and of those that cannot be, each says why."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from policies.changes.base import change
from policies.models import Action
from policies.refusal import Refused

# More takes longer than a browser waits, and nobody reads a preview of more.
MOST_AT_ONCE = 200


class RefusedSome(Refused):
    """Some of many cannot be changed. `why` holds the sentence of each, by the number of its action."""

    def __init__(self, why: dict[int, str]):
        self.why = why
        told = "".join(_("第 %(pk)s 号：%(why)s") % {"pk": pk, "why": sentence} for pk, sentence in why.items())
        super().__init__(_("有 %(n)s 条不能这样改，全部没有保存。%(told)s") % {"n": len(why), "told": told})


@change
def change_many(*, actions: Iterable[Action], make: Callable, by, **arguments) -> int:
    """Call the change `make` for each of `actions` with the same `arguments`; return how many that were.

    Raises RefusedSome, after asking all of them, where one cannot be changed; then nothing is.
    """
    actions = list(actions)
    if not actions:
        raise Refused(_("没有选中举措。"))
    if len(actions) > MOST_AT_ONCE:
        raise Refused(
            _("一次最多 %(most)s 条，这里选了 %(n)s 条；请分几次。") % {"most": MOST_AT_ONCE, "n": len(actions)}
        )
    why = {}
    for action in actions:
        try:
            with transaction.atomic():  # what one refusal leaves half done is undone before the next is asked
                make(action=action, by=by, **arguments)
        except Refused as refused:
            why[action.pk] = str(refused)
    if why:
        raise RefusedSome(why)
    return len(actions)


def try_many(*, actions: Iterable[Action], make: Callable, by, **arguments) -> dict[int, str]:
    """Say which of `actions` `change_many` would refuse, by number with the sentence, and change nothing."""
    try:
        with transaction.atomic():
            change_many(actions=actions, make=make, by=by, **arguments)
            transaction.set_rollback(True)
    except RefusedSome as refused:
        return refused.why
    return {}
