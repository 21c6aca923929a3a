"""Doubts (疑点) that people settle: one by one, by entering what a doubt asks for, or by confirming the reading."""

from collections.abc import Iterable

from django.utils import timezone

from policies.changes.base import change, save_checked
from policies.models import ANSWERED_BY, RECORD_ONLY, Doubt, Reply
from policies.models.rights import require


@change
def resolve_doubt(*, doubt: Doubt, by) -> Doubt:
    """A person looked at the doubt and settled it."""
    require(by, "resolve_doubt", doubt.reading.reply)
    if doubt.resolved_at is None:
        doubt.resolved_at, doubt.resolved_by = timezone.now(), by
        save_checked(doubt)
    return doubt


def settle_doubts(replies: Iterable[Reply | int], fields: Iterable[str], *, by, about: str | None = None) -> None:
    """Settle what an entry in `fields` answers in these letters; of doubts about words, those about `about` alone."""
    fields = set(fields)
    codes = [code for code, field in ANSWERED_BY.items() if field in fields]
    answered = _open(replies).filter(code__in=codes)
    if about is not None:
        answered = answered.filter(about=about)
    answered.update(resolved_at=timezone.now(), resolved_by=by)


def settle_what_was_read(reply: Reply, *, by) -> None:
    """Settle every doubt of the reader: a person now stands for the reading.

    What only the record can answer stays open: no look at the letter says which unit or place a name means.
    """
    _open([reply]).exclude(code__in=RECORD_ONLY).update(resolved_at=timezone.now(), resolved_by=by)


def _open(replies: Iterable[Reply | int]):
    return Doubt.objects.filter(reading__reply__in=replies, resolved_at__isnull=True)
