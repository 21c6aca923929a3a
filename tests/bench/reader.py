"""How fast letters are read, beside cutting the same texts into words: `python -m tests.bench.reader`.

`--hostile` reads a megabyte of each of the texts that no letter is, and says which takes too long.
"""

import argparse
import gc
import logging
import sys
from collections.abc import Callable
from time import process_time

from policies.reader import read_letter

from .hostile import sweep
from .letters import varied

MOST = 1 / 3
"""Of the time that jieba needs."""
ROUNDS = 5
AT_ONCE = 100
"""Letters that the one takes before the other: a shared machine is now quick, now slow, and both are to meet the same."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hostile", action="store_true", help="read texts that no letter is, a megabyte of each")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often all letters are read (%(default)s)")
    arguments = parser.parse_args()
    return sweep() if arguments.hostile else compare(arguments.rounds)


def compare(rounds: int) -> int:
    """Read and cut all letters by turns; return 1 where reading takes more than its share."""
    import jieba  # not for --hostile: its dictionary takes a second to load

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    letters = varied()
    read = cut = 0.0
    for text in letters:  # patterns, caches, dictionary: nothing below is done for the first time
        read_letter(text), jieba.lcut(text)
    for turn in range(rounds):
        for begin in range(0, len(letters), AT_ONCE):
            some = letters[begin : begin + AT_ONCE]
            if turn % 2:
                cut += seconds(jieba.lcut, some)
                read += seconds(read_letter, some)
            else:
                read += seconds(read_letter, some)
                cut += seconds(jieba.lcut, some)
    characters = sum(map(len, letters))
    print(f"{len(letters)} letters, {characters:,} characters, {rounds} rounds, seconds of one core")
    print(f"read_letter  {read:7.3f}  {read / rounds / len(letters) * 1000:.2f} ms a letter")
    print(f"jieba.lcut   {cut:7.3f}  {cut / rounds / len(letters) * 1000:.2f} ms a letter")
    print(f"ratio        {read / cut:7.3f}  at most {MOST:.3f}")
    return 1 if read / cut > MOST else 0


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Return the time of this process that `work` takes on all texts."""
    gc.collect()
    begun = process_time()
    for text in texts:
        work(text)
    return process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
