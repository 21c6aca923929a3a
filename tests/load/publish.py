"""The made-up letters published, and some of their actions reported on: to try pages at the size of a country.

What `changes` do for one letter is done here for hundreds at once, and for made-up ones alone.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from policies.derived import lock_record, note, reindex_answered, settle, traced
from policies.models import RECORD_ONLY, Action, Doubt, Evidence, EvidenceKind, Place, Reply, State, Status, Update
from policies.models.rows import insert, rewrite
from tests.load.country import Country

CHUNK = 500
REPORTED = {
    Status.IN_PROGRESS: "已完成前期工作，正在组织实施。",
    Status.ONGOING: "已形成制度，按要求持续开展。",
    Status.DONE: "已按答复的内容全部完成，并通过验收。",
    Status.STALLED: "因资金尚未到位，暂时停了下来。",
    Status.DROPPED: "因规划调整，不再实施，已向提出者说明。",
}
WEIGHTS = (40, 20, 30, 7, 3)
SHARE = 0.45
"""Of the actions that anything is reported about; of the others nobody has reported yet."""


def publish(country: Country, *, by, seed: int) -> Iterator[int]:
    """Publish what is not yet, chunk by chunk, and yield how many letters each chunk had."""
    places = list(Place.objects.filter(name__in=[place.name for place in country.places()], is_demo=True))
    waiting = Reply.objects.filter(place__in=places, confirmed_at__isnull=True, edited_at__isnull=True)
    pks = list(waiting.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), CHUNK):
        yield _publish(pks[first : first + CHUNK], by, Random(f"publish {seed} {first}"))


@transaction.atomic
def _publish(pks: list[int], by, chance: Random) -> int:
    lock_record()
    replies = list(Reply.objects.filter(pk__in=pks).without_text().order_by("pk"))
    for reply in replies:
        published_on = min(reply.issued_on + timedelta(days=chance.randrange(5, 40)), timezone.localdate())
        reply.confirmed_at = reply.published_at = _at(published_on)
        reply.confirmed_by = reply.published_by = by
    rewrite(Reply, replies, ["confirmed_at", "confirmed_by", "published_at", "published_by"])
    doubts = Doubt.objects.filter(reading__reply__in=pks, resolved_at__isnull=True).exclude(code__in=RECORD_ONLY)
    doubts.update(resolved_at=timezone.now(), resolved_by=by)
    published = {reply.pk: reply.published_at for reply in replies}
    actions = list(Action.objects.filter(reply__in=pks).order_by("pk"))
    for action in actions:
        action.published_at, action.published_by = published[action.reply_id], by
    rewrite(Action, actions, ["published_at", "published_by"])
    _report([action for action in actions if action.lead_id and chance.random() < SHARE], by, chance)
    with traced():
        note(Reply, pks)
        settle(actions)
    reindex_answered(pks)
    return len(replies)


def _report(actions: list[Action], by, chance: Random) -> None:
    updates = insert(Update, [each for action in actions for each in _updates(action, by, chance)])
    evidence = insert(Evidence, [Evidence(kind=EvidenceKind.DOCUMENT, title="演示材料（虚构）") for _ in updates])
    through = Update.evidence.through
    insert(
        through,
        [through(update_id=update.pk, evidence_id=piece.pk) for update, piece in zip(updates, evidence, strict=True)],
    )


def _updates(action: Action, by, chance: Random) -> Iterator[Update]:
    """Yield one update of the action, or two, none of them in the future."""
    day, today = timezone.localtime(action.published_at).date(), timezone.localdate()
    for _ in range(chance.choice((1, 1, 2))):
        day += timedelta(days=chance.randrange(20, 400))
        if day > today:
            return
        [status] = chance.choices(list(REPORTED), WEIGHTS)
        done = {"submitted_at": _at(day), "submitted_by": by, "published_at": _at(day), "published_by": by}
        yield Update(
            action=action,
            status=status,
            reason=REPORTED[status],
            happened_on=day,
            organisation_id=action.lead_id,
            state=State.PUBLISHED,
            created_at=_at(day),
            created_by=by,
            **done,
        )


def _at(day: date) -> datetime:
    """Return ten o'clock of a day, today no later than now."""
    return min(timezone.make_aware(datetime.combine(day, time(10))), timezone.now())
