"""Search rows of letters and actions, public or not: whoever searches begins at public().

Those of proposals and units stand in `named`; what changes a letter may change its proposals' rows too.
"""

from collections.abc import Iterable, Iterator

from policies.derived import search_names
from policies.derived.search_rows import chunks, surplus, write, wrong
from policies.models import Action, Proposal, Reply
from policies.search import ACTIONS, BETWEEN, PROPOSALS, REPLIES, UNITS, Index, folded


def reindex(replies: Iterable[int], *, are_new: bool = False) -> None:
    """Bring the search rows of these letters (keys), of their actions and of what they answer in line with the record.

    Whoever changes a letter's head, a quote, a heading, or a proposal's title or number calls this. Rows that are as
    they should be are left alone; `are_new` says that the letters have none yet, and saves looking.
    """
    replies = list(replies)
    reindex_letters(replies, are_new=are_new)
    search_names.reindex_answered(replies)


def reindex_letters(replies: Iterable[int], *, are_new: bool = False) -> None:
    """The same, without what the letters answer."""
    for chunk in chunks(replies):
        write(_worked_out(chunk), are_new=are_new)


def forget(
    *,
    replies: Iterable[int] = (),
    actions: Iterable[int] = (),
    proposals: Iterable[int] = (),
    units: Iterable[int] = (),
) -> None:
    """Drop the search rows of what is erased."""
    REPLIES.remove(replies)
    ACTIONS.remove(actions)
    PROPOSALS.remove(proposals)
    UNITS.remove(units)


def differences() -> Iterator[str]:
    """Yield a line for every search row that is missing, wrong, or of something that is not there."""
    left = {REPLIES: REPLIES.keys(), ACTIONS: ACTIONS.keys()}
    for chunk in chunks(Reply.objects.order_by("pk").values_list("pk", flat=True)):
        yield from wrong(_worked_out(chunk), left)
    yield from surplus(left)
    yield from search_names.differences()


def _worked_out(replies: list[int]) -> Iterator[tuple[Index, dict[int, str]]]:
    """Yield what ought to be kept of some letters, and of their actions."""
    letters = Reply.objects.filter(pk__in=replies).values_list("pk", "title", "document_number", "index_number", "text")
    answered: dict[int, tuple[list[str], list[str]]] = {}
    for reply, number, title in (
        Proposal.objects.filter(replies__in=replies).order_by("pk").values_list("replies", "number", "title")
    ):
        numbers, titles = answered.setdefault(reply, ([], []))
        numbers.append(number)
        titles.append(title)
    words, heads = {}, {}
    for pk, title, document_number, index_number, text in letters:
        numbers, titles = answered.get(pk, ([], []))
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
