"""Take in one letter; and what a file has to be to hold one."""

from django.utils.translation import gettext as _

from policies.ingest.chunk import Ingested, store_chunk
from policies.ingest.letters import File
from policies.ingest.refusal import CannotIngest
from policies.models import Place, reader_language
from policies.reader import CannotRead, Letter
from policies.reader.processes import read_file

# The longest known letter has some 20,000.
MOST_CHARACTERS = 100_000


def ingest(data: bytes, *, name: str, place: Place | None = None, source_url: str = "", by=None) -> Ingested:
    """Read the bytes of one file, called `name`, and store the letter in one transaction.

    While nobody knows whose letter it is, it belongs to the units of `by`; without `by`, to administrators alone.

    The same file, or the same text without white space, is the same letter. Raises CannotIngest for what is no
    letter; nothing is stored then.
    """
    file = File(name, data, place, source_url, by.memberships.units() if by else frozenset())
    try:
        take(file, read_file(data, name))
    except CannotRead as refused:
        take(file, refused)
    if file.refusal:
        raise CannotIngest(file.refusal)
    [done] = store_chunk([file])
    return done


def take(file: File, read: Letter | CannotRead) -> None:
    """Give the file its letter, or the sentence that says why it has none."""
    if isinstance(read, CannotRead):
        file.refusal = read.sentence(reader_language())
    elif len(read.text) > MOST_CHARACTERS:
        file.refusal = _("正文超过 10 万字，不像一封答复；请只保留答复函的全文。")
    elif any(doubt.code == "not_a_letter" for doubt in read.doubts):
        file.refusal = _("这段文字没有答复的样子（没有标题、称呼、“收悉”或落款），没有收录；请检查是不是选错了文件。")
    else:
        file.letter = read
