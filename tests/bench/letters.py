"""The letters that the benchmark reads: the labelled ones, each in several variations."""

from policies.reader import decode
from tests.labelled import names, read

OTHER_DIGITS = str.maketrans("123456789", "234567891")
WIDTH = 34


def labelled() -> list[str]:
    """Return the text of every labelled letter, those that are held and those of counties too."""
    return [decode(read(name)) for name in names()]


def varied() -> list[str]:
    """Return each letter as it is, with other numbers, and with its lines broken: no two texts are the same."""
    letters = labelled()
    return [*letters, *(letter.translate(OTHER_DIGITS) for letter in letters), *map(wrapped, letters)]


def wrapped(letter: str, width: int = WIDTH) -> str:
    """Return a letter with its long lines broken at a width, as some sites do."""
    return "\n".join(
        line[start : start + width] for line in letter.split("\n") for start in range(0, max(len(line), 1), width)
    )
