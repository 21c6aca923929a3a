"""Evidence that is handed in: looked at, stored once, and never changed once an update rests on it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.changes.base import change, save_checked
from policies.models import AuditKind, Evidence, EvidenceKind, Update, seen, sees
from policies.models.rights import require
from policies.office.audit import note
from policies.refusal import Refused
from policies.uploads import examine

# What people say of a piece; the file itself is told by its digest.
TOLD = ("kind", "title", "url", "number", "issuer", "dated", "file_is_public", "sha256")


@change
def add_evidence(*, evidence: Evidence, by) -> Evidence:
    """Keep a piece that no update rests on yet: what was handed in with a form that is not finished.

    Returns the piece that is on record, which is an earlier one where the same was handed in before.
    """
    require(by, "record_update", None)
    return kept([evidence], by=by)[0]


def kept(pieces: Iterable[Evidence], *, by) -> list[Evidence]:
    """Return the pieces as they are on record: new ones saved, with who handed them in. Raises Refused.

    A piece that `by` handed in and nothing rests on is changed; of any other, what is said otherwise makes a new piece.
    """
    return [_kept(piece, by) for piece in pieces]


def _kept(piece: Evidence, by) -> Evidence:
    if piece.pk is None:
        return _added(piece, by)
    if not sees(by, piece):
        raise Refused(_("选用的佐证已经不在了，或者它属于别的单位；请去掉它，再加一次。"))
    stored = Evidence.objects.get(pk=piece.pk)
    if _told(piece) == _told(stored) and not _is_new(piece):
        return stored
    if stored.added_by_id == by.pk and stored.recorded_at is None and not stored.updates.exists():
        _take_file(piece, by)
        save_checked(piece)
        note_file(piece, was_public=stored.file_is_public, by=by)
        return piece
    return _added(Evidence(**{name: getattr(piece, name) for name in (*TOLD, "file", "size", "file_name")}), by)


def _added(piece: Evidence, by) -> Evidence:
    piece.added_by = by
    twin = _take_file(piece, by)
    if twin and piece.title in ("", twin.title) and piece.file_is_public == twin.file_is_public:
        return twin
    save_checked(piece)
    note_file(piece, was_public=None, by=by)
    return piece


def _is_new(piece: Evidence) -> bool:
    return piece.kind == EvidenceKind.FILE and bool(piece.file) and not piece.file._committed


def _take_file(piece: Evidence, by) -> Evidence | None:
    """Look at a file that is not stored yet, and say of the piece what was found. Raises Refused.

    Returns an earlier piece with the same file, where `by` may see one; its stored file then serves this one too.
    """
    if piece.kind != EvidenceKind.FILE:
        piece.sha256, piece.size, piece.file_name = "", None, ""
    if not _is_new(piece):
        return None
    found = examine(piece.file.file)
    piece.sha256, piece.size, piece.file_name = found.sha256, found.size, found.name
    same = seen(by, Evidence.objects.filter(kind=EvidenceKind.FILE, sha256=found.sha256)).exclude(pk=piece.pk)
    twin = same.order_by("pk").first()
    if twin and twin.file.storage.exists(twin.file.name):
        piece.file = twin.file.name
        return twin
    piece.file.name = f"new.{found.suffix}"  # of which the model takes the suffix
    return None


def _told(piece: Evidence) -> list:
    return [getattr(piece, name) for name in TOLD]


def note_file(piece: Evidence, *, was_public: bool | None, by) -> None:
    """Note a file that was handed in (`was_public` is None) and one that the public may see from now on, or no more."""
    if piece.kind != EvidenceKind.FILE:
        return
    if was_public is None:
        note(AuditKind.FILE_HANDED_IN, about=piece, by=by, words=piece.file_name)
    if piece.file_is_public != bool(was_public):
        note(AuditKind.FILE_OPENED if piece.file_is_public else AuditKind.FILE_CLOSED, about=piece, by=by)


def put_on_record(update: Update) -> None:
    """Say of what a submitted update rests on that it is on record: from now on nothing erases it."""
    update.evidence.filter(recorded_at__isnull=True).update(recorded_at=timezone.now())
