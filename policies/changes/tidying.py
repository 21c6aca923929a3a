"""Erasing what nobody finished: evidence of forms that were left, and files on the disk that no row knows.

Whatever an update rests on, or rested on once it was submitted, is on record and stays. Stopping at any moment is safe:
a row goes before its file, and a file without a row goes the next time.
"""

from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from policies.changes.base import change
from policies.models import EVIDENCE_FOLDER, Evidence

CHUNK = 1000


def tidy_evidence(*, before: datetime, dry_run: bool = False) -> Iterator[tuple[str, str]]:
    """Erase what was handed in before `before` and nothing rests on; yield each as ("row" or "file", what it was)."""
    for piece in list(Evidence.objects.unused().filter(added_at__lt=before).order_by("pk")):
        if dry_run or _erase(pk=piece.pk):
            yield "row", str(piece)
    waiting = []
    for name in _stored(EVIDENCE_FOLDER):
        # A file that is being handed in just now has no row yet.
        if default_storage.get_modified_time(name) < before:
            waiting.append(name)
        if len(waiting) == CHUNK:
            yield from _files(waiting, dry_run)
            waiting = []
    yield from _files(waiting, dry_run)


@change
def _erase(*, pk: int) -> bool:
    """Erase a piece that is still unused, then its file where no other piece shares it."""
    piece = Evidence.objects.unused().filter(pk=pk).first()
    if piece is None:
        return False
    name = piece.file.name
    Evidence.objects.filter(pk=pk).delete()
    if name and not Evidence.objects.filter(file=name).exists():
        transaction.on_commit(lambda: default_storage.delete(name))
    return True


def _files(names: list[str], dry_run: bool) -> Iterator[tuple[str, str]]:
    known = set(Evidence.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names:
        if name not in known:
            if not dry_run:
                default_storage.delete(name)
            yield "file", name


def _stored(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from _stored(f"{folder}/{name}")
