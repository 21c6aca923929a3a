"""What was taken from the public, counted: where it is more than a dump saw, the dump may no longer be handed out.

Everything else that changes adds to the record or stands in it as changed; a dump without it is merely older.
"""

from policies.kept import kept
from policies.models import AuditEntry, AuditKind, Place, Update

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


@kept
def taken_away_by_now() -> list[int]:
    return taken_away()
