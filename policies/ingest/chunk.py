"""Store a chunk of letters in one transaction, as if one after the other. What people did is never changed.

Nothing here leaves history (`models/recording.py`): how a letter was read is its first state, kept when people change it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Q

from policies import reader
from policies.derived import forget, lock_record, reindex
from policies.ingest.actions import store_actions
from policies.ingest.letters import File, new_reply, store_letters
from policies.ingest.places import Places
from policies.ingest.readings import store_readings
from policies.ingest.refusal import CannotIngest
from policies.models import Action, Commitment, Doubt, Reading, Reply, Update, text_key


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


def store_chunk(files: list[File]) -> list[Ingested | CannotIngest]:
    """Store the letters of the files, all or none, and say what became of each file.

    A letter is stored once, however many of the files hold it. What comes of a chunk is what comes of its files one by
    one, in their order.
    """
    with transaction.atomic():
        lock_record()
        known = _Known(files)
        places = Places([file.letter for file in files if file.letter], [file.place for file in files if file.place])
        cases = [_case(file, known, places) for file in files]
        changed = [case for case in cases if case.outcome not in (None, Outcome.KEPT)]
        added = [case for case in changed if case.outcome == Outcome.ADDED]
        replaced = [case.reply for case in changed if case.outcome == Outcome.REPLACED]
        store_letters([(case.reply, case.file) for case in added], places)
        _drop_actions(replaced)
        store_actions([case.letter for case in changed if case.outcome != Outcome.PROPOSED])
        reindex([case.reply.pk for case in added], are_new=True)
        reindex([reply.pk for reply in replaced])
        in_use = {case.reply.pk for case in changed if case.outcome == Outcome.PROPOSED}
        store_readings(
            [case.letter for case in changed],
            new={case.reply for case in added},
            before={pk: reading for pk, reading in known.newest.items() if pk in in_use},
        )
        return _told(cases)


@dataclass(frozen=True, slots=True)
class _Case:
    """One file, the row of its letter, and what is to be done; neither where the file is refused."""

    file: File
    reply: Reply | None
    outcome: Outcome | None

    @property
    def letter(self) -> tuple[Reply, reader.Letter]:
        return self.reply, self.file.letter


class _Known:
    """The letters that the files may be, with what decides whether a new reading may replace the old."""

    def __init__(self, files: Iterable[File]):
        keys = {text_key(file.letter.text) for file in files if file.letter}
        shas = {file.sha256 for file in files}
        replies = Reply.objects.filter(Q(source_sha256__in=shas) | Q(text_key__in=keys))
        self.by_sha = {reply.source_sha256: reply for reply in replies}
        self.by_text = {reply.text_key: reply for reply in replies}
        readings = Reading.objects.filter(reply__in=replies).order_by("pk")
        self.newest = {reading.reply_id: reading for reading in readings}
        self.reported = set(Update.objects.filter(action__reply__in=replies).values_list("action__reply", flat=True))
        self.seen: set[Reply] = set()

    def find(self, file: File) -> Reply | None:
        return self.by_sha.get(file.sha256) or (file.letter and self.by_text.get(text_key(file.letter.text)))

    def add(self, reply: Reply) -> Reply:
        self.by_sha[reply.source_sha256] = self.by_text[reply.text_key] = reply
        return reply


def _case(file: File, known: _Known, places: Places) -> _Case:
    reply = known.find(file)
    if file.letter is None:
        return _Case(file, None, None) if file.refusal or not reply else _Case(file, reply, Outcome.KEPT)
    if reply is None:
        added = known.add(new_reply(file, file.place or places.of_letter(file.letter)))
        return _Case(file, added, Outcome.ADDED)
    return _Case(file, reply, _again(reply, file.letter, known))


def _again(reply: Reply, letter: reader.Letter, known: _Known) -> Outcome:
    """Say what a reading of a letter that is stored changes."""
    # A copy of the letter with other white space has its own spans: only the stored text counts.
    if reply.pk is None or reply in known.seen or letter.text != reply.text:
        return Outcome.KEPT
    known.seen.add(reply)
    newest = known.newest.get(reply.pk)
    if newest is not None and newest.result == reader.as_json(letter):
        return Outcome.KEPT
    in_use = reply.confirmed_at or reply.edited_at or reply.pk in known.reported
    return Outcome.PROPOSED if in_use else Outcome.REPLACED


def _drop_actions(replies: list[Reply]) -> None:
    actions = Action.objects.filter(reply__in=replies)
    forget(actions=list(actions.values_list("pk", flat=True)))
    actions.delete()
    Commitment.objects.filter(reply__in=replies).delete()


def _told(cases: list[_Case]) -> list[Ingested | CannotIngest]:
    replies = [case.reply for case in cases if case.reply]
    commitments, actions = (
        dict(model.objects.filter(reply__in=replies).order_by().values_list("reply").annotate(Count("pk")))
        for model in (Commitment, Action)
    )
    newest = dict(Reading.objects.filter(reply__in=replies).order_by("pk").values_list("reply", "pk"))
    doubts = defaultdict(list)
    for doubt in Doubt.objects.filter(reading__in=newest.values(), resolved_at__isnull=True).order_by("pk"):
        doubts[doubt.reading_id].append(str(doubt))
    return [
        Ingested(
            case.reply,
            case.outcome,
            commitments.get(case.reply.pk, 0),
            actions.get(case.reply.pk, 0),
            tuple(doubts[newest.get(case.reply.pk)]),
        )
        if case.reply
        else CannotIngest(case.file.refusal or "这件答复在此期间被删除了；请再运行一次。")
        for case in cases
    ]
