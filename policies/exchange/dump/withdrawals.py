"""What was taken from the public, counted: where it is more than a dump saw, the dump may no longer be handed out.

Everything else that changes adds to the record or stands in it as changed; a dump without it is merely older.
"""

from datetime import datetime

from django.utils import timezone

from policies.models import AuditEntry, AuditKind, Place, Update, edition
from policies.queries.cache import cached_per_edition

TAKES_AWAY = (
    AuditKind.REPLY_WITHDRAWN,
    AuditKind.ACTION_REMOVED,
    AuditKind.UPDATE_WITHDRAWN,
    AuditKind.ANSWER_WITHDRAWN,
    AuditKind.FILE_CLOSED,
)


def taken_away() -> list[int]:
    """Return how often something was withdrawn, removed or closed and how often an update was corrected (what the
    former rests on is shown no more), and behind them the places that keep to themselves who proposes."""
    deeds = AuditEntry.objects.filter(kind__in=TAKES_AWAY).count()
    corrected = Update.objects.on_record().filter(replaces__isnull=False).count()
    silent = Place.objects.filter(names_proposers=False).order_by("pk")
    return [deeds, corrected, *silent.values_list("pk", flat=True)]


@cached_per_edition
def taken_away_by_now() -> list[int]:
    return taken_away()


class MadeOnce:
    """What was made of the record at one edition and lies ready: a dump, a workbook."""

    __slots__ = ()
    made_at: datetime
    edition: str
    taken: list[int]
    """What had been taken from the public by then."""

    @property
    def may_be_taken(self) -> bool:
        """Say that nothing was withdrawn since it was made."""
        return self.taken == taken_away_by_now()

    @property
    def is_of_now(self) -> bool:
        """Say that another one would hold the same: the record has not changed, nor the day on which deadlines pass."""
        return self.edition == edition() and timezone.localdate(self.made_at) == timezone.localdate()
