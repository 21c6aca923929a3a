"""What the reader made of letters, with its doubts and those that only the record can have."""

from collections import defaultdict
from collections.abc import Iterable

from policies import reader
from policies.ingest.differences import differences
from policies.models import Action, Doubt, Issuer, Reading, Reply
from policies.models.rows import insert
from policies.reader import Letter

Pairs = list[tuple[Reply, Letter]]
LONGEST_ABOUT = Doubt._meta.get_field("about").max_length


def store_readings(letters: Pairs, *, new: set[Reply], before: dict[int, Reading]) -> None:
    """Store a reading of each letter. `letters` are in their order; `new` are those that were not there before.

    `before` holds the readings, by letter, to which staff are told the differences.
    """
    readings = insert(
        Reading,
        [
            Reading(reply=reply, reader_version=reader.VERSION, result=reader.as_json(letter))
            for reply, letter in letters
        ],
    )
    of_record = _doubts_of_record(letters, new)
    for reading in readings:
        if earlier := before.get(reading.reply_id):
            actions = Action.objects.filter(reply=reading.reply_id)
            of_record[reading.reply_id] += differences(earlier.result, reading.result, reading.reply, actions)
    doubts = [
        Doubt(reading=reading, code=code, about=about[:LONGEST_ABOUT])
        for reading, (reply, letter) in zip(readings, letters, strict=True)
        for code, about in [*_of_reader(reply, letter), *of_record[reply.pk]]
    ]
    _carry_over(doubts, letters)
    insert(Doubt, doubts)


def _of_reader(reply: Reply, letter: Letter) -> list[tuple[str, str]]:
    """Return the reader's doubts; none about a letter whose reading a person stands for: the differences say enough."""
    return [] if reply.confirmed_at else [(doubt.code, doubt.about) for doubt in letter.doubts]


def _doubts_of_record(letters: Pairs, new: set[Reply]) -> dict[int, list[tuple[str, str]]]:
    """Return, for each letter, the doubts that come of what else is stored."""
    doubts = defaultdict(list)
    for reply, _ in letters:
        if reply.place_id is None:
            doubts[reply.pk].append(("place_unknown", ""))
    answering = [reply for reply, letter in letters if reply.place_id and letter.proposals]
    answers = Reply.proposals.through.objects.filter(reply__in=answering, proposal__session__isnull=True)
    for reply in answers.values_list("reply", flat=True).distinct():
        doubts[reply].append(("session_unknown", ""))
    replies = [reply for reply, _ in letters]
    for issuer in Issuer.objects.filter(reply__in=replies, organisation__isnull=True):
        doubts[issuer.reply_id].append(("unit_unknown", issuer.name))
    for reply, twin in _of_same_number(replies, {reply.pk for reply in new}):
        doubts[reply].append(("same_number", str(twin)))
    return doubts


def _of_same_number(replies: list[Reply], new: set[int]) -> Iterable[tuple[int, int]]:
    """Yield each letter with those of its number that were there before it, as if each had been stored by itself."""
    numbers = {reply.document_number for reply in replies} - {""}
    of_number = defaultdict(list)
    twins = Reply.objects.filter(document_number__in=numbers).order_by("-pk")
    for pk, number in twins.values_list("pk", "document_number"):
        of_number[number].append(pk)
    turn = {reply.pk: position for position, reply in enumerate(replies)}
    for reply in replies:
        for twin in of_number[reply.document_number]:
            if twin != reply.pk and (twin not in new or turn[twin] < turn[reply.pk]):
                yield reply.pk, twin


def _carry_over(doubts: list[Doubt], letters: Pairs) -> None:
    """What a person settled of an earlier reading need not be settled again."""
    settled = Doubt.objects.filter(reading__reply__in=[reply for reply, _ in letters], resolved_at__isnull=False)
    earlier = {(doubt.reading.reply_id, doubt.code, doubt.about): doubt for doubt in settled.select_related("reading")}
    for doubt in doubts:
        if known := earlier.get((doubt.reading.reply_id, doubt.code, doubt.about)):
            doubt.resolved_at, doubt.resolved_by_id = known.resolved_at, known.resolved_by_id
