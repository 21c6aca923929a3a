"""Writing and checking search rows, whatever they are of: a few of them at a time."""

from collections.abc import Iterable, Iterator

from policies.search import Index

# Letters at a time: their texts are in memory together.
CHUNK = 200

WorkedOut = Iterable[tuple[Index, dict[int, str]]]
"""What ought to be kept in some indexes: folded texts by key."""


def chunks(pks: Iterable[int]) -> Iterator[list[int]]:
    pks = list(pks)
    for first in range(0, len(pks), CHUNK):
        yield pks[first : first + CHUNK]


def write(worked_out: WorkedOut, *, are_new: bool = False) -> None:
    """Keep what ought to be kept; what is as it should be is left alone."""
    for index, words in worked_out:
        kept = {} if are_new else index.kept(words)
        index.write([(pk, text) for pk, text in words.items() if kept.get(pk) != text], kept)


def wrong(worked_out: WorkedOut, left: dict[Index, set[int]]) -> Iterator[str]:
    """Yield a line for each row that is not what it ought to be; take what was looked at out of `left`."""
    for index, words in worked_out:
        kept = index.kept(words)
        left[index] -= words.keys()
        yield from (f"{index.name} {pk}: its words are not those by which it is found" for pk, text in words.items()
                    if kept.get(pk) != text)  # fmt: skip


def surplus(left: dict[Index, set[int]]) -> Iterator[str]:
    """Yield a line for each row of something that is not there, and for each whose words are not in the index."""
    for index, pks in left.items():
        yield from (f"{index.name} {pk}: is found, and is not there" for pk in sorted(pks))
        yield from (f"{index.name} {pk}: its words are not in the index" for pk in sorted(index.unindexed()))
