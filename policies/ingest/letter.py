"""Store one letter once. What staff confirmed or touched is never changed: a new reading stands beside it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from policies import reader
from policies.derived import forget, one_at_a_time, reindex
from policies.ingest.places import find_place
from policies.ingest.store import store_actions, store_letter, store_reading
from policies.models import Place, Reading, Reply, reader_language, text_key

# The longest known letter has some 20,000.
MOST_CHARACTERS = 100_000


class CannotIngest(Exception):
    """A file that is no letter. Its text is a sentence that says what is wrong and what to do."""


class Outcome(StrEnum):
    ADDED = "added"
    """The letter is new."""
    REPLACED = "replaced"
    """The letter was there, nobody had confirmed it, and a better reader replaced its actions."""
    PROPOSED = "proposed"
    """The letter was there and in the hands of staff: a differing reading now stands beside it."""
    KEPT = "kept"
    """The letter was there, and nothing changed."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: the letter, what was done, and the numbers of its commitments, actions and doubts."""

    reply: Reply
    outcome: Outcome
    commitments: int
    actions: int
    doubts: tuple[str, ...]


def ingest(data: bytes, *, name: str, place: Place | None = None, source_url: str = "") -> Ingested:
    """Read the bytes of one file, called `name`, and store the letter in one transaction.

    The same file, or the same text without white space, is the same letter. Raises CannotIngest for what is no
    letter; nothing is stored then.
    """
    letter = _read(data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with transaction.atomic():
            one_at_a_time()
            known = _known(letter, sha256)
            return _read_again(known, letter) if known else _add(letter, data, sha256, name, place, source_url)
    except IntegrityError:
        # Somebody stored the same letter at the same moment.
        if (known := _known(letter, sha256)) is None:
            raise
        return _report(known, Outcome.KEPT, letter, known.actions.count(), known.readings.first())


def _known(letter: reader.Letter, sha256: str) -> Reply | None:
    return Reply.objects.filter(source_sha256=sha256).first() or Reply.objects.same_text(letter.text).first()


def _read(data: bytes, name: str) -> reader.Letter:
    try:
        letter = reader.read_letter(reader.text_of(data, name))
    except reader.CannotRead as error:
        raise CannotIngest(error.sentence(reader_language())) from error
    if len(letter.text) > MOST_CHARACTERS:
        raise CannotIngest(_("正文超过 10 万字，不像一封答复；请只保留答复函的全文。"))
    if any(doubt.code == "not_a_letter" for doubt in letter.doubts):
        raise CannotIngest(
            _("这段文字没有答复的样子（没有标题、称呼、“收悉”或落款），没有收录；请检查是不是选错了文件。")
        )
    return letter


def _add(letter, data: bytes, sha256: str, name: str, place: Place | None, source_url: str) -> Ingested:
    place = place or find_place(letter)
    reply = store_letter(letter, place=place, source_url=source_url, source_sha256=sha256)
    actions = store_actions(reply, letter)
    reindex([reply.pk], are_new=True)
    reading = store_reading(reply, letter)
    reply.source_file.name = _keep_file(data, sha256, name)
    reply.save(update_fields=["source_file"])
    return _report(reply, Outcome.ADDED, letter, actions, reading)


def _keep_file(data: bytes, sha256: str, name: str) -> str:
    """Keep the file as it came, named by its digest: a run that is broken off and repeated leaves no second copy."""
    kept = f"letters/{sha256[:2]}/{sha256}{PurePath(name).suffix.lower()}"
    return kept if default_storage.exists(kept) else default_storage.save(kept, ContentFile(data))


def _read_again(reply: Reply, letter: reader.Letter) -> Ingested:
    newest = reply.readings.first()
    # A copy of the letter with other white space has its own spans: only the stored text counts.
    same = newest is not None and newest.result == reader.as_json(letter)
    if same or text_key(letter.text) != reply.text_key or letter.text != reply.text:
        return _report(reply, Outcome.KEPT, letter, reply.actions.count(), newest)
    if reply.confirmed_at or reply.edited_at or reply.actions.filter(updates__isnull=False).exists():
        return _report(reply, Outcome.PROPOSED, letter, reply.actions.count(), store_reading(reply, letter))
    forget(actions=list(reply.actions.values_list("pk", flat=True)))
    reply.actions.all().delete()
    reply.commitments.all().delete()
    actions = store_actions(reply, letter)
    reindex([reply.pk])
    return _report(reply, Outcome.REPLACED, letter, actions, store_reading(reply, letter))


def _report(reply: Reply, outcome: Outcome, letter, actions: int, reading: Reading | None) -> Ingested:
    doubts = tuple(str(doubt) for doubt in reading.doubts.filter(resolved_at__isnull=True)) if reading else ()
    return Ingested(reply, outcome, reply.commitments.count(), actions, doubts)
