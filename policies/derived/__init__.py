"""What is kept for speed, and its only writer: statuses, visibility and tallies (`record`), search rows (`words`, `named`),
under what letters are found (`filed`), and when what is told last changed (`traces`).

Every change calls `settle`, and `reindex` where it changed words, inside its transaction. `differences` works
everything out anew and says what differs.
"""

from collections.abc import Iterator

from policies.derived import change_log, record, reply_index, search_texts, unit_counts
from policies.derived.change_log import mark_everything, note, note_doomed, note_erased, note_named, traced
from policies.derived.record import settle, settle_new
from policies.derived.search_names import reindex_answered, reindex_proposals, reindex_units
from policies.derived.search_texts import forget, reindex, reindex_letters
from policies.models import lock_record

__all__ = [
    "differences",
    "forget",
    "note",
    "note_doomed",
    "note_erased",
    "note_named",
    "lock_record",
    "reindex",
    "reindex_answered",
    "reindex_letters",
    "reindex_proposals",
    "reindex_units",
    "settle",
    "settle_new",
    "mark_everything",
    "traced",
]


def differences() -> Iterator[str]:
    """Yield a line for everything kept that is not what the record says. Reads everything once."""
    yield from record.differences()
    yield from unit_counts.differences()
    yield from reply_index.differences()
    yield from search_texts.differences()
    yield from change_log.differences()
