"""The rows of letters: the text, who wrote it to whom, and the file that it came in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from policies.ingest.files import REFUSED, SUFFIXES
from policies.ingest.fitting import fitted, names, value
from policies.ingest.places import Places
from policies.ingest.proposals import store_proposals
from policies.ingest.units import find_units
from policies.models import Addressee, Issuer, Place, Reply, ReplyForm, ReplyKind, text_key
from policies.models.issuer import Party
from policies.models.rows import insert
from policies.reader import Letter

# A damaged 等…名代表 may claim any number.
MOST_ADDRESSEES = 9_999


@dataclass(slots=True)
class File:
    """A file on its way in: what it is called, what is in it, what is known beside its words; then its letter."""

    name: str
    data: bytes
    place: Place | None = None
    source_url: str = ""
    received_for: frozenset[int] = frozenset()
    """The units of whoever brings it; none where a command does."""
    letter: Letter | None = None
    refusal: str = ""
    """Why there is no letter in it."""
    sha256: str = field(init=False)

    def __post_init__(self):
        self.sha256 = hashlib.sha256(self.data).hexdigest()

    @property
    def kept_as(self) -> str:
        """Return where the file is kept as it came: by its digest, so that a run that is repeated leaves no second copy."""
        suffix = PurePath(self.name).suffix.lower()
        return f"letters/{self.sha256[:2]}/{self.sha256}{suffix if suffix in SUFFIXES | REFUSED else ''}"


def new_reply(file: File, place: Place | None) -> Reply:
    """Return the row of a letter that nobody has stored, not stored yet."""
    letter = file.letter
    return Reply(
        place=place,
        kind=_kind(value(letter.title)),
        form=ReplyForm.ABSTRACT if letter.title and "摘要" in letter.title.value else ReplyForm.FULL,
        issued_on=letter.issued_on.value if letter.issued_on else None,
        published_on=letter.published_on.value if letter.published_on else None,
        addressee_count=min(letter.addressee_count, MOST_ADDRESSEES),
        outcome_mark=value(letter.outcome),
        text=letter.text,
        text_key=text_key(letter.text),
        source_url=file.source_url,
        source_sha256=file.sha256,
        source_file=file.kept_as,
        **fitted(
            Reply,
            title=value(letter.title),
            document_number=value(letter.document_number),
            index_number=value(letter.index_number),
            subject=value(letter.subject),
            department=value(letter.department),
        ),
    )


# What a title calls a letter that follows another: 关于…的补充答复, …提案的会办意见.
KINDS = (
    (ReplyKind.OPINION, ("会办意见", "协办意见")),
    (ReplyKind.SUPPLEMENTARY, ("补充答复",)),
    (ReplyKind.RENEWED, ("再次答复", "二次答复", "重新答复")),
)


def _kind(title: str) -> str:
    return next((kind for kind, words in KINDS if any(word in title for word in words)), ReplyKind.ORIGINAL)


def store_letters(new: list[tuple[Reply, File]], places: Places) -> None:
    """Store new letters, their parties, the proposals that they answer, and their files."""
    insert(Reply, [reply for reply, _ in new])
    through = Reply.received_for.through
    insert(through, [through(reply=reply, organisation_id=unit) for reply, file in new for unit in file.received_for])
    letters = [(reply, file.letter) for reply, file in new]
    _store_parties(letters)
    store_proposals(letters, places)
    for _, file in new:
        _keep(file)


def _store_parties(letters: list[tuple[Reply, Letter]]) -> None:
    parties = [party for reply, letter in letters for party in _parties(reply, letter)]
    units = find_units((party.reply.place_id, party.name) for party in parties)
    for party in parties:
        party.organisation = units.get((party.reply.place_id, party.name))
    for model in (Issuer, Addressee):
        insert(model, [party for party in parties if isinstance(party, model)])


def _parties(reply: Reply, letter: Letter) -> Iterator[Party]:
    for model, found in ((Issuer, letter.issuers), (Addressee, letter.addressees)):
        for position, name in enumerate(names(model, (party.value for party in found))):
            yield model(reply=reply, position=position, name=name)


def _keep(file: File) -> None:
    """Keep the file as it came. What a run that was killed left of it, perhaps a part, is replaced."""
    if default_storage.exists(file.kept_as):
        if default_storage.size(file.kept_as) == len(file.data):
            return
        default_storage.delete(file.kept_as)
    default_storage.save(file.kept_as, ContentFile(file.data))
