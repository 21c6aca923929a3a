"""Search rows: the words by which letters and actions are found, public or not; whoever searches begins at public()."""

from collections.abc import Iterable, Iterator

from policies.models import Action, Proposal, Reply
from policies.search import ACTIONS, BETWEEN, REPLIES, Index, folded

# Letters at a time: their texts are in memory together.
CHUNK = 200


def reindex(replies: Iterable[int], *, are_new: bool = False) -> None:
    """Bring the search rows of these letters (keys) and of their actions in line with the record.

    Whoever changes a letter's head, a quote, a heading, or a proposal's title or number calls this. Rows that are as
    they should be are left alone; `are_new` says that there are none yet, and saves looking.
    """
    for chunk in _chunks(replies):
        for index, words in _worked_out(chunk):
            kept = {} if are_new else index.kept(words)
            index.write([(pk, text) for pk, text in words.items() if kept.get(pk) != text], are_new=are_new)


def forget(*, replies: Iterable[int] = (), actions: Iterable[int] = ()) -> None:
    """Drop the search rows of what is erased."""
    REPLIES.remove(replies)
    ACTIONS.remove(actions)


def differences() -> Iterator[str]:
    """Yield a line for every search row that is missing, wrong, or of something that is not there."""
    surplus = {REPLIES: REPLIES.keys(), ACTIONS: ACTIONS.keys()}
    for chunk in _chunks(Reply.objects.order_by("pk").values_list("pk", flat=True)):
        for index, words in _worked_out(chunk):
            kept = index.kept(words)
            surplus[index] -= words.keys()
            yield from (f"{index.name} {pk}: its words are not those by which it is found" for pk, text in words.items()
                        if kept.get(pk) != text)  # fmt: skip
    for index, pks in surplus.items():
        yield from (f"{index.name} {pk}: is found, and is not there" for pk in sorted(pks))
        yield from (f"{index.name} {pk}: its words are not in the index" for pk in sorted(index.unindexed()))


def _worked_out(replies: list[int]) -> Iterator[tuple[Index, dict[int, str]]]:
    """Yield what ought to be kept of some letters, and of their actions."""
    letters = Reply.objects.filter(pk__in=replies).values_list("pk", "title", "document_number", "index_number", "text")
    named: dict[int, tuple[list[str], list[str]]] = {}
    for reply, number, title in (
        Proposal.objects.filter(replies__in=replies).order_by("pk").values_list("replies", "number", "title")
    ):
        numbers, titles = named.setdefault(reply, ([], []))
        numbers.append(number)
        titles.append(title)
    words, heads = {}, {}
    for pk, title, document_number, index_number, text in letters:
        numbers, titles = named.get(pk, ([], []))
        words[pk] = folded(title, document_number, index_number, *numbers, *titles, text)
        heads[pk] = folded(*titles, *numbers, document_number)  # once for all actions of the letter
    yield REPLIES, words
    actions = Action.objects.filter(reply__in=replies).values_list("pk", "reply", "quote", "commitment__heading")
    yield (
        ACTIONS,
        {
            pk: BETWEEN.join(filter(None, (folded(quote, heading), heads[reply])))
            for pk, reply, quote, heading in actions
        },
    )


def _chunks(pks: Iterable[int]) -> Iterator[list[int]]:
    pks = list(pks)
    for first in range(0, len(pks), CHUNK):
        yield pks[first : first + CHUNK]
